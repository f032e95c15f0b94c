namespace NanoCharger.Ocpp
{
    /// <summary>The backend's answer to a BootNotification, as far as it matters here.</summary>
    public sealed class BootAnswer
    {
        private readonly JsonReader _reader = new JsonReader();

        /// <summary>True when the station may go on; false for Pending and Rejected.</summary>
        public bool Accepted { get; private set; }

        /// <summary>Seconds: the heartbeat interval when accepted, else how long to wait before asking again. 0 when the answer named none.</summary>
        public int IntervalSeconds { get; private set; }

        /// <summary>Reads the payload of a call result.</summary>
        /// <returns>False when it is not of the form; then it is no acceptance.</returns>
        public bool Read(byte[] source, int offset, int length)
        {
            Accepted = false;
            IntervalSeconds = 0;
            bool hasStatus = false;
            bool accepted = false;
            _reader.Start(source, offset, length);
            if (_reader.Read() != JsonToken.ObjectStart)
            {
                return false;
            }

            while (_reader.Read() == JsonToken.Name)
            {
                if (_reader.Is("status"))
                {
                    hasStatus = _reader.Read() == JsonToken.Text;
                    accepted = hasStatus && _reader.Is("Accepted");
                }
                else if (_reader.Is("interval"))
                {
                    _reader.Read();
                    IntervalSeconds = _reader.TryNumber(out long seconds) && seconds > 0 && seconds <= int.MaxValue ? (int)seconds : 0;
                }

                _reader.Skip();
            }

            Accepted = accepted && _reader.Token == JsonToken.ObjectEnd;
            return hasStatus && _reader.Token == JsonToken.ObjectEnd;
        }
    }
}
