namespace NanoCharger.Core.Pilot
{
    /// <summary>What the pilot's duty cycle says (IEC 61851-1:2017, Table A.7), in hundredths of a percent.</summary>
    public static class DutyCycle
    {
        /// <summary>Steady +12 V: no PWM, no offer (state x1).</summary>
        public const int NoOffer = 10_000;

        /// <summary>Least current that can be offered, in milliamperes.</summary>
        public const int LeastMilliamps = 6_000;

        /// <summary>Most current that can be offered, in milliamperes.</summary>
        public const int MostMilliamps = 80_000;

        // Where the slow scale (0.6 A for each percent) ends, at 85 %.
        private const int SlowScaleEndMilliamps = 51_000;

        // First current that the fast scale (2.5 A for each percent above 64) can express without being read as less than 51 A:
        // it begins at 85 %, which the slow scale has taken.
        private const int FastScaleStartMilliamps = 52_500;

        /// <summary>Current that is really offered when a limit is to be kept: what the duty cycle can say, never more than the limit.</summary>
        /// <param name="limitMilliamps">The least of all limits, any value.</param>
        /// <returns>0 (no offer) or 6 000..80 000.</returns>
        public static int Offerable(int limitMilliamps)
        {
            if (limitMilliamps < LeastMilliamps)
            {
                return 0;
            }

            if (limitMilliamps > MostMilliamps)
            {
                return MostMilliamps;
            }

            return limitMilliamps > SlowScaleEndMilliamps && limitMilliamps < FastScaleStartMilliamps ? SlowScaleEndMilliamps : limitMilliamps;
        }

        /// <summary>Duty cycle that offers a current, to the nearest step of the PWM: off by 3 mA at most up to 51 A, by 12 mA above.</summary>
        /// <param name="offerMilliamps">What <see cref="Offerable"/> gave.</param>
        /// <returns>1 000..9 600, or <see cref="NoOffer"/> below 6 A.</returns>
        public static int FromMilliamps(int offerMilliamps)
        {
            if (offerMilliamps < LeastMilliamps)
            {
                return NoOffer;
            }

            return offerMilliamps <= SlowScaleEndMilliamps ? (offerMilliamps + 3) / 6 : ((offerMilliamps + 12) / 25) + 6_400;
        }
    }
}
