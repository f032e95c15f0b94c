using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using MQTTnet.Adapter;
using MQTTnet.AspNetCore;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace NanoCharger.Broker
{
    /// <summary>What holds for those who are in: each under his own name, with his own rights, and out as soon as he is revoked.</summary>
    internal sealed class LinkWarden : IAsyncDisposable
    {
        private const string Commands = "/dn";

        private readonly LinkGuard _guard;
        private readonly BrokerLocks _locks;
        private readonly AsyncLocal<LinkGuest?> _current = new();
        private readonly ConcurrentDictionary<ConnectionContext, LinkGuest> _in = [];
        private readonly CancellationTokenSource _stop = new();
        private Task _watching = Task.CompletedTask;

        internal LinkWarden(LinkGuard guard, BrokerLocks locks, MqttServer mqtt)
        {
            _guard = guard;
            _locks = locks;
            mqtt.ValidatingConnectionAsync += Enter;
            mqtt.InterceptingPublishAsync += OnPublish;
            mqtt.InterceptingSubscriptionAsync += OnSubscribe;
        }

        /// <summary>Begins when the broker is ready and nobody has come in yet.</summary>
        internal void Watch(MqttConnectionHandler connections)
        {
            Func<IMqttChannelAdapter, Task> serve = connections.ClientHandler;
            connections.ClientHandler = adapter => serve(new NamedAdapter(adapter, _current.Value!));
            _watching = Look();
        }

        /// <summary>Serves one connection whose guest the door has seen.</summary>
        internal async Task Run(ConnectionContext connection, ConnectionDelegate serve)
        {
            LinkGuest guest = connection.Features.Get<LinkGuest>()!;
            _current.Value = guest;
            _in[connection] = guest;
            try
            {
                await serve(connection).ConfigureAwait(false);
            }
            finally
            {
                _in.TryRemove(connection, out _);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _watching.ConfigureAwait(false);
            _stop.Dispose();
        }

        /// <summary>Behind the handshake the list may have become longer: who is on it now does not get in by having been early.</summary>
        private Task Enter(ValidatingConnectionEventArgs connecting)
        {
            if (_guard.IsRevoked(_current.Value!))
            {
                connecting.ReasonCode = MqttConnectReasonCode.NotAuthorized;
            }

            return Task.CompletedTask;
        }

        /// <summary>Of a will too, which is said when its client has gone. A command that was kept would be carried out by whoever comes later: none is.</summary>
        private Task OnPublish(InterceptingPublishEventArgs said)
        {
            string topic = said.ApplicationMessage.Topic;
            (LinkDoor door, string name) = LinkDoor.Of(said.ClientId);
            bool may = door.Rights.MayWrite(name, topic) && !(said.ApplicationMessage.Retain && topic.EndsWith(Commands, StringComparison.Ordinal));
            if (!may)
            {
                said.ProcessPublish = false;
                said.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            }

            return Task.CompletedTask;
        }

        private Task OnSubscribe(InterceptingSubscriptionEventArgs wish)
        {
            (LinkDoor door, string name) = LinkDoor.Of(wish.ClientId);
            if (!door.Rights.MayRead(name, wish.TopicFilter.Topic))
            {
                wish.ProcessSubscription = false;
                wish.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            }

            return Task.CompletedTask;
        }

        private async Task Look()
        {
            using PeriodicTimer timer = new(BrokerLocks.BetweenReadings);
            try
            {
                while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
                {
                    _guard.ReadAgain();
                    EndRevoked();
                }
            }
            catch (OperationCanceledException)
            {
                // The broker ends.
            }
        }

        private void EndRevoked()
        {
            foreach ((ConnectionContext connection, LinkGuest guest) in _in)
            {
                if (_guard.IsRevoked(guest))
                {
                    _locks.Log($"the session of {guest.Name} ends: its certificate was revoked ({guest.Serial})");
                    connection.Abort();
                }
            }
        }
    }
}
