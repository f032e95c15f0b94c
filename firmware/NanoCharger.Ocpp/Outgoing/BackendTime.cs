using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Takes the backend's time out of an answer that has it (OCPP 2.0.1, BootNotificationResponse and HeartbeatResponse: currentTime) to the clock.</summary>
    internal sealed class BackendTime
    {
        private readonly OutgoingContext _context;
        private readonly JsonReader _reader = new JsonReader();
        private readonly Rfc3339 _date = new Rfc3339();

        internal BackendTime(OutgoingContext context)
        {
            _context = context;
        }

        /// <summary>Takes it. An answer that is not whole, or has no date where it should, tells none.</summary>
        internal void Take(OcppFrame answer, long nowMicros)
        {
            long utcMillis = 0;
            bool sound = false;
            _reader.Start(answer.Source, answer.PayloadOffset, answer.PayloadLength);
            if (_reader.Read() != JsonToken.ObjectStart)
            {
                return;
            }

            while (_reader.Read() == JsonToken.Name)
            {
                bool isTime = _reader.Is("currentTime");
                JsonToken token = _reader.Read();
                if (isTime)
                {
                    sound = token == JsonToken.Text && _date.TryRead(answer.Source, _reader.TokenOffset, _reader.TokenLength, out utcMillis);
                }

                _reader.Skip();
            }

            if (sound && _reader.Token == JsonToken.ObjectEnd)
            {
                _context.Charger.Times.Hear(utcMillis, _context.AskedMicros, nowMicros);
            }
        }
    }
}
