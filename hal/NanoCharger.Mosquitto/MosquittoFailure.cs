namespace NanoCharger.Mosquitto
{
    /// <summary>Why a call of the wrapper failed.</summary>
    public enum MosquittoFailure
    {
        /// <summary>The shared library or the broker's executable is not installed.</summary>
        NotInstalled,

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

        /// <summary>The library did not accept an argument, or failed otherwise; the message says what it reported.</summary>
        Rejected,

        /// <summary>The private broker ended before it was ready.</summary>
        BrokerFailed,
    }
}
