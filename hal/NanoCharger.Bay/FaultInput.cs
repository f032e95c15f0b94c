using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Bay
{
    /// <summary>A plain input of the reference boards that a timeline can make report: the bay's own table, kept apart from the drivers' so that each checks the other.</summary>
    /// <param name="Name">Its name in a scenario's <c>input</c>.</param>
    /// <param name="SinglePhasePin">Where the single-phase board has it; -1: it has none.</param>
    /// <param name="ThreePhasePin">Where the three-phase board has it; -1: it has none.</param>
    /// <param name="ReportsHigh">The level on the pin while it reports.</param>
    /// <param name="LimitMillis">For how long the outlet may stay live while it reports.</param>
    /// <param name="InsteadOfReader">True where it is at the card reader's terminals: it is there only where the scenario's <c>terminals</c> are "inputs".</param>
    internal sealed record FaultInput(string Name, int SinglePhasePin, int ThreePhasePin, bool ReportsHigh, int LimitMillis, bool InsteadOfReader)
    {
        /// <summary>All of them.</summary>
        public static readonly IReadOnlyList<FaultInput> All =
        [
            // Two turns of 60 ms at most, and the contacts.
            new FaultInput("emergencyStop", 33, 7, true, 200, true),

            // A pause after three turns.
            new FaultInput("lid", 4, -1, true, 7_000, true),
        ];

        /// <summary>Those of a scenario's board.</summary>
        public static IReadOnlyList<FaultInput> On(Scenario scenario)
        {
            return All.Where(input => (scenario.HasInputs || !input.InsteadOfReader) && input.PinOn(scenario.BoardPhases) >= 0).ToArray();
        }

        /// <summary>Its pin on a board.</summary>
        public int PinOn(int boardPhases)
        {
            return boardPhases == 3 ? ThreePhasePin : SinglePhasePin;
        }
    }
}
