namespace NanoCharger.Ocpp
{
    /// <summary>What the connector is, seen from outside (OCPP 2.0.1, ConnectorStatusEnumType).</summary>
    public enum ConnectorStatus
    {
        /// <summary>Not known yet: nothing is told.</summary>
        Unknown = 0,

        /// <summary>Free to use.</summary>
        Available,

        /// <summary>A vehicle is plugged in.</summary>
        Occupied,

        /// <summary>Out of use by intention, or the log is full.</summary>
        Unavailable,

        /// <summary>Out of use by a fault.</summary>
        Faulted,
    }
}
