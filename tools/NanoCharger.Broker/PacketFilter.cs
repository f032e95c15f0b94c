using System.IO.Pipelines;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace NanoCharger.Broker
{
    /// <summary>The connection filter in front of the broker: see <see cref="PacketMeter"/>.</summary>
    internal static class PacketFilter
    {
        /// <summary>Adds it; before the broker, or it sees nothing.</summary>
        internal static void UsePacketFilter(this IConnectionBuilder connections)
        {
            connections.Use(next => connection => Run(connection, next));
        }

        private static async Task Run(ConnectionContext connection, ConnectionDelegate next)
        {
            IDuplexPipe transport = connection.Transport;
            connection.Transport = new Metered(new MeteredReader(connection), transport.Output);
            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                connection.Transport = transport;
            }
        }

        private sealed record Metered(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
