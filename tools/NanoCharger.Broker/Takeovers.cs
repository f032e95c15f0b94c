using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using MQTTnet.AspNetCore;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace NanoCharger.Broker
{
    /// <summary>One connection for each client identifier: a later one waits until the earlier has ended, its will published (MQTT 5.0, 3.1.4).</summary>
    /// <remarks>
    /// MQTTnet's server lets both overlap. Who comes back at once, as a station does after a power cut, may then have its new session deleted
    /// by the end of the old one, and the will of the old one is not published, or after what the new one has said.
    /// </remarks>
    internal sealed class Takeovers
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
        private static readonly MqttServerClientDisconnectOptions TakenOver = new() { ReasonCode = MqttDisconnectReasonCode.SessionTakenOver };

        private readonly MqttConnectionHandler _connections;
        private readonly MqttServer _mqtt;
        private readonly AsyncLocal<Holder?> _current = new();
        private readonly Dictionary<string, Holder> _holders = [];

        internal Takeovers(MqttConnectionHandler connections, MqttServer mqtt)
        {
            _connections = connections;
            _mqtt = mqtt;
            mqtt.ValidatingConnectionAsync += connecting => Await(connecting.ClientId);
        }

        /// <summary>Serves one connection from its first byte to its end.</summary>
        internal async Task Run(ConnectionContext connection)
        {
            Holder holder = new(connection);
            _current.Value = holder;
            try
            {
                await _connections.OnConnectedAsync(connection).ConfigureAwait(false);
            }
            finally
            {
                lock (_holders)
                {
                    if (_holders.GetValueOrDefault(holder.ClientId) == holder)
                    {
                        _holders.Remove(holder.ClientId);
                    }
                }

                holder.Ended.SetResult();
            }
        }

        private async Task Await(string clientId)
        {
            if (clientId.Length == 0)
            {
                // The broker gives it an identifier of its own.
                return;
            }

            Holder holder = _current.Value!;
            Holder? earlier;
            lock (_holders)
            {
                earlier = _holders.GetValueOrDefault(clientId);
                holder.ClientId = clientId;
                _holders[clientId] = holder;
            }

            if (earlier is null)
            {
                return;
            }

            try
            {
                await _mqtt.DisconnectClientAsync(clientId, TakenOver).ConfigureAwait(false);
            }
            catch (InvalidOperationException)
            {
                // It has just ended by itself, or has not come so far.
            }

            earlier.Connection.Abort();
            await Task.WhenAny(earlier.Ended.Task, Task.Delay(Patience)).ConfigureAwait(false);
        }

        private sealed class Holder(ConnectionContext connection)
        {
            internal ConnectionContext Connection { get; } = connection;

            internal string ClientId { get; set; } = "";

            internal TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
