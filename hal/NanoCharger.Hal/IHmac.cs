namespace NanoCharger.Hal
{
    /// <summary>HMAC-SHA256 (RFC 2104), native on the device.</summary>
    public interface IHmac
    {
        /// <summary>Computes the code of <paramref name="data"/> under <paramref name="key"/>. Cost: about 1 ms for each KiB; allocates.</summary>
        /// <returns>32 bytes in an array of their own, which the caller may overwrite.</returns>
        byte[] Compute(byte[] key, byte[] data);
    }
}
