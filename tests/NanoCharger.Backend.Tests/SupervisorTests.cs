using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A broker that cannot take us now is tried again; only one that does not want us ends the program.</summary>
    public sealed class SupervisorTests : IDisposable
    {
        private readonly FakeTimeProvider _clock = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentQueue<string> _told = new();
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public void Dispose()
        {
            _stop.Dispose();
            _listener.Dispose();
        }

        [Theory]
        [InlineData(0x88)]
        [InlineData(0x89)]
        [InlineData(0x97)]
        [InlineData(0x9F)]
        public async Task A_broker_that_says_not_now_is_asked_again(byte reason)
        {
            using PaymentBackend backend = Listening();
            Task running = Run(backend);
            await Answer(reason);
            Assert.True(await HostHere.Until(() => running.IsCompleted || _told.Any(line => line.EndsWith($"cannot take the backend now (reason {reason}). Trying again in 1 s.", StringComparison.Ordinal))));
            Task<TcpClient> again = _listener.AcceptTcpClientAsync();
            Assert.True(await Turn(() => again.IsCompleted || running.IsCompleted));
            Assert.False(running.IsCompleted, "it has given up");
            await _stop.CancelAsync();
            (await again).Dispose();
            await running;
        }

        [Fact]
        public async Task A_broker_that_refuses_the_backend_ends_it()
        {
            const byte notAuthorized = 0x87;
            using PaymentBackend backend = Listening();
            Task running = Run(backend);
            await Answer(notAuthorized);
            Assert.Equal(BrokerFailure.Refused, (await Assert.ThrowsAsync<BrokerException>(() => running)).Failure);
        }

        /// <summary>A bug must not leave a broker without anybody who connects to it.</summary>
        [Fact]
        public async Task An_exception_of_ours_is_told_and_it_tries_again()
        {
            const int noPort = 70_000;
            using PaymentBackend backend = new(new BackendOptions { Port = noPort });
            Task running = Run(backend);
            Assert.True(await Turn(() => _told.Count > 1 || running.IsCompleted));
            Assert.Matches("(?s)127.0.0.1:70000: Argument[A-Za-z]*Exception: .* Trying again in 1 s.", _told.First());
            await _stop.CancelAsync();
            await running;
        }

        private PaymentBackend Listening()
        {
            _listener.Start();
            return new PaymentBackend(new BackendOptions { Port = ((IPEndPoint)_listener.LocalEndpoint).Port });
        }

        private Task Run(PaymentBackend backend)
        {
            return Task.Run(() => new Supervisor(backend, backend.Cells[0], _clock, _told.Enqueue).Run(_stop.Token));
        }

        /// <summary>Takes a CONNECT, and answers with this reason (CONNACK; MQTT 5.0, 3.2).</summary>
        private async Task Answer(byte reason)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[512]));
            await client.GetStream().WriteAsync(new byte[] { 0x20, 3, 0, reason, 0 });
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[512]));
        }

        /// <summary>Lets the time go on until it holds.</summary>
        private Task<bool> Turn(Func<bool> holds)
        {
            return HostHere.Until(() =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return holds();
            });
        }
    }
}
