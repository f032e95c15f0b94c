using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Begins each session, and again after a while until the backend accepts the station (OCPP 2.0.1, B01 to B03).</summary>
    internal sealed class BootNotification : OutgoingCall
    {
        private const long Second = 1000000;
        private const int RetrySeconds = 30;
        private const int LeastRetrySeconds = 10;
        private const int MostRetrySeconds = 3600;
        private const int LeastHeartbeatSeconds = 10;
        private const int MostHeartbeatSeconds = 86400;

        private readonly OcppParts _charger;
        private readonly Registration _registration;
        private readonly BootAnswer _answer = new BootAnswer();
        private readonly BackendTime _time;

        internal BootNotification(OutgoingContext context)
            : base("BootNotification")
        {
            _charger = context.Charger;
            _registration = context.Charger.Registration;
            _time = new BackendTime(context);
        }

        internal override bool BeforeAcceptance
        {
            get { return true; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            return !_registration.Accepted && nowMicros >= _registration.NotBeforeMicros;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            json.Name("reason").Text(_registration.Triggered ? "Triggered" : _charger.Cause == ResetCause.Watchdog ? "Watchdog" : "PowerUp");
            json.Name("chargingStation").OpenObject();
            json.Name("model").Text("nanoCharger");
            json.Name("vendorName").Text(OcppMessages.Vendor);
            json.Name("serialNumber").Text(_charger.Serial);
            json.Name("firmwareVersion").Text(FirmwareVersion.Text);
            json.CloseObject();
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _time.Take(result, nowMicros);
            _answer.Read(result);
            int seconds = _answer.IntervalSeconds;
            if (_answer.Status == RegistrationStatus.Accepted)
            {
                _registration.Accept(seconds == 0 ? 0 : Within(seconds, LeastHeartbeatSeconds, MostHeartbeatSeconds));
                return;
            }

            seconds = seconds == 0 ? RetrySeconds : Within(seconds, LeastRetrySeconds, MostRetrySeconds);
            _registration.Wait(_answer.Status, nowMicros + (seconds * Second));
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            _registration.Wait(RegistrationStatus.None, nowMicros + (RetrySeconds * Second));
        }

        private static int Within(int value, int least, int most)
        {
            return value < least ? least : value > most ? most : value;
        }
    }
}
