namespace NanoCharger.Emulation;

/// <summary>Where a connection to the broker leads: for <see cref="BrokerState.Up"/> the real address.</summary>
public sealed class BrokerReach
{
    private BrokerReach(BrokerState state, string host, int port)
    {
        State = state;
        Host = host;
        Port = port;
    }

    /// <summary>Refused or unreachable.</summary>
    public static BrokerReach Down { get; } = new(BrokerState.Down, "", 0);

    /// <summary>Accepted, never answered.</summary>
    public static BrokerReach Silent { get; } = new(BrokerState.Silent, "", 0);

    /// <summary>What the connection meets.</summary>
    public BrokerState State { get; }

    /// <summary>Real host name or address; empty unless up.</summary>
    public string Host { get; }

    /// <summary>Real TCP port; 0 unless up.</summary>
    public int Port { get; }

    /// <summary>A broker that answers at this real address.</summary>
    public static BrokerReach Up(string host, int port)
    {
        return new BrokerReach(BrokerState.Up, host, port);
    }
}
