using NanoCharger.Core.Settings;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>A sign of life when the backend has answered nothing else for so long, and the question what time it is (OCPP 2.0.1, G02).</summary>
    internal sealed class Heartbeat : OutgoingCall
    {
        private const long Second = 1000000;

        private readonly OutgoingContext _context;
        private readonly Registration _registration;
        private readonly SettingsStore _settings;
        private readonly BackendTime _time;

        internal Heartbeat(OutgoingContext context)
            : base("Heartbeat")
        {
            _context = context;
            _registration = context.Charger.Registration;
            _settings = context.Charger.Settings;
            _time = new BackendTime(context);
        }

        internal override bool TryPrepare(long nowMicros)
        {
            // The backend's interval goes before the technician's.
            int wanted = _registration.HeartbeatSeconds;
            int seconds = wanted > 0 ? wanted : _settings.Int(SettingId.HeartbeatSeconds);
            return nowMicros - _context.AnsweredMicros >= seconds * Second;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            // It has no fields.
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _time.Take(result, nowMicros);
        }
    }
}
