namespace NanoCharger.Backend.Data
{
    /// <summary>A guest who wants to charge, from the price that he was told to his bill: made by his page, moved on by <see cref="Guests.CheckoutDesk"/> alone, each step once. Nobody's name is in it.</summary>
    internal sealed class CheckoutRow : ITenanted
    {
        public long Id { get; init; }

        public required long TenantId { get; init; }

        public required long StationId { get; init; }

        public required long BayId { get; init; }

        /// <summary>How he pays: as the house took guests when he came.</summary>
        public required GuestWay Way { get; init; }

        /// <summary>The version of prices that he was told.</summary>
        public required string TariffId { get; init; }

        /// <summary>The most that he wants to spend, minor units; null where nothing costs anything.</summary>
        public long? CapMinor { get; init; }

        /// <summary>What that buys at most, Wh; null where nothing limits it.</summary>
        public int? MostWattHours { get; init; }

        /// <summary>SHA-256 of the secret in his address.</summary>
        public required string Secret { get; init; }

        /// <summary>What he says at the desk, and the desk compares; null where it was not asked.</summary>
        public string? Code { get; set; }

        /// <summary>The digest of the token by which he charges: his transactions carry it. Null before the start.</summary>
        public string? Token { get; set; }

        /// <summary>The number of the call that starts his charge; null before.</summary>
        public long? StartCall { get; set; }

        /// <summary>The number of the call that takes the start back; null where none does.</summary>
        public long? TakeBackCall { get; set; }

        /// <summary>What the lamp was last asked to blink, L long and S short; null: nothing yet.</summary>
        public string? Pattern { get; set; }

        /// <summary>When that was asked.</summary>
        public long? BlinkMs { get; set; }

        /// <summary>The number of the call that asked it.</summary>
        public long? BlinkCall { get; set; }

        /// <summary>A <see cref="Guests.CheckoutState"/> in words. Of two who move it on from one state one does.</summary>
        public required string State { get; set; }

        public required long MadeMs { get; init; }

        /// <summary>Since when it is in its state.</summary>
        public required long StateMs { get; set; }

        /// <summary>Until when it may be; null where nothing ends it.</summary>
        public long? UntilMs { get; set; }

        /// <summary>A <see cref="Guests.CheckoutReason"/> in words: why it is over, or why its start is taken back; null while it is neither.</summary>
        public string? Reason { get; set; }

        /// <summary>The newest transaction of the charge; null while none has begun.</summary>
        public string? TransactionId { get; set; }

        /// <summary>When that ended; null while it runs.</summary>
        public long? EndedMs { get; set; }

        /// <summary>The charge that became of it; null before it is settled.</summary>
        public long? ChargeId { get; set; }

        /// <summary>When it let go of the bay; null while it has it. Never taken back.</summary>
        public long? ClosedMs { get; set; }
    }
}
