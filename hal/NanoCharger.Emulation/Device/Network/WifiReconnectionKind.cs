namespace System.Device.Wifi;

/// <summary>What happens when the access point is lost.</summary>
public enum WifiReconnectionKind
{
    /// <summary>The radio joins again by itself.</summary>
    Automatic = 0,

    /// <summary>The firmware has to connect again; the emulation joins by itself all the same.</summary>
    Manual = 1,
}
