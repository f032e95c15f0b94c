using NanoCharger.Core.Settings;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>A sign of life when the backend has answered nothing else for so long (OCPP 2.0.1, G02).</summary>
    internal sealed class Heartbeat : OutgoingCall
    {
        private const long Second = 1000000;

        // The silence after which offline.amps is in force has room for two: a healthy link is never silent for that long, whoever has named the interval.
        private const int InSilence = 2;

        private readonly OutgoingContext _context;
        private readonly Registration _registration;
        private readonly Wishes _wishes;
        private readonly SettingsStore _settings;

        internal Heartbeat(OutgoingContext context)
            : base("Heartbeat")
        {
            _context = context;
            _registration = context.Charger.Registration;
            _wishes = context.Charger.Wishes;
            _settings = context.Charger.Settings;
        }

        internal override bool Asked
        {
            get { return _wishes.Heartbeat; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            if (_wishes.Heartbeat)
            {
                _wishes.Heartbeat = false;
                return true;
            }

            // The backend's interval goes before the technician's.
            int wanted = _registration.HeartbeatSeconds;
            int seconds = wanted > 0 ? wanted : _settings.Int(SettingId.HeartbeatSeconds);
            int most = _settings.Int(SettingId.OfflineSeconds) / InSilence;
            seconds = seconds < most ? seconds : most;
            return nowMicros - _context.AnsweredMicros >= seconds * Second;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            // It has no fields.
        }
    }
}
