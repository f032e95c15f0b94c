using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend
{
    /// <summary>A transaction as it is stored, and back.</summary>
    internal static class TransactionRows
    {
        private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

        /// <summary>There are few different tariffs, and each transaction tells its own.</summary>
        private static readonly ConcurrentDictionary<TariffVersion, string> Written = new();

        private static readonly ConcurrentDictionary<string, TariffVersion> Read = new(StringComparer.Ordinal);

        /// <summary>A time as it is stored.</summary>
        internal static long ToMs(DateTime utc)
        {
            return (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        }

        /// <summary>A stored time.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal static DateTime ToTime(long milliseconds)
        {
            return milliseconds is >= -62_135_596_800_000 and < 253_402_300_800_000
                ? DateTime.UnixEpoch.AddMilliseconds(milliseconds)
                : throw new InvalidDataException($"{milliseconds} ms is no time");
        }

        /// <summary>A tariff's text, as transactions keep it.</summary>
        internal static string Text(TariffVersion tariff)
        {
            return Written.GetOrAdd(tariff, static one => one.ToJson());
        }

        /// <summary>What a transaction costs, as it keeps it.</summary>
        internal static string Text(RatedCharge rated)
        {
            return JsonSerializer.Serialize(rated, Format);
        }

        /// <summary>The tariff of such a text.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal static TariffVersion TariffOf(string text)
        {
            return Read.GetOrAdd(text, static json => TariffVersion.FromJson(FormatFourTariff.Wrote(json) ? FormatFourTariff.Read(json).Text : json));
        }

        /// <summary>The row of a transaction.</summary>
        internal static TransactionRow ToRow(BilledTransaction of, long station, long tenant)
        {
            return new TransactionRow
            {
                StationId = station,
                KeyNumber = of.Series,
                Id = of.Id,
                TenantId = tenant,
                Tariff = Text(of.Tariff),
                Begun = of.Begun,
                Ended = of.Ended,
                Complete = of.Complete,
                StartedMs = Ms(of.StartedUtc),
                EndedMs = Ms(of.EndedUtc),
                StartCameMs = Ms(of.StartCameUtc),
                EndCameMs = Ms(of.EndCameUtc),
                StoppedReason = of.StoppedReason,
                BeginMwh = of.BeginRegister,
                EndMwh = of.EndRegister,
                EventCount = of.EventCount,
                Receipt = of.Receipt,
                BeginDocument = of.BeginDocument,
                Meter = of.Meter,
                Customer = of.Customer,
                Account = of.Account,
                ReceiptOwed = of.ReceiptOwed,
                EnergyProblem = of.EnergyProblem,
                TimeProblem = of.TimeProblem,
                Held = of.Held,
                Withheld = of.Withheld,
                Rated = of is { Rated: { } rated, PricedEarlier: false } ? Text(rated) : null,
                CostMinor = of.Rated?.GrossMinor,
                Currency = of.Currency,
            };
        }

        /// <summary>The transaction of a row.</summary>
        /// <exception cref="InvalidDataException">Something in the row is not what it must be.</exception>
        internal static BilledTransaction ToTransaction(TransactionRow row, string station)
        {
            return new BilledTransaction
            {
                Station = station,
                Series = row.KeyNumber,
                Id = row.Id,
                Tariff = TariffOf(row.Tariff),
                Begun = row.Begun,
                Ended = row.Ended,
                Complete = row.Complete,
                StartedUtc = Time(row.StartedMs),
                EndedUtc = Time(row.EndedMs),
                StartCameUtc = Time(row.StartCameMs),
                EndCameUtc = Time(row.EndCameMs),
                StoppedReason = row.StoppedReason,
                BeginRegister = row.BeginMwh,
                EndRegister = row.EndMwh,
                EventCount = row.EventCount,
                Receipt = row.Receipt,
                BeginDocument = row.BeginDocument,
                Meter = row.Meter,
                Customer = row.Customer,
                Account = row.Account,
                ReceiptOwed = row.ReceiptOwed,
                EnergyProblem = row.EnergyProblem,
                TimeProblem = row.TimeProblem,
                Held = row.Held,
                Withheld = row.Withheld,
                Rated = row.Rated is { } rated ? RatedOf(rated) : Earlier(row),
                PricedEarlier = row.Rated is null && row.CostMinor is not null,
            };
        }

        /// <summary>What was priced before there were charges: its total as it was, the tax the part of it that it was then, no lines, since they were rounded only in their sum.</summary>
        private static RatedCharge? Earlier(TransactionRow row)
        {
            if (row.CostMinor is not { } cost)
            {
                return null;
            }

            decimal percent = TariffOf(row.Tariff).TaxPercent;
            long tax = (long)Math.Round(cost * percent / (100m + percent), MidpointRounding.AwayFromZero);
            return new RatedCharge([], cost - tax, tax) { MilliwattHours = (row.EndMwh - row.BeginMwh) ?? 0 };
        }

        private static RatedCharge? RatedOf(string text)
        {
            try
            {
                return JsonSerializer.Deserialize<RatedCharge>(text, Format);
            }
            catch (JsonException problem)
            {
                throw new InvalidDataException("what it costs cannot be read: " + problem.Message);
            }
        }

        private static long? Ms(DateTime? utc)
        {
            return utc is { } time ? ToMs(time) : null;
        }

        private static DateTime? Time(long? milliseconds)
        {
            return milliseconds is { } ms ? ToTime(ms) : null;
        }
    }
}
