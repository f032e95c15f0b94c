namespace NanoCharger.Hal
{
    /// <summary>The proximity contact of a socket: the plug's resistor codes the cable's rating (IEC 61851-1:2017, B.2).</summary>
    public interface IProximity
    {
        /// <summary>Reads the resistance between proximity and earth.</summary>
        /// <remarks>Cost: eight conversions, about 0.5 ms.</remarks>
        /// <returns>Ohms, 0..9 999; 10 000 when open (no plug).</returns>
        int ReadOhms();

        /// <summary>Tells the contact how large a count of this chip's converter truly is, in parts per million of its nominal size, 850 000..1 150 000.</summary>
        /// <remarks>Somebody else measures it (by the bias rail). Cost: none.</remarks>
        int ScalePpm { set; }
    }
}
