using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Charging
{
    /// <summary>All limits in force on the current that is offered.</summary>
    public sealed class OfferLimits
    {
        private const int Slots = 2;

        private readonly int[] _milliamps = new int[Slots];

        /// <summary>Sets one limit. Until it was set a slot is 0: nothing is offered before all owners have spoken.</summary>
        /// <param name="slot">Whose.</param>
        /// <param name="milliamps">0 (no current) or more.</param>
        public void Set(LimitSlot slot, int milliamps)
        {
            _milliamps[(int)slot] = milliamps;
        }

        /// <summary>Least of all limits in force, as the duty cycle can say it.</summary>
        /// <remarks>0 means "no offer": the station pauses (X1). Otherwise 6 000..80 000 mA.</remarks>
        public int OfferMilliamps
        {
            get
            {
                int least = _milliamps[0];
                for (int i = 1; i < Slots; i++)
                {
                    if (_milliamps[i] < least)
                    {
                        least = _milliamps[i];
                    }
                }

                return DutyCycle.Offerable(least);
            }
        }
    }
}
