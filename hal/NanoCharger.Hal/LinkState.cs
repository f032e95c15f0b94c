namespace NanoCharger.Hal
{
    /// <summary>How far the link to the payment backend's broker has come.</summary>
    public enum LinkState
    {
        /// <summary>No network; waiting or joining Wi-Fi.</summary>
        Offline = 0,

        /// <summary>Wi-Fi has an address; no session with the broker.</summary>
        Joined = 1,

        /// <summary>Session with the broker stands and the station's topic is subscribed.</summary>
        Online = 2,
    }
}
