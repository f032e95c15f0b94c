using System.Security.Cryptography;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The chip's native HMAC-SHA256.</summary>
    public sealed class Esp32Hmac : IHmac
    {
        /// <inheritdoc />
        public byte[] Compute(byte[] key, byte[] data)
        {
            return HMACSHA256.HashData(key, data);
        }
    }
}
