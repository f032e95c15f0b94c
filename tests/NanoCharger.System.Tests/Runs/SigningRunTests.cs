using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Bench.Signing;
using NanoCharger.System.Tests.Documents;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What the charger signs, in whole runs: valid, once, without a gap, whatever happens to it.</summary>
    public sealed class SigningRunTests
    {
        [Fact]
        public void A_charge_ends_with_a_receipt_that_verifies_and_is_priced_by()
        {
            using var run = new BenchRun(Options(Scenario.BuiltIn("short")!));
            RunReport report = run.Play();

            Assert.Empty(report.Violations);
            SummarisedTransaction transaction = Assert.Single(report.Summary.Transactions);
            Assert.True(transaction.SignatureValid);
            Assert.Equal("energy and time", transaction.Billing);
            Assert.NotNull(transaction.Cost);
            Assert.Contains("Signed receipt", report.Receipts[transaction.Id].ToText());
            Verdict verdict = OcmfVerifier.Verify(Encoding.ASCII.GetBytes(transaction.Ocmf!), run.Documents.Key!);
            Assert.Null(verdict.Problem);

            // Two readings, each cut at 0.01 Wh.
            Assert.InRange(transaction.EnergyWh - (verdict.Document!.EnergyMilliwattHours!.Value / 1000.0), -0.01, 0.01);
            Assert.Equal([1L, 2L, 3L], Numbers(run));
            Assert.Equal(["B", "S", "BE"], run.Documents.Documents.Select(seen => string.Concat(seen.Verdict.Document!.Readings.Select(reading => reading.Cause))));
        }

        [Fact]
        public void Any_one_bit_of_the_chargers_own_receipt_flipped_is_refused()
        {
            using var run = new BenchRun(Options(Scenario.BuiltIn("short")!));
            string receipt = run.Play().Summary.Transactions[0].Ocmf!;
            foreach ((byte[] document, string what) in Tampering.EveryBit(receipt))
            {
                Verdict verdict = OcmfVerifier.Verify(document, run.Documents.Key!);
                Assert.False(verdict.Valid || verdict.Billing.Energy, what);
            }
        }

        [Fact]
        public void The_same_seed_signs_the_same_bytes()
        {
            Assert.Equal(Texts(), Texts());

            static List<string> Texts()
            {
                using var run = new BenchRun(Options(Scenario.BuiltIn("short")!));
                run.Play();
                return run.Documents.Documents.Select(seen => seen.Text).ToList();
            }
        }

        /// <summary>The 14 s from the begin (20 s) and from the end, in which a document is reserved, signed, sent and answered for.</summary>
        [Theory]
        [InlineData(20.1)]
        [InlineData(600.1)]
        public void A_power_cut_at_any_moment_of_a_document_leaves_no_gap_and_no_double_use(double first)
        {
            const double step = 0.7;
            for (int number = 0; number < 20; number++)
            {
                double at = first + (number * step);
                string cut = FormattableString.Invariant($"{{\"at\": {at}, \"power\": \"cut\"}}, {{\"at\": {at + 9}, \"power\": \"restore\"}},");
                bool late = at >= 600;
                string story = Stories.OneCharge(readyAt: 40, unplugAt: 600, until: 900, more: late ? "" : cut);
                story = late ? story.Replace("\"unplug\": true}", "\"unplug\": true}, " + cut.TrimEnd(','), StringComparison.Ordinal) : story;
                using var run = new BenchRun(Options(Scenario.Parse(story, "test.json")));
                RunReport report = run.Play();

                Assert.True(report.Violations.Count == 0, $"cut at {at}: " + string.Join("; ", report.Summary.Violations));
                Assert.All(report.Summary.Transactions, transaction => Assert.True(transaction.SignatureValid, $"cut at {at}"));
                List<long> numbers = Numbers(run);
                Assert.Equal(Enumerable.Range(1, numbers.Count).Select(expected => (long)expected), numbers);
            }
        }

        [Fact]
        public void A_cut_while_the_backend_is_away_delivers_the_same_documents_afterwards()
        {
            string more = "{\"at\": 50, \"backend\": \"down\"}, {\"at\": 400, \"power\": \"cut\"}, {\"at\": 420, \"power\": \"restore\"}, {\"at\": 700, \"power\": \"cut\"},"
                + " {\"at\": 720, \"power\": \"restore\"}, {\"at\": 1000, \"backend\": \"up\"},";
            using var run = new BenchRun(Options(Scenario.Parse(Stories.OneCharge(readyAt: 40, unplugAt: 900, until: 2400, more: more), "test.json")));
            RunReport report = run.Play();

            Assert.Empty(report.Violations);
            Assert.Equal(3, report.Summary.Transactions.Count);
            Assert.All(report.Summary.Transactions, transaction => Assert.True(transaction.SignatureValid));
            Assert.Equal(["PowerLoss", "PowerLoss", "EVDisconnected"], report.Summary.Transactions.Select(transaction => transaction.StoppedReason));
            Assert.Equal("PPE", string.Concat(run.Documents.Documents.Where(seen => seen.Verdict.Document!.IsReceipt).Select(seen => seen.Verdict.Document!.Readings[1].Cause)));
            Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], Numbers(run));
        }

        [Fact]
        public void What_the_backend_cannot_verify_waits_at_the_station_and_is_never_billed()
        {
            using DocumentMaker stranger = new();
            using var run = new BenchRun(new BenchOptions
            {
                Scenario = Scenario.Parse(Stories.OneCharge(readyAt: 40, unplugAt: 400, until: 3000), "test.json"),
                RegisteredKey = stranger.Key,
            });
            RunReport report = run.Play();

            Assert.Empty(report.Violations);
            SummarisedTransaction transaction = Assert.Single(report.Summary.Transactions);
            Assert.False(transaction.Delivered);
            Assert.Null(transaction.Cost);
            Assert.Empty(report.Summary.SetAside);

            // The begin document is offered again and again, so the receipt behind it has not left.
            SeenDocument waiting = Assert.Single(run.Documents.Documents);
            Assert.True(waiting.Verdict.Document!.IsBegin);
            Assert.Null(transaction.SignatureValid);
        }

        [Fact]
        public void Two_hours_of_signing_every_15_minutes_lengthen_no_turn_by_more_than_a_fifth()
        {
            TurnTimes signing = TwoHours("\"settings\": {\"sign.minutes\": 15},");
            TurnTimes without = TwoHours("");

            // Seven or eight documents of some 300 slices. The begin document is signed in both runs, so a turn without signing is one
            // without a slice; like is compared with like, the longest with the longest, the mean with the mean.
            Assert.True(signing.SigningCount > without.SigningCount + 1500, $"{signing.SigningCount} turns signed, {without.SigningCount} without sign.minutes");
            Assert.InRange(Math.Max(signing.LongestSigningNanos, signing.LongestNanos), 1, without.LongestNanos * 12 / 10);
            Assert.InRange(signing.MeanSigningNanos, without.MeanNanos + 4_000_000, without.MeanNanos * 12 / 10);
        }

        private static TurnTimes TwoHours(string head)
        {
            using var run = new BenchRun(Options(Scenario.Parse(Stories.OneCharge(readyAt: 40, unplugAt: 7300, until: 7320, head: head), "test.json")));
            Assert.Empty(run.Play().Violations);
            return run.Turns;
        }

        private static BenchOptions Options(Scenario scenario)
        {
            return new BenchOptions { Scenario = scenario };
        }

        private static List<long> Numbers(BenchRun run)
        {
            return run.Documents.Documents.Select(seen => seen.Verdict.Document!.Pagination).Order().ToList();
        }
    }
}
