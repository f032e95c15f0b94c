using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>Hears what stations say at a broker.</summary>
    internal sealed class Eavesdropper : IDisposable
    {
        private const string EndOfStory = "end of story";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly BrokerClient _client = new(new BrokerLogin("eavesdropper"));
        private readonly List<string> _heard = [];
        private readonly ManualResetEventSlim _end = new();

        public Eavesdropper(TestBroker broker)
        {
            _client.MessageReceived += Hear;
            Assert.Equal(0, _client.Connect(broker.Host, broker.Port, Patience));
            _client.Subscribe("nanocharger/v1/+/up", 1, Patience);
            _client.Subscribe(EndOfStory, 1, Patience);
        }

        /// <summary>All frames that the broker has taken up to now, in their order: it passes on in order, so a last message of our own comes behind them.</summary>
        public IReadOnlyList<string> All()
        {
            Assert.True(_client.Publish(new BrokerMessage(EndOfStory, [], 1, false), Patience));
            Assert.True(_end.Wait(Patience));
            return _heard;
        }

        public void Dispose()
        {
            _client.Dispose();
            _end.Dispose();
        }

        private void Hear(BrokerMessage message)
        {
            if (message.Topic == EndOfStory)
            {
                _end.Set();
            }
            else
            {
                _heard.Add(Encoding.UTF8.GetString(message.Payload));
            }
        }
    }
}
