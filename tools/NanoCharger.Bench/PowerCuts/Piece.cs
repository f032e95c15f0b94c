namespace NanoCharger.Bench.PowerCuts;

/// <summary>What is stored as a whole: after a cut it is as before or as after the operation under way, never older, never mixed.</summary>
public enum Piece
{
    /// <summary>All settings.</summary>
    Settings,

    /// <summary>Latches, availability, the technician's limit, who asked for a stop, what stops count from, charging profiles.</summary>
    State,

    /// <summary>The meter's calibration, and what was last changed of it.</summary>
    Calibration,

    /// <summary>The key and its number.</summary>
    Key,

    /// <summary>The station's own list of tokens.</summary>
    Tokens,

    /// <summary>How often each fault has occurred.</summary>
    Faults,
}
