namespace NanoCharger.Mqtt
{
    /// <summary>Why a call of <see cref="BrokerClient"/> failed.</summary>
    public enum BrokerFailure
    {
        /// <summary>The other side did not answer in time.</summary>
        TimedOut,

        /// <summary>Nothing listens on that port, or the host cannot be reached.</summary>
        Unreachable,

        /// <summary>The host name has no address.</summary>
        Unresolved,

        /// <summary>There is no connection, or it broke during the call.</summary>
        NotConnected,

        /// <summary>The broker answered, and said no.</summary>
        Refused,
    }
}
