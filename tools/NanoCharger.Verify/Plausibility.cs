using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>Whether what a document says can be true. Its form has been checked before.</summary>
    internal static class Plausibility
    {
        internal static void Check(SignedDocument document, List<Check> checks)
        {
            checks.Add(Pagination(document));
            checks.Add(Readings(document));
            checks.Add(Time(document));
            checks.Add(Register(document));
            checks.Add(Meter(document));
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
                : document.IsBetween ? Passed("readings", $"a reading between begin and end ({Between(document.Readings[0].Cause)}): evidence, not a receipt")
                : Failed("readings", "neither one begin and one end, nor one begin, nor one reading between them");
        }

        private static string Between(char cause)
        {
            return cause switch
            {
                'S' => "the vehicle does not draw",
                'T' => "windows of a tariff may meet",
                _ => "the vehicle draws",
            };
        }

        private static Check Time(SignedDocument document)
        {
            const string name = "time";
            SignedReading first = document.Readings[0];
            SignedReading last = document.Readings[^1];
            if (BillingRule.OrderProblem(first.Instant, last.Instant) is { } wrong)
            {
                return Failed(name, wrong);
            }

            return first == last ? Passed(name, When(first)) : Passed(name, $"{When(first)} to {When(last)}");
        }

        private static string When(SignedReading reading)
        {
            string how = reading.Instant.Status switch
            {
                'S' => "synchronised",
                'I' => "informative",
                'R' => "relative",
                _ => "clock never set",
            };
            return $"{Told.Time(reading.Instant)} ({how}{(reading.Instant.TimeError ? ", marked as not to be billed by" : "")})";
        }

        private static Check Register(SignedDocument document)
        {
            const string name = "register";
            long first = document.Readings[0].RegisterMilliwattHours;
            long last = document.Readings[^1].RegisterMilliwattHours;
            return last < first ? Failed(name, $"it falls from {Told.Energy(first)} to {Told.Energy(last)}")
                : document.IsReceipt ? Passed(name, $"{Told.Energy(first)} to {Told.Energy(last)}: {Told.Energy(last - first)} charged")
                : Passed(name, Told.Energy(last));
        }

        /// <summary>The document is the station's whatever it says of the meter; what may be billed by it is another question.</summary>
        private static Check Meter(SignedDocument document)
        {
            SignedReading doubted = document.Readings.FirstOrDefault(reading => !reading.MeterGood || reading.EnergyError) ?? document.Readings[^1];
            string state = MeterStatus.Name(doubted.MeterStatus) + (doubted.EnergyError ? ", energy marked as faulty" : "");
            return Passed("meter", $"{document.Meter}, lifetime register 01-00:01.08.00*FF in kWh, AC, status {doubted.MeterStatus} ({state})");
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
