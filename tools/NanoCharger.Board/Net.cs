using System.Collections.Generic;

namespace NanoCharger.Board
{
    /// <summary>Pins that are connected with each other.</summary>
    /// <param name="Name">The name that a flag gives it; empty: none.</param>
    /// <param name="Pins">Its pins, on all sheets.</param>
    public sealed record Net(string Name, IReadOnlyList<Pin> Pins);
}
