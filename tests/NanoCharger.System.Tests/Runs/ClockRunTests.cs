using System;
using System.Linq;
using System.Text.Json;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Records.SessionLog;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>The whole charger, a backend, and a wall clock that somebody moves: what is recorded, signed and told.</summary>
    public sealed class ClockRunTests
    {
        private const string Head = "\"utc\": \"2026-11-22T18:00:00Z\",";

        private static readonly long Start = new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

        [Theory]
        [InlineData(365 * 86400)]
        [InlineData(-7200)]
        public void A_jump_within_a_charge_ends_it_after_the_time_that_passed_marked_and_told_once(int seconds)
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 400, until: 460, Jump(100, seconds), Head));

            Assert.Empty(played.Summary.Violations);
            LogRecord end = Ends(played).Single();
            Assert.Equal(ClockQuality.Synchronised, end.BeginQuality);
            Assert.Equal(end.BeginUtcMillis + ((end.Micros - end.BeginMicros) / 1000), end.UtcMillis);
            Assert.InRange(end.UtcMillis - Start, 398_000, 402_000);
            Assert.Equal(ClockQuality.Informative, end.Quality);
            Assert.Equal(ErrorFlags.Time, end.Errors);
            string receipt = played.Summary.Transactions.Single().Ocmf!;
            Assert.Matches("\"TM\":\"2026-11-22T18:00:4[0-9],[0-9]{3}[+]0000 S\",\"TX\":\"B\".*\"EF\":\"\".*\"TM\":\"2026-11-22T18:06:(39|4[0-2]),[0-9]{3}[+]0000 I\",\"TX\":\"E\".*\"EF\":\"t\"", receipt);
            Assert.Equal(1, Told(played));
        }

        [Fact]
        public void A_jump_between_two_charges_leaves_both_their_true_dates_and_a_lasting_disagreement_is_told_once()
        {
            Played played = Play.Text(Stories.OneCharge(
                readyAt: 40,
                unplugAt: 2000,
                until: 2060,
                "{\"at\": 200, \"unplug\": true}, " + Jump(220, 3600) + "{\"at\": 240, \"plug\": {\"cableAmps\": 32}}, {\"at\": 240, \"draw\": \"offered\"}, {\"at\": 260, \"vehicle\": \"C\"},",
                Head));

            Assert.Empty(played.Summary.Violations);
            LogRecord[] ends = Ends(played);
            Assert.Equal(2, ends.Length);
            Assert.InRange(ends[0].UtcMillis - Start, 198_000, 202_000);
            Assert.Equal(ClockQuality.Synchronised, ends[0].Quality);
            Assert.InRange(ends[1].BeginUtcMillis - Start, 258_000, 272_000);
            Assert.InRange(ends[1].UtcMillis - Start, 1_998_000, 2_002_000);
            Assert.Equal(ClockQuality.Informative, ends[1].Quality);
            Assert.All(ends, end => Assert.Equal(ErrorFlags.None, end.Errors | end.BeginErrors));
            Assert.Equal(1, Told(played));
        }

        [Fact]
        public void Where_the_time_server_is_blocked_the_backend_sets_the_clock()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 150, unplugAt: 400, until: 460, "", Head).Replace("\"timeline\": [", "\"timeline\": [{\"at\": 0, \"clock\": \"blocked\"},", StringComparison.Ordinal));

            Assert.Empty(played.Summary.Violations);
            LogRecord end = Ends(played).Single();
            Assert.InRange(end.BeginUtcMillis - Start, 150_000, 156_000);
            Assert.InRange(end.UtcMillis - Start, 399_000, 402_000);
            Assert.Equal(ClockQuality.Informative, end.BeginQuality);
            Assert.Equal(ClockQuality.Informative, end.Quality);
            Assert.Equal(ErrorFlags.None, end.Errors | end.BeginErrors);
            Assert.Equal(1, Told(played));
        }

        [Fact]
        public void Without_any_witness_a_receipt_counts_on_from_the_newest_date_of_the_log_and_says_unknown()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 200, until: 260, "", Head)
                .Replace("\"timeline\": [", "\"timeline\": [{\"at\": 0, \"clock\": \"blocked\"}, {\"at\": 0, \"wifi\": \"down\"},", StringComparison.Ordinal));

            LogRecord end = Ends(played).Single();
            Assert.Equal(ClockQuality.Unknown, end.Quality);
            Assert.InRange(end.UtcMillis - end.BeginUtcMillis - ((end.Micros - end.BeginMicros) / 1000), -1000, 1000);
            Assert.True(end.BeginUtcMillis >= 1_735_689_600_000, "2025 at least");
            Assert.DoesNotContain("1970-", played.Trace, StringComparison.Ordinal);
        }

        private static string Jump(int at, int seconds)
        {
            return FormattableString.Invariant($"{{\"at\": {at}, \"clock\": {{\"jumpSeconds\": {seconds}}}}},");
        }

        private static LogRecord[] Ends(Played played)
        {
            return played.Records.Values.Where(record => record.Kind == LogRecordKind.Transaction && record.Event == TransactionEventKind.Ended).OrderBy(record => record.Sequence).ToArray();
        }

        private static int Told(Played played)
        {
            return played.Events("message").Count(line => line.TryGetProperty("action", out JsonElement action) && action.GetString() == "SecurityEventNotification" && line.GetProperty("direction").GetString() == "up");
        }
    }
}
