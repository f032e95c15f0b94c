using System.Security.Cryptography;
using NanoCharger.Hal;

namespace NanoCharger.Check.Workloads
{
    /// <summary>What the board has natively: neither its work nor what it allocates is counted.</summary>
    internal sealed class NativeHmac : IHmac
    {
        /// <inheritdoc/>
        public byte[] Compute(byte[] key, byte[] data)
        {
            return HMACSHA256.HashData(key, data);
        }
    }
}
