using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Verification
{
    /// <summary>What there is to find at a verified document beside those of its series that are here. Pure.</summary>
    internal static class DocumentFindings
    {
        internal const string Gap = "gap";
        internal const string Repeat = "repeat";
        internal const string Falling = "falling-register";
        internal const string Between = "register-moved";
        internal const string Beyond = "energy-beyond-rating";
        internal const string TooLong = "too-long";
        internal const string Later = "later-than-arrival";
        internal const string Loose = "not-its-begin";

        /// <summary>The highest voltage of a mains that keeps its standard (EN 50160: 230 V + 10 %), V.</summary>
        private const long HighestVolts = 253;

        /// <summary>What a station may draw of which nobody has said more: 80 A a phase, three of them.</summary>
        private const long HighestMilliamps = 80_000;
        private const int MostPhases = 3;

        /// <summary>A meter's error and a checkpoint's, mWh.</summary>
        private const long Allowance = 2_000;

        /// <summary>A receipt over a longer time than this is nobody's charge.</summary>
        private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

        /// <summary>How far two clocks that were set may be apart.</summary>
        private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

        /// <summary>Why a document cannot be taken beside those that are here; null where it can.</summary>
        /// <param name="document">The document.</param>
        /// <param name="begin">The begin document of its transaction; null while there is none.</param>
        /// <param name="below">The one with the next lower number of the series, and the receipt with the next lower; null where there is none.</param>
        /// <param name="above">The same with the next higher numbers.</param>
        internal static Finding? Against(SignedDocument document, SignedDocument? begin, IReadOnlyList<SignedDocument?> below, IReadOnlyList<SignedDocument?> above)
        {
            return !document.IsBegin && begin is not null && DocumentBond.Problem(begin, document) is { } loose ? new Finding(Loose, loose, Consequence.Refuse)
                : below.OfType<SignedDocument>().Select(before => DocumentSeries.Contradiction(before, document)).FirstOrDefault(wrong => wrong is not null) is { } falls
                    ? new Finding(Falling, falls, Consequence.Refuse)
                : above.OfType<SignedDocument>().Select(after => DocumentSeries.Contradiction(document, after)).FirstOrDefault(wrong => wrong is not null) is { } late
                    ? new Finding(Falling, late, Consequence.Refuse)
                : null;
        }

        /// <summary>What is to be told of a document that is taken.</summary>
        /// <param name="document">The document.</param>
        /// <param name="before">The one with the next lower number of the series; null where there is none.</param>
        /// <param name="after">The one with the next higher number of the series; null where there is none.</param>
        /// <param name="rating">What the station was built for.</param>
        /// <param name="came">When it came.</param>
        internal static IReadOnlyList<Finding> Of(SignedDocument document, SignedDocument? before, SignedDocument? after, StationRating rating, DateTime came)
        {
            List<Finding> found = [];
            if (before is not null && after is null && document.Pagination > before.Pagination + 1)
            {
                found.Add(new Finding(Gap, Say($"T{document.Pagination} follows T{before.Pagination}: {document.Pagination - before.Pagination - 1} missing"), Consequence.Bill));
            }

            if (before is { IsReceipt: true } && document.Pagination == before.Pagination + 1 && Moved(before, document) is var moved and > 0)
            {
                found.Add(new Finding(Between, Say($"{Told.Energy(moved)} went through the meter between T{before.Pagination} and T{document.Pagination}, billed to nobody"), Consequence.Bill));
            }

            if (document.IsReceipt)
            {
                AddCharge(found, document.Readings[0], document.Readings[1], rating);
            }

            Instant last = document.Readings[^1].Instant;
            if (last is { DateKnown: true, Status: 'S' or 'R' } && last.Utc > came + Apart)
            {
                found.Add(new Finding(Later, $"its time ({Told.Time(last)}) is later than its arrival ({Told.Time(came)})", Consequence.Hold));
            }

            return found;
        }

        private static long Moved(SignedDocument before, SignedDocument after)
        {
            (SignedReading end, SignedReading begin) = (before.Readings[^1], after.Readings[0]);
            return before.IsOfMeterOf(after) ? begin.RegisterBeside(end) - end.RegisterBeside(begin) : 0;
        }

        private static void AddCharge(List<Finding> found, SignedReading begin, SignedReading end, StationRating rating)
        {
            // Told by whatever clock: a station measures it from the begin on. Where that was set meanwhile, no charge is longer than the longest.
            TimeSpan told = end.Instant.Utc - begin.Instant.Utc;
            TimeSpan lasted = told < Longest ? told : Longest;
            if (told > Longest && BillingRule.TimeProblem(begin.Instant, end.Instant) is null)
            {
                found.Add(new Finding(TooLong, Say($"it lasted {told.TotalDays:0} days, more than {Longest.TotalDays:0}"), Consequence.Hold));
            }

            decimal most = HighestVolts * (decimal)(rating.Milliamps ?? HighestMilliamps) * (rating.Phases ?? MostPhases) * (decimal)lasted.TotalSeconds / 3600m;
            long energy = end.RegisterMilliwattHours - begin.RegisterMilliwattHours;
            if (energy > most + Allowance)
            {
                found.Add(new Finding(Beyond, Say($"{Told.Energy(energy)} in {lasted.TotalMinutes:0} min are more than the station can deliver ({Told.Energy((long)most)})"), Consequence.Hold));
            }
        }

        private static string Say(FormattableString text)
        {
            return text.ToString(CultureInfo.InvariantCulture);
        }
    }
}
