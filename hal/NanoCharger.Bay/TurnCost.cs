using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>What the code of a turn of the control loop costs on the board, beyond the calls into the drivers: 9.1 ms in all, and 3.9 ms for a slice of signing.</summary>
    /// <remarks>
    /// The cost gauge counts 8.9 ms for the dearest turn of a charging car (`own ms` of turn-charging, native calls included), rounded up.
    /// The stand-ins cost what native calls cost; the firmware's own instructions would be free. They are charged where a turn
    /// shows itself on the pins: what decides at the first digital call after sampling, what may wait at the hold pulse that ends it.
    /// </remarks>
    internal sealed class TurnCost
    {
        private const long DecideNanos = 6_200_000;
        private const long BackgroundNanos = 2_900_000;

        /// <summary>One slice of signing: the most that the gauge's `sign-step` allows, 15 000 instructions of 3.2 ns, 80 times that on the board.</summary>
        private const long SigningStepNanos = 3_900_000;

        private readonly Machine _machine;
        private long _conversions;
        private long _signingSteps;

        public TurnCost(Machine machine)
        {
            _machine = machine;
        }

        /// <summary>The firmware uses a digital pin.</summary>
        public void PinUsed()
        {
            if (_machine.AdcConversions > _conversions)
            {
                _conversions = long.MaxValue;
                _machine.Spend(DecideNanos);
            }
        }

        /// <summary>The firmware re-arms the hold: the turn is over.</summary>
        public void TurnEnds()
        {
            _conversions = _machine.AdcConversions;
            _machine.Spend(BackgroundNanos);
        }

        /// <summary>The firmware has taken so many slices of signing since its start, those of this turn among them.</summary>
        public void Signed(long steps)
        {
            _machine.Spend((steps - _signingSteps) * SigningStepNanos);
            _signingSteps = steps;
        }

        /// <summary>The firmware starts anew.</summary>
        public void Reset()
        {
            _conversions = _machine.AdcConversions;
            _signingSteps = 0;
        }
    }
}
