namespace nanoFramework.Networking;

/// <summary>How connecting went.</summary>
public enum NetworkHelperStatus
{
    /// <summary>Not tried.</summary>
    None = 0,

    /// <summary>On its way.</summary>
    Started = 1,

    /// <summary>Connected.</summary>
    NetworkIsReady = 2,

    /// <summary>No network interface.</summary>
    FailedNoNetworkInterface = 3,

    /// <summary>No address in time.</summary>
    TokenExpiredWaitingIPAddress = 4,

    /// <summary>No date in time.</summary>
    TokenExpiredWaitingDateTime = 5,

    /// <summary>The access point was not found or refused.</summary>
    ErrorConnetingToWiFiWhileScanning = 6,

    /// <summary>See the helper's exception.</summary>
    ExceptionOccurred = 7,

    /// <summary>Connecting again.</summary>
    Reconnecting = 8,
}
