using NanoCharger.Hal.Esp32;

namespace NanoCharger.Check.Workloads
{
    /// <summary>The firmware's own boards.</summary>
    internal static class Boards
    {
        /// <summary>Opens the reference board. On a firmware thread only.</summary>
        public static Esp32Board Of(int phases)
        {
            return new Esp32Board(phases == 3 ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase(), new Esp32Storage());
        }
    }
}
