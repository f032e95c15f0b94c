using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What flows now, for whoever looks on: the body of a MeterValues (OCPP 2.0.1, J01), every 10 s while a transaction's vehicle is supplied, and once more when that ends.</summary>
    /// <remarks>No call: nobody answers it, nothing is kept and nothing repeated. What could not be told when it was due is told by nobody later.</remarks>
    internal sealed class LiveValues
    {
        private const long PeriodMicros = 10_000_000;

        private static readonly string[] Phases = { "L1", "L2", "L3" };

        private readonly ILink _link;
        private readonly JsonWriter _json;
        private readonly ChargerStatus _status;
        private readonly IClock _clock;
        private bool _supplied;
        private long _toldMicros;

        /// <summary>Values of a charger that supplies nobody yet.</summary>
        /// <param name="link">Where they go.</param>
        /// <param name="charger">Whose they are.</param>
        /// <param name="json">Free in <see cref="Step"/>, and behind it.</param>
        internal LiveValues(ILink link, OcppParts charger, JsonWriter json)
        {
            _link = link;
            _json = json;
            _status = charger.Status;
            _clock = charger.Clock;
        }

        /// <summary>Tells them where they are due; else it compares and returns.</summary>
        /// <param name="heard">True while the backend has accepted the station in this session.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal void Step(bool heard, long nowMicros)
        {
            bool supplied = _status.TransactionNumber != 0 && _status.ContactorClosed;
            bool ended = _supplied && !supplied;
            if (supplied && !_supplied)
            {
                _toldMicros = nowMicros;
            }

            _supplied = supplied;
            if (heard && (ended || (supplied && nowMicros - _toldMicros >= PeriodMicros)))
            {
                _toldMicros = nowMicros;
                Tell();
            }
        }

        private void Tell()
        {
            _json.Clear();
            _json.OpenObject().Name("evseId").Number(OcppMessages.Evse);
            _json.Name("meterValue").OpenArray().OpenObject().Name("timestamp").Date(_clock.UtcMillis);
            _json.Name("sampledValue").OpenArray();
            Begin().Thousandths(_status.RegisterMilliwattHours);
            End("Energy.Active.Import.Register", "Wh");

            // The averages of power and current run on behind the contacts, where nothing flows.
            Begin().Number(_supplied ? _status.Watts : 0);
            End("Power.Active.Import", "W");
            for (int phase = 0; phase < _status.Amps.Length; phase++)
            {
                Begin().Thousandths(_supplied ? _status.Amps[phase] : 0);
                _json.Name("phase").Text(Phases[phase]);
                End("Current.Import", "A");
            }

            Begin().Thousandths(_status.OfferMilliamps);
            End("Current.Offered", "A");
            _json.CloseArray().CloseObject().CloseArray();
            OcppMessages.ClockNote(_json, _clock.Quality);
            _json.CloseObject();
            _link.TryTell(_json.Target.Buffer, _json.Target.Length);
        }

        private JsonWriter Begin()
        {
            return _json.OpenObject().Name("value");
        }

        private void End(string measurand, string unit)
        {
            _json.Name("measurand").Text(measurand).Name("unitOfMeasure").OpenObject().Name("unit").Text(unit).CloseObject().CloseObject();
        }
    }
}
