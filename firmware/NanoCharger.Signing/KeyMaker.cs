namespace NanoCharger.Signing
{
    /// <summary>Makes a pair of keys from 32 random bytes, a slice at a time.</summary>
    /// <remarks>The same work for every number in range. Whether the bytes are any good is for the caller to judge.</remarks>
    public sealed class KeyMaker
    {
        private readonly Comb _comb = new Comb();
        private PrivateKey _key;

        /// <summary>The private key; null when the bytes were 0 or not below n, and before the end.</summary>
        public PrivateKey Key { get; private set; }

        /// <summary>The public key that belongs to it; null as above.</summary>
        public PublicKey Public { get; private set; }

        /// <summary>Begins a pair. The bytes are copied; the caller wipes his. Allocates.</summary>
        /// <exception cref="System.ArgumentException">There are not 32 bytes.</exception>
        public void Begin(byte[] d32)
        {
            Begin(PrivateKey.FromBytes(d32));
        }

        /// <summary>Begins the public key of a private one; null gives none.</summary>
        public void Begin(PrivateKey key)
        {
            Key = null;
            Public = null;
            _key = key;
            if (key != null)
            {
                _comb.Begin(key.Limbs, Field.One);
            }
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when the pair is there, or refused.</returns>
        public bool Step()
        {
            if (_key == null)
            {
                return true;
            }

            if (!_comb.Step())
            {
                return false;
            }

            byte[] x = new byte[32];
            byte[] y = new byte[32];
            LimbCodec.Write(x, _comb.X);
            LimbCodec.Write(y, _comb.Y);
            Public = PublicKey.FromBytes(x, y);
            Key = _key;
            _key = null;
            _comb.Forget();
            return true;
        }
    }
}
