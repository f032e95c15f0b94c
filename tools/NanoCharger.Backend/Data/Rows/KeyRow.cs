namespace NanoCharger.Backend.Data
{
    /// <summary>How a station's key came to be believed: the lower, the better.</summary>
    internal enum KeyOrigin
    {
        /// <summary>By the report of its commissioning.</summary>
        Report = 1,

        /// <summary>By an operator, who has compared it with the station's own display.</summary>
        Hand = 2,

        /// <summary>With the first document that it had signed: nobody has looked at it.</summary>
        FirstSight = 3,
    }

    /// <summary>A key of a station, and while it counts. Written later are its times, and how it came to be believed where somebody has looked closer.</summary>
    internal sealed class KeyRow
    {
        public required long StationId { get; init; }

        /// <summary>1 for the station's first key. A key begins a series of documents and transactions of its own.</summary>
        public required int Number { get; init; }

        /// <summary>DER in hex digits.</summary>
        public required string PublicKey { get; init; }

        /// <summary>What comes from then on may be verified by it.</summary>
        public required long FromMs { get; set; }

        /// <summary>What comes from then on may not; null while it counts.</summary>
        public long? ToMs { get; set; }

        public required KeyOrigin Origin { get; set; }

        public Station? Station { get; init; }
    }
}
