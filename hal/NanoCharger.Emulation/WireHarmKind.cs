namespace NanoCharger.Emulation;

/// <summary>What can be done to a connection on its way.</summary>
public enum WireHarmKind
{
    /// <summary>The connection is cut; what had passed before arrives.</summary>
    Cut,

    /// <summary>Nothing passes any more in either direction, and the connection stays: in the middle of the TLS handshake.</summary>
    SilenceInHandshake,

    /// <summary>The same behind the handshake, or in plain TCP.</summary>
    Silence,

    /// <summary>The chip's message was kept back: there will be neither acknowledgement nor answer.</summary>
    MessageUp,

    /// <summary>The broker's acknowledgement was kept back; the message has arrived, and its answer comes.</summary>
    Acknowledgement,

    /// <summary>A message to the chip was kept back.</summary>
    MessageDown,
}
