namespace NanoCharger.Backend.Data
{
    /// <summary>A certificate of a station's link, from the request on. Written when the station asks, once more when it is signed or refused; kept for good.</summary>
    internal sealed class LinkCertificateRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>The station's requests count from 1.</summary>
        public required long Number { get; init; }

        /// <summary>Who had the station when it asked.</summary>
        public required long TenantId { get; init; }

        public required long AskedMs { get; init; }

        /// <summary>The request as it came, PEM.</summary>
        public required string Request { get; init; }

        /// <summary>When it was signed, or refused by whoever signs; null while it waits.</summary>
        public long? EndedMs { get; set; }

        /// <summary>The serial number of the certificate, hexadecimal; null where none was made.</summary>
        public string? Serial { get; set; }

        /// <summary>Until when it is good; null where none was made.</summary>
        public long? NotAfterMs { get; set; }
    }
}
