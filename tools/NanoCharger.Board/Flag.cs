namespace NanoCharger.Board
{
    /// <summary>A name at a wire: all that bear it are connected, on every sheet.</summary>
    /// <param name="Name">The net's name.</param>
    /// <param name="At">Where it is tied to.</param>
    /// <param name="Direction">To which side its text stands.</param>
    public sealed record Flag(string Name, Place At, Direction Direction)
    {
        /// <summary>The name of the ground, which is drawn as a symbol.</summary>
        public const string Ground = "GND";

        /// <summary>A supply, drawn as a bar above its place.</summary>
        public bool IsRail { get; init; }
    }
}
