namespace NanoCharger.Emulation;

/// <summary>What became of a message that was really published.</summary>
internal enum PublishFate
{
    /// <summary>The broker has acknowledged it.</summary>
    Acknowledged,

    /// <summary>The broker has it, and its acknowledgement was kept back on the way.</summary>
    Unacknowledged,

    /// <summary>It was kept back on the way, or its connection was cut or silenced: there will be no answer.</summary>
    KeptBack,

    /// <summary>Nobody knows: there will be no answer.</summary>
    Lost,
}
