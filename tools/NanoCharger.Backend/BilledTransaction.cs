using System;
using System.Linq;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend
{
    /// <summary>One transaction as far as its events have come; fields are null until the event that carries them is there.</summary>
    public sealed record BilledTransaction
    {
        /// <summary>The station that sent it.</summary>
        public required string Station { get; init; }

        /// <summary>The station's own transaction id; unique together with <see cref="Station"/> and <see cref="Series"/>.</summary>
        public required string Id { get; init; }

        /// <summary>The number of the station's key by which it signs; 0 where it has none. A replaced board has a new key, and counts from 1 again.</summary>
        public int Series { get; init; }

        /// <summary>Its begin is known, by its Started event or by the receipt, which repeats it.</summary>
        public bool Begun { get; init; }

        /// <summary>Its end is known.</summary>
        public bool Ended { get; init; }

        /// <summary>Time of the begin, UTC by the station's clock; null also where that had never been set.</summary>
        public DateTime? StartedUtc { get; init; }

        /// <summary>Time of the end, UTC by the station's clock; null also where that had never been set.</summary>
        public DateTime? EndedUtc { get; init; }

        /// <summary>When the Started event came, by this backend's clock.</summary>
        public DateTime? StartCameUtc { get; init; }

        /// <summary>When the Ended event came, by this backend's clock.</summary>
        public DateTime? EndCameUtc { get; init; }

        /// <summary>OCPP's reason, e.g. EVDisconnected; "Local" where the station left it out (OCPP 2.0.1, TransactionType).</summary>
        public string? StoppedReason { get; init; }

        /// <summary>The register at the start, mWh.</summary>
        public long? BeginRegister { get; init; }

        /// <summary>The register at the end, mWh.</summary>
        public long? EndRegister { get; init; }

        /// <summary>End less begin, mWh; null until both are known, and where the end is below the begin.</summary>
        public long? EnergyMilliwattHours => EndRegister >= BeginRegister ? EndRegister - BeginRegister : null;

        /// <summary>Different events that came; repeats do not count.</summary>
        public int EventCount { get; init; }

        /// <summary>True when begin and end are here. Numbers may be missing between them: the station does not keep what nobody is billed by (OCPP 2.0.1, E04).</summary>
        public bool Complete { get; init; }

        /// <summary>Number of the verified receipt that it is priced by; null where it is unsigned.</summary>
        public long? Receipt { get; init; }

        /// <summary>Number of its verified begin document; null while that is not here.</summary>
        public long? BeginDocument { get; init; }

        /// <summary>The meter's serial number, as its documents have it; null where it is unsigned.</summary>
        public string? Meter { get; init; }

        /// <summary>Who charged and how that is known, with a digest in place of the token; null where nothing says it.</summary>
        public string? Customer { get; init; }

        /// <summary>The account that pays: that of the card at the begin; null where it is no resident's.</summary>
        public long? Account { get; init; }

        /// <summary>True while there is no verified receipt and the station signs: then nothing is priced, whatever came in the clear.</summary>
        public bool ReceiptOwed { get; init; }

        /// <summary>Why its energy is not billed though its receipt holds (<see cref="Verify.BillingRule"/>); null where it is.</summary>
        public string? EnergyProblem { get; init; }

        /// <summary>Why no time is billed (<see cref="Verify.BillingRule"/>, or the market's); null where it is.</summary>
        public string? TimeProblem { get; init; }

        /// <summary>The finding for which it waits until a manager has looked; null where there is none.</summary>
        public string? Held { get; init; }

        /// <summary>Why it is not priced though it has a verified receipt; null where nothing is withheld.</summary>
        public string? Withheld { get; init; }

        /// <summary>The tariff it is priced under.</summary>
        public required TariffVersion Tariff { get; init; }

        /// <summary>What it costs; null until start, end and both registers are known, by a verified receipt where the station signs.</summary>
        public RatedCharge? Rated { get; init; }

        /// <summary>It was priced before there were charges: its price stays, and no bill is made of it.</summary>
        public bool PricedEarlier { get; init; }

        /// <summary>What is to be paid, tax included, in the currency; null while it is not rated.</summary>
        public decimal? Cost => Rated is { } rated ? Tariff.Money.FromMinor(rated.GrossMinor) : null;

        /// <summary>The currency of <see cref="Cost"/>.</summary>
        public string Currency => Tariff.Currency;

        /// <summary>From start to end, or null where the times do not count (<see cref="TimeProblem"/>). Then no time is billed, in the customer's favour.</summary>
        public TimeSpan? BillableDuration => TimeProblem is null ? EndedUtc - StartedUtc : null;

        /// <summary>The time that is paid for; zero where none is, or where it has no price.</summary>
        public TimeSpan BilledDuration => Rated?.Lines.Any(line => line.Kind == LineKind.Time) == true ? BillableDuration ?? TimeSpan.Zero : TimeSpan.Zero;
    }
}
