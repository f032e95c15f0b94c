using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The backend's answer to a BootNotification, as far as it matters here.</summary>
    internal sealed class BootAnswer
    {
        private readonly JsonReader _reader = new JsonReader();

        /// <summary>How the station is taken in; None when the answer is not of the form.</summary>
        internal RegistrationStatus Status { get; private set; }

        /// <summary>Seconds: the heartbeat interval when accepted, else how long to wait before asking again. 0 when the answer named none.</summary>
        internal int IntervalSeconds { get; private set; }

        /// <summary>Reads the payload of a call result. One that is not of the form is no acceptance.</summary>
        internal void Read(OcppFrame answer)
        {
            Status = RegistrationStatus.None;
            IntervalSeconds = 0;
            RegistrationStatus status = RegistrationStatus.None;
            _reader.Start(answer.Source, answer.PayloadOffset, answer.PayloadLength);
            if (_reader.Read() != JsonToken.ObjectStart)
            {
                return;
            }

            while (_reader.Read() == JsonToken.Name)
            {
                if (_reader.Is("status"))
                {
                    status = _reader.Read() == JsonToken.Text ? Named() : RegistrationStatus.None;
                }
                else if (_reader.Is("interval"))
                {
                    _reader.Read();
                    IntervalSeconds = _reader.TryNumber(out long seconds) && seconds > 0 && seconds <= int.MaxValue ? (int)seconds : 0;
                }

                _reader.Skip();
            }

            Status = _reader.Token == JsonToken.ObjectEnd ? status : RegistrationStatus.None;
        }

        private RegistrationStatus Named()
        {
            return _reader.Is("Accepted") ? RegistrationStatus.Accepted
                : _reader.Is("Pending") ? RegistrationStatus.Pending
                : _reader.Is("Rejected") ? RegistrationStatus.Rejected
                : RegistrationStatus.None;
        }
    }
}
