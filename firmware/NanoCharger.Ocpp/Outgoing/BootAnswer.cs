using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The backend's answer to a BootNotification, as far as it matters here.</summary>
    internal sealed class BootAnswer
    {
        private readonly JsonReader _reader = new JsonReader();

        /// <summary>True when the station may go on; false for Pending and Rejected.</summary>
        internal bool Accepted { get; private set; }

        /// <summary>Seconds: the heartbeat interval when accepted, else how long to wait before asking again. 0 when the answer named none.</summary>
        internal int IntervalSeconds { get; private set; }

        /// <summary>Reads the payload of a call result. One that is not of the form is no acceptance.</summary>
        internal void Read(OcppFrame answer)
        {
            Accepted = false;
            IntervalSeconds = 0;
            bool accepted = false;
            _reader.Start(answer.Source, answer.PayloadOffset, answer.PayloadLength);
            if (_reader.Read() != JsonToken.ObjectStart)
            {
                return;
            }

            while (_reader.Read() == JsonToken.Name)
            {
                if (_reader.Is("status"))
                {
                    accepted = _reader.Read() == JsonToken.Text && _reader.Is("Accepted");
                }
                else if (_reader.Is("interval"))
                {
                    _reader.Read();
                    IntervalSeconds = _reader.TryNumber(out long seconds) && seconds > 0 && seconds <= int.MaxValue ? (int)seconds : 0;
                }

                _reader.Skip();
            }

            Accepted = accepted && _reader.Token == JsonToken.ObjectEnd;
        }
    }
}
