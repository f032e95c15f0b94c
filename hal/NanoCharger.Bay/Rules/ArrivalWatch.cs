using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Whether the vehicle that stands there is another one than that of the open transaction, and whether the firmware can know.</summary>
    /// <remarks>
    /// It can where it was awake for some of the time that the pilot showed nobody, or where the interlock opened under its command: the latch shows that until the
    /// command is taken back. Who leaves and comes within one stall while the contactor is commanded open leaves no trace.
    /// </remarks>
    internal sealed class ArrivalWatch
    {
        /// <summary>200 ms of A are a vehicle gone, and a record may take 400 ms meanwhile.</summary>
        private const long SeenNanos = 600_000_000;

        /// <summary>In a shorter stall, such as a write to flash, nobody takes one plug out and puts another in.</summary>
        private const long SwapNanos = 500_000_000;

        private readonly StallWatch _stalls;
        private readonly Plant _plant;
        private readonly TransactionBook _book;
        private readonly Spell _nobody;
        private bool _plugged;
        private string _others = "";

        public ArrivalWatch(Machine machine, StallWatch stalls, Plant plant, TransactionBook book)
        {
            _stalls = stalls;
            _plant = plant;
            _book = book;
            _nobody = new Spell(machine, stalls, SeenNanos);
            plant.Pilot.Changed += Follow;
        }

        /// <summary>The firmware cannot have missed that this vehicle came.</summary>
        public bool Noticed { get; private set; }

        /// <summary>What is wrong with power on the outlet, or null.</summary>
        public string? Wrong()
        {
            return _others.Length > 0 && _others == _book.Open ? "a vehicle came that transaction " + _others + " was not for" : null;
        }

        /// <summary>The firmware starts anew, and what it could have noticed is forgotten.</summary>
        public void Restart()
        {
            Noticed = false;
            _others = "";
            _nobody.Restart();
        }

        private void Follow()
        {
            bool plugged = _plant.Vehicle.Plugged;
            _nobody.Tell(!plugged && _plant.Pilot.State == 'A');
            if (plugged && !_plugged)
            {
                Noticed = _nobody.Remembered || (_plant.Chain.InterlockLatched && _stalls.PresentNanos >= SwapNanos);
                _others = Noticed ? _book.Open : "";
                _nobody.End();
            }

            _plugged = plugged;
        }
    }
}
