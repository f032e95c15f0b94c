namespace NanoCharger.System.Tests.Link
{
    /// <summary>Which way a byte goes.</summary>
    internal enum WireWay
    {
        /// <summary>From the station to the broker.</summary>
        Up,

        /// <summary>From the broker to the station.</summary>
        Down,
    }
}
