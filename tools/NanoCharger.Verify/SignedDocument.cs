using System;
using System.Collections.Generic;

namespace NanoCharger.Verify
{
    /// <summary>What a document says, once its form has been found to be the one canonical one.</summary>
    public sealed record SignedDocument
    {
        /// <summary>The station's id (GS), and its charge point's before the number (CI).</summary>
        public required string Station { get; init; }

        /// <summary>The meter's serial number (MS): the board's own; the station's id in documents of form 1.</summary>
        public required string Meter { get; init; }

        /// <summary>Whether another document is of the same meter; where one of the two is of form 1, of the same station, which is all that they can share.</summary>
        public bool IsOfMeterOf(SignedDocument other)
        {
            ArgumentNullException.ThrowIfNull(other);
            bool numbered = Meter != Station && other.Meter != other.Station;
            return numbered ? Meter == other.Meter : Station == other.Station;
        }

        /// <summary>The firmware's version (GV, MF).</summary>
        public required string FirmwareVersion { get; init; }

        /// <summary>Number of the document (PG): +1 for each one the station signs, for ever.</summary>
        public required long Pagination { get; init; }

        /// <summary>A user was identified (IS).</summary>
        public required bool Identified { get; init; }

        /// <summary>How sure the identification is (IL).</summary>
        public required string IdentificationLevel { get; init; }

        /// <summary>How the user was identified (IF).</summary>
        public required IReadOnlyList<string> IdentificationFlags { get; init; }

        /// <summary>Kind of the identification (IT).</summary>
        public required string IdentificationType { get; init; }

        /// <summary>The identification (ID); empty without one.</summary>
        public required string Identification { get; init; }

        /// <summary>Who granted it, for people: "card 04A1B2", "nobody, free charging"; null where the fields name nobody.</summary>
        public string? Customer => Granter.Of(this)?.Name is { } name ? (Identified ? $"{name} {Identification}" : name) : null;

        /// <summary>The tariff text (TT); null where the document has none.</summary>
        public string? TariffText { get; init; }

        /// <summary>The readings: one, or a begin and an end.</summary>
        public required IReadOnlyList<SignedReading> Readings { get; init; }

        /// <summary>It says what was charged: a begin and an end.</summary>
        public bool IsReceipt => Readings is [{ Cause: 'B' }, { IsEnd: true }];

        /// <summary>It says how a transaction began.</summary>
        public bool IsBegin => Readings is [{ Cause: 'B' }];

        /// <summary>It says how a transaction stands between its begin and its end.</summary>
        public bool IsBetween => Readings is [{ IsBetween: true }];

        /// <summary>Energy between begin and end, in milliwatt-hours; null unless it is a receipt.</summary>
        public long? EnergyMilliwattHours => IsReceipt ? Readings[1].RegisterMilliwattHours - Readings[0].RegisterMilliwattHours : null;
    }
}
