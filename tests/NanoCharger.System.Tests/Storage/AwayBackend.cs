using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using NanoCharger.Hal;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>A link with the backend at its other end: away until it comes back, then it answers every call and keeps what it was told of transactions.</summary>
    internal sealed class AwayBackend : ILink
    {
        private readonly Queue<byte[]> _answers = new();

        public LinkState State { get; private set; }

        public int Session { get; private set; }

        public LinkRecord Record { get; } = new();

        public bool WantsHandshake => false;

        public int Handshakes => 0;

        public int MaxMessageBytes => 4096;

        public int Dropped => 0;

        /// <summary>The TransactionEvents as they came, repetitions too.</summary>
        public List<ToldEvent> Told { get; } = [];

        public void ComeBack()
        {
            Session++;
            State = LinkState.Online;
        }

        public void GoAway()
        {
            State = LinkState.Offline;
            _answers.Clear();
        }

        public void Start(LinkOptions options)
        {
        }

        public void Change(LinkOptions options)
        {
        }

        public void Watch()
        {
        }

        public bool AllowHandshake()
        {
            return false;
        }

        public bool TrySend(byte[] message, int length)
        {
            if (State != LinkState.Online)
            {
                return false;
            }

            using JsonDocument call = JsonDocument.Parse(message.AsMemory(0, length));
            string id = call.RootElement[1].GetString()!;
            string action = call.RootElement[2].GetString()!;
            if (action == "TransactionEvent")
            {
                Told.Add(ToldEvent.From(id, call.RootElement[3]));
            }

            string payload = action switch
            {
                "BootNotification" => """{"interval":120,"status":"Accepted"}""",
                _ => "{}",
            };
            _answers.Enqueue(Encoding.ASCII.GetBytes($"[3,\"{id}\",{payload}]"));
            return true;
        }

        public bool TryTell(byte[] message, int length)
        {
            return State == LinkState.Online;
        }

        public int TryReceive(byte[] buffer)
        {
            if (!_answers.TryDequeue(out byte[]? answer))
            {
                return 0;
            }

            answer.CopyTo(buffer, 0);
            return answer.Length;
        }
    }
}
