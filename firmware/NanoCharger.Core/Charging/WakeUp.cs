using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Charging
{
    /// <summary>Wakes a vehicle that sleeps in B2: one step to B1 and back (IEC 61851-1:2017, A.5.3).</summary>
    /// <remarks>Vehicles that were plugged in long before they may charge go to sleep and overlook the PWM; the edge wakes them.</remarks>
    public sealed class WakeUp
    {
        /// <summary>B2 for this long, with no C since the offer: asleep.</summary>
        public const long AsleepMicros = 30_000_000;

        /// <summary>How long the step lasts.</summary>
        public const long StepMicros = 4_000_000;

        private long _offerMicros;
        private long _stepMicros;
        private bool _armed;

        /// <summary>True while the step lasts: B1.</summary>
        public bool Stepping { get; private set; }

        /// <summary>A new offer begins: it may be overlooked once.</summary>
        public void Begin(long nowMicros)
        {
            _offerMicros = nowMicros;
            _armed = true;
            Stepping = false;
        }

        /// <summary>The offer is over.</summary>
        public void Cancel()
        {
            _armed = false;
            Stepping = false;
        }

        /// <summary>Lets time pass, while the station offers and the contactor is open.</summary>
        public void Update(VehicleState vehicle, long nowMicros)
        {
            if (Stepping)
            {
                Stepping = nowMicros - _stepMicros < StepMicros;
                return;
            }

            if (vehicle == VehicleState.ReadyToCharge || vehicle == VehicleState.ReadyVentilated)
            {
                _armed = false;
            }
            else if (_armed && vehicle == VehicleState.Connected && nowMicros - _offerMicros >= AsleepMicros)
            {
                _armed = false;
                Stepping = true;
                _stepMicros = nowMicros;
            }
        }
    }
}
