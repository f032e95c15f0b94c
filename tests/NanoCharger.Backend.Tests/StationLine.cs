using System;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A station's end of the line to a broker: it says something, and hears what is answered.</summary>
    internal sealed class StationLine : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        private readonly BrokerClient _client;
        private readonly string _up;
        private TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal StationLine(int port, string station = "bay")
        {
            _client = new BrokerClient(new BrokerLogin(station));
            _up = $"nanocharger/v1/{station}/up";
            _client.MessageReceived += message => _answer.TrySetResult(Encoding.UTF8.GetString(message.Payload));
            Assert.Equal(0, _client.Connect("127.0.0.1", port, Patience));
            _client.Subscribe($"nanocharger/v1/{station}/dn", 1, Patience);
        }

        /// <summary>Says something; when it returns the broker has it.</summary>
        /// <returns>The next answer, when it comes.</returns>
        internal Task<string> Say(string frame)
        {
            Task<string> answer = Listen();
            Assert.True(_client.Publish(new BrokerMessage(_up, Encoding.UTF8.GetBytes(frame), 1, Retain: false), Patience));
            return answer;
        }

        /// <summary>What comes next, when it comes.</summary>
        internal Task<string> Listen()
        {
            _answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _answer.Task;
        }

        /// <summary>Says something, and waits for the answer.</summary>
        internal Task<string> Ask(string frame)
        {
            return Say(frame).WaitAsync(Patience);
        }

        public void Dispose()
        {
            _client.Dispose();
        }
    }
}
