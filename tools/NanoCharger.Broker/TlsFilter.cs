using System;
using System.IO;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace NanoCharger.Broker
{
    /// <summary>The connection filter of a door: who is too many, or shows no good certificate, gets no further; who does is known by his name behind it.</summary>
    /// <remarks>Kestrel's own needs the services of a web host.</remarks>
    internal sealed class TlsFilter(LinkGuard guard, LinkDoor door)
    {
        /// <summary>As long as an ordinary client waits for us; else who says nothing would hold a place.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private int _connections;

        internal void Use(IConnectionBuilder connections)
        {
            connections.Use(next => connection => Run(connection, next));
        }

        private async Task Run(ConnectionContext connection, ConnectionDelegate next)
        {
            try
            {
                if (Interlocked.Increment(ref _connections) > door.MostConnections)
                {
                    connection.Abort();
                    return;
                }

                SslStream secured = new(new TransportStream(connection.Transport), leaveInnerStreamOpen: true);
                await using (secured.ConfigureAwait(false))
                {
                    if (await ComesIn(secured).ConfigureAwait(false))
                    {
                        await Serve(connection, secured, next).ConfigureAwait(false);
                    }
                }
            }
            finally
            {
                Interlocked.Decrement(ref _connections);
            }
        }

        private async Task<bool> ComesIn(SslStream secured)
        {
            using CancellationTokenSource limit = new(Patience);
            try
            {
                await secured.AuthenticateAsServerAsync(guard.Handshake(door), limit.Token).ConfigureAwait(false);
                return true;
            }
            catch (Exception refusal) when (refusal is AuthenticationException or IOException or OperationCanceledException)
            {
                // The guard has told why, where there is anything to tell.
                return false;
            }
        }

        private async Task Serve(ConnectionContext connection, SslStream secured, ConnectionDelegate next)
        {
            connection.Features.Set(LinkGuard.Guest(door, (X509Certificate2)secured.RemoteCertificate!));
            IDuplexPipe plain = connection.Transport;
            connection.Transport = new Secured(PipeReader.Create(secured, new StreamPipeReaderOptions(leaveOpen: true)), PipeWriter.Create(secured, new StreamPipeWriterOptions(leaveOpen: true)));
            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                connection.Transport = plain;
            }
        }

        private sealed record Secured(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
