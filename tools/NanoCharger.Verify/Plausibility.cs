using System;
using System.Collections.Generic;
using System.Globalization;

namespace NanoCharger.Verify
{
    /// <summary>Whether what a document says can be true. Its form has been checked before.</summary>
    internal static class Plausibility
    {
        internal const string TimeCheck = "time";

        internal static void Check(SignedDocument document, List<Check> checks)
        {
            checks.Add(Pagination(document));
            checks.Add(Readings(document));
            checks.Add(Time(document));
            checks.Add(Register(document));
            checks.Add(new Check("units", true, "lifetime register 01-00:01.08.00*FF in kWh, AC, meter status good"));
            checks.Add(Identity(document));
        }

        private static Check Pagination(SignedDocument document)
        {
            return document.Pagination > 0
                ? Passed("pagination", $"document T{document.Pagination} of {document.Station}")
                : Failed("pagination", "a station's first document is T1");
        }

        private static Check Readings(SignedDocument document)
        {
            return document.IsReceipt ? Passed("readings", $"a receipt: one begin and one end ({End(document.Readings[1].Cause)})")
                : document.IsBegin ? Passed("readings", "a begin document: evidence, not a receipt")
                : document.IsPeriodic ? Passed("readings", "a reading while charging: evidence, not a receipt")
                : Failed("readings", "neither one begin and one end, nor one begin, nor one reading while charging");
        }

        private static Check Time(SignedDocument document)
        {
            SignedReading first = document.Readings[0];
            SignedReading last = document.Readings[^1];
            bool sure = first.Clock == 'S' && last.Clock == 'S';
            if (last.Time < first.Time && sure)
            {
                return Failed(TimeCheck, $"the end ({last.Time:yyyy-MM-dd HH:mm:ss}) is before the begin ({first.Time:yyyy-MM-dd HH:mm:ss})");
            }

            string how = sure ? "synchronised" : last.Time < first.Time ? "the clock was set in between" : "the clock was not synchronised";
            return first == last
                ? Passed(TimeCheck, $"{first.Time:yyyy-MM-dd HH:mm:ss} UTC, {how}")
                : Passed(TimeCheck, $"{first.Time:yyyy-MM-dd HH:mm:ss} to {last.Time:yyyy-MM-dd HH:mm:ss} UTC, {how}");
        }

        private static Check Register(SignedDocument document)
        {
            decimal first = document.Readings[0].RegisterMilliwattHours / 1_000_000m;
            decimal last = document.Readings[^1].RegisterMilliwattHours / 1_000_000m;
            return last < first ? Failed("register", $"it falls from {first:F6} to {last:F6} kWh")
                : document.IsReceipt ? Passed("register", $"{first:F6} to {last:F6} kWh: {last - first:F6} kWh charged")
                : Passed("register", $"{last:F6} kWh");
        }

        private static Check Identity(SignedDocument document)
        {
            if (Granter.Of(document) is not { } granter)
            {
                return Failed("identity", "IS, IL, IF and IT together are nobody's");
            }

            return document.Identified == (document.Identification.Length > 0)
                ? Passed("identity", document.Identified ? $"{granter.Name} {document.Identification} ({document.IdentificationLevel})" : $"{granter.Name}")
                : Failed("identity", document.Identified ? "somebody was identified, and there is no identification" : "nobody was identified, and there is an identification");
        }

        private static string End(char cause)
        {
            return cause switch
            {
                'E' => "by the vehicle",
                'L' => "at the station",
                'R' => "from afar",
                'A' => "by a fault",
                _ => "by loss of power",
            };
        }

        private static Check Passed(string name, FormattableString text)
        {
            return new Check(name, true, text.ToString(CultureInfo.InvariantCulture));
        }

        private static Check Passed(string name, string text)
        {
            return new Check(name, true, text);
        }

        private static Check Failed(string name, FormattableString text)
        {
            return new Check(name, false, text.ToString(CultureInfo.InvariantCulture));
        }

        private static Check Failed(string name, string text)
        {
            return new Check(name, false, text);
        }
    }
}
