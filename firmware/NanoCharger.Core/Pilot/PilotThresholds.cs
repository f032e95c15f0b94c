namespace NanoCharger.Core.Pilot
{
    /// <summary>Where one state of the vehicle ends and the next begins, by the high level of the pilot (IEC 61851-1:2017, Table A.4).</summary>
    public static class PilotThresholds
    {
        /// <summary>Half the width of the hysteresis: a level has to pass a boundary by this to change the state. 0.4 V in all.</summary>
        public const int HysteresisMillivolts = 200;

        /// <summary>Between B and C.</summary>
        public const int ReadyMillivolts = 7_500;

        /// <summary>Between C and D.</summary>
        public const int VentilatedMillivolts = 4_500;

        /// <summary>Between D and E.</summary>
        public const int ShortedMillivolts = 1_500;

        /// <summary>A sample above this belongs to the high level, one below to the low level: no state has either of them here.</summary>
        public const int BetweenLevelsMillivolts = -3_000;

        /// <summary>With a diode in the vehicle the low level stays below this (12 V ± 1 V, less what the vehicle loads).</summary>
        public const int DiodeMillivolts = -10_000;

        private const int ConnectedMillivolts = 10_500;

        // The generator gives 12 V ± 0.6 V: more than this is not a pilot.
        private const int ImplausibleMillivolts = 13_500;

        /// <summary>State that a high level means, with hysteresis by the state we come from.</summary>
        /// <param name="highMillivolts">High level of the pilot.</param>
        /// <param name="from">The last state; Unknown for none.</param>
        public static VehicleState Classify(int highMillivolts, VehicleState from)
        {
            if (highMillivolts > ImplausibleMillivolts)
            {
                return VehicleState.Unknown;
            }

            if (highMillivolts < BetweenLevelsMillivolts)
            {
                return VehicleState.Unavailable;
            }

            if (highMillivolts > Boundary(ConnectedMillivolts, VehicleState.Disconnected, from))
            {
                return VehicleState.Disconnected;
            }

            if (highMillivolts > Boundary(ReadyMillivolts, VehicleState.Connected, from))
            {
                return VehicleState.Connected;
            }

            if (highMillivolts > Boundary(VentilatedMillivolts, VehicleState.ReadyToCharge, from))
            {
                return VehicleState.ReadyToCharge;
            }

            return highMillivolts > Boundary(ShortedMillivolts, VehicleState.ReadyVentilated, from) ? VehicleState.ReadyVentilated : VehicleState.Shorted;
        }

        // Coming from above, the level has to fall below the boundary by the hysteresis; coming from below, to rise above it.
        private static int Boundary(int millivolts, VehicleState lastAbove, VehicleState from)
        {
            if (from == VehicleState.Unknown || from == VehicleState.Unavailable)
            {
                return millivolts;
            }

            return from <= lastAbove ? millivolts - HysteresisMillivolts : millivolts + HysteresisMillivolts;
        }
    }
}
