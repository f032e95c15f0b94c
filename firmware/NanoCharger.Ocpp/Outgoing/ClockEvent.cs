using NanoCharger.Core.Time;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The clock was set, or its witnesses contradict each other or the log: a security event, since dates are billed by (OCPP 2.0.1, A04). Told once each time; the latest where two wait.</summary>
    internal sealed class ClockEvent : SecurityEvent
    {
        private readonly OcppParts _charger;
        private ClockNotice _telling;
        private long _tellingMicros;

        internal ClockEvent(OutgoingContext context)
        {
            _charger = context.Charger;
        }

        internal override bool TryPrepare(long nowMicros)
        {
            _telling = _charger.Times.Notice;
            _tellingMicros = _charger.Times.NoticeMicros;
            return _telling != ClockNotice.None && !Waits(nowMicros);
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            WallClock clock = _charger.Times;

            // The one name is OCPP's (2.0.1, part 2, appendix 1), which has none for the other.
            json.Name("type").Text(_telling == ClockNotice.Set ? "SettingSystemTime" : "ClockDisagreement");
            json.Name("timestamp").Date(clock.UtcMillis - ((nowMicros - _tellingMicros) / 1_000));
            AsciiWriter info = json.Name("techInfo").OpenText();
            info.Put("station ");
            UtcDate.Write(info, clock.UtcMillis);
            Put(info, ", time server ", clock.Server, clock.NowMicros);
            Put(info, ", backend ", clock.Backend, clock.NowMicros);
            json.CloseText();
            OcppMessages.ClockNote(json, clock.Quality);
        }

        protected override void Told()
        {
            if (_charger.Times.NoticeMicros == _tellingMicros)
            {
                _charger.Times.Told();
            }
        }

        private static void Put(AsciiWriter info, string name, TimeWitness witness, long nowMicros)
        {
            info.Put(name);
            if (witness.UtcAtStart == 0)
            {
                info.Put("unheard");
                return;
            }

            UtcDate.Write(info, witness.UtcAtStart + (nowMicros / 1_000));
        }
    }
}
