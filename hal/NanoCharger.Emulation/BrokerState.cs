namespace NanoCharger.Emulation;

/// <summary>What a connection to the broker meets.</summary>
public enum BrokerState
{
    /// <summary>The broker accepts and answers.</summary>
    Up,

    /// <summary>Refused or unreachable.</summary>
    Down,

    /// <summary>The TCP connection is accepted, and nothing is ever answered.</summary>
    Silent,
}
