namespace NanoCharger.Hal
{
    /// <summary>What a station shows at the broker's door, and by what it knows the broker. The arrays belong to the link from then on, and are not changed.</summary>
    public sealed class LinkIdentity
    {
        /// <summary>Certificates of the authorities that may vouch for the broker: PEM in ASCII, one or more, with the 0 behind that the native parser wants.</summary>
        public byte[] Trust { get; set; }

        /// <summary>The station's certificate, then those between it and its authority: PEM in ASCII with a 0 behind. Null: it has none, and shows none.</summary>
        public byte[] Chain { get; set; }

        /// <summary>The name in that certificate; null where nobody has read it. One that is not the station's opens nothing: the broker would let it in under another's name.</summary>
        public string Name { get; set; }

        /// <summary>The private key of the first certificate in <see cref="Chain"/>: DER (RFC 5915, ECPrivateKey of P-256). Null without one.</summary>
        public byte[] Key { get; set; }
    }
}
