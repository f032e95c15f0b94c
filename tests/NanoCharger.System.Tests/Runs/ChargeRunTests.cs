using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NanoCharger.Backend;
using NanoCharger.Backend.Rating;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.System.Tests.Scripts;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What a customer is billed in whole runs, from the socket to the bill.</summary>
    public sealed partial class ChargeRunTests
    {
        [Fact]
        public void Three_mains_blinks_are_one_charge_with_one_start_fee()
        {
            const string Story = """
                {
                  "name": "three blinks", "until": 900, "mains": { "phases": 3 },
                  "settings": { "auth.mode": "backend", "auth.resume": 900, "delay.max": 0 },
                  "timeline": [
                    { "at": 0, "backendClock": { "offSeconds": 0 } },
                    { "at": 5, "plug": {} }, { "at": 8, "vehicle": "C" }, { "at": 9, "draw": 32 },
                    { "at": 20, "command": { "action": "RequestStartTransaction", "payload": { "remoteStartId": 7, "idToken": { "idToken": "PAID-1", "type": "Central" } } } },
                    { "at": 150, "power": "cut" }, { "at": 153, "power": "restore" }, { "at": 155, "draw": 32 },
                    { "at": 300, "power": "cut" }, { "at": 303, "power": "restore" }, { "at": 305, "draw": 32 },
                    { "at": 450, "power": "cut" }, { "at": 453, "power": "restore" }, { "at": 455, "draw": 32 },
                    { "at": 700, "unplug": true }
                  ]
                }
                """;
            RunReport report = Report(Story);
            Assert.Equal(4, report.Summary.Transactions.Count);
            Receipt receipt = report.Receipts.Values.First();
            Assert.All(report.Receipts.Values, one => Assert.Equal(receipt.Bill!.Number, one.Bill!.Number));
            Assert.Equal(report.Summary.Transactions.Select(one => one.Id), receipt.Bill!.Parts.Select(part => part.Transaction));
            Assert.Equal([LineKind.Start, LineKind.Energy], receipt.Bill.Rated.Lines.Select(line => line.Kind).Where(kind => kind is LineKind.Start or LineKind.Energy));
            Assert.Equal(receipt.Bill.Parts.Sum(part => part.MilliwattHours), receipt.Bill.Rated.MilliwattHours);
            Assert.Contains("Part              4 of 4\n", receipt.ToText());
        }

        [Fact]
        public void A_charge_of_nothing_costs_nothing()
        {
            Receipt receipt = Assert.Single(Report(Stories.OneCharge(readyAt: 40, unplugAt: 45, until: 120)).Receipts.Values);
            Assert.Null(receipt.Bill);
            Assert.Equal((0, Rater.BelowLeastEnergy), (receipt.Rated!.GrossMinor, receipt.Rated.Waived));
        }

        /// <summary>The station's clock jumps by a day while it charges, forwards or back: no minute is billed that did not pass.</summary>
        [Theory]
        [InlineData(86_400)]
        [InlineData(-86_400)]
        public void A_jump_of_the_clock_bills_no_time_that_did_not_pass(int jump)
        {
            RunReport report = Report(Stories.OneCharge(readyAt: 40, unplugAt: 900, until: 1000, more: $$"""{ "at": 400, "clock": { "offSeconds": {{jump}} } },"""));
            Receipt receipt = Assert.Single(report.Receipts.Values);
            Assert.NotNull(receipt.Bill);
            Assert.All(receipt.Bill.Rated.Lines.Where(line => line.Kind == LineKind.Time), line => Assert.InRange(line.Minutes!.Value, 1, 15));
        }

        /// <summary>What both public verifiers ask of every document: this form alone, all keys in every reading, one register, the numbers one after the other. What is signed between has one reading, and is no begin and no end.</summary>
        [Theory]
        [InlineData("readings-stop-and-go")]
        [InlineData("readings-boundary-in-the-dark")]
        [InlineData("readings-offline-night")]
        public void Every_document_has_the_one_form_that_the_public_verifiers_take(string scenario)
        {
            string file = Path.Combine(Shell.Tools, "..", "tests", "scenarios", scenario + ".json");
            List<(string Text, long Number, string Causes)> documents = Report(File.ReadAllText(file)).Documents.Documents
                .Select(seen => (seen.Text, seen.Verdict.Document!.Pagination, string.Concat(seen.Verdict.Document.Readings.Select(reading => reading.Cause)))).OrderBy(one => one.Pagination).ToList();
            Assert.All(documents, one => Assert.Matches(OneForm(), one.Text));
            Assert.Equal(Enumerable.Range(1, documents.Count).Select(number => (long)number), documents.Select(one => one.Number));
            Assert.All(documents, one => Assert.Matches("^(B|C|S|T|B[ELRAP])$", one.Causes));
            Assert.Contains(documents, one => one.Causes is "C" or "S" or "T");
        }

        [GeneratedRegex(
            """
            ^OCMF\|\{"FV":"1\.2","GI":"[^"]*","GS":"[^"]*","GV":"[^"]*","PG":"T[1-9][0-9]*","MV":"[^"]*","MM":"[^"]*","MS":"[^"]*","MF":"[^"]*","IS":(true|false),"IL":"[A-Z]+","IF":\[[^\]]*\],"IT":"[^"]*","ID":"[^"]*",("TT":"[^"]{1,80}",)?"CT":"[^"]*","CI":"[^"]*","RD":\[({"TM":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3}\+0000 [USIR]","TX":"[BELRAPCST]","RV":\d+\.\d{5},"RI":"01-00:01\.08\.00\*FF","RU":"kWh","RT":"AC","EF":"(E|t|E,t)?","ST":"[A-Z]"},?){1,2}\]\}\|\{"SA":"ECDSA-secp256r1-SHA256","SE":"hex","SM":"application/x-der","SD":"30[0-9a-f]+"\}$
            """)]
        private static partial Regex OneForm();

        private static RunReport Report(string story)
        {
            using BenchRun run = new(new BenchOptions { Scenario = Scenario.Parse(story, "charge") });
            RunReport report = run.Play();
            Assert.Empty(report.Violations);
            return report;
        }
    }
}
