using System;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Keys: while they count, and on many threads at once.</summary>
    public sealed class KeyTests
    {
        [Theory]
        [InlineData(99, Outcome.KeyUnknown)]
        [InlineData(100, Outcome.Verified)]
        [InlineData(199, Outcome.Verified)]
        [InlineData(200, Outcome.KeyUnknown)]
        public void A_key_counts_for_what_comes_from_then_to_then(long now, object outcome)
        {
            using DocumentMaker maker = new();
            StationKeys keys = new([new EnrolledKey(1, maker.Key, 100, 200, KeyOrigin.Report)], firstSight: true);
            Assert.Equal(outcome, DocumentJudge.Judge(Read(maker.Ended("T1", 2)), keys, now).Outcome);
        }

        /// <summary>A frame that names no key is held against all that count: which of them signed it says the series.</summary>
        [Fact]
        public void Without_a_named_key_the_one_that_signed_is_found()
        {
            using DocumentMaker old = new();
            using DocumentMaker board = new();
            StationKeys keys = new([new EnrolledKey(1, old.Key, 0, null, KeyOrigin.Hand), new EnrolledKey(2, board.Key, 0, null, KeyOrigin.Hand)], firstSight: false);
            Judgement judged = DocumentJudge.Judge(Read(Said.Event("T1", 1, "Ended", Said.End, board.Receipt(2, Said.Begin, Said.End))), keys, 0);
            Assert.Equal((Outcome.Verified, 2), (judged.Outcome, judged.KeyNumber));
        }

        /// <summary>Each verification borrows an imported key of its own.</summary>
        [Fact]
        public void One_key_verifies_on_many_threads_at_once()
        {
            using DocumentMaker maker = new();
            StationKey key = maker.Key;
            byte[][] documents = Enumerable.Range(1, 64).Select(number => Encoding.ASCII.GetBytes(maker.Begin(number, Said.Begin))).ToArray();
            Assert.True(Enumerable.Range(0, 2_000).AsParallel().WithDegreeOfParallelism(8).All(number => OcmfVerifier.Verify(documents[number % documents.Length], key).Valid));
        }

        private static TransactionEvent Read(string frame)
        {
            return TransactionEvent.Read("bay", OcppFrame.Read(Encoding.UTF8.GetBytes(frame)).Payload);
        }

        /// <summary>The board may be dead: what it sent is all there is of it.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_waits_is_judged_when_another_program_has_registered_the_key_and_by_its_own_arrival(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            Assert.StartsWith("[4,", stage.Say(maker.Started("T1", 1)));
            Assert.StartsWith("[4,", stage.Say(Said.Event("T1", 1, "Ended", Said.End, maker.Receipt(2, Said.Begin, Said.End, to: "2026-11-23T10:00:00,000+0000 S"), maker.OcppKey)));
            stage.Say(Said.Event("T1", 3, "Started", Said.Begin));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 5, "Ended", Said.End)));
            Assert.All(stage.Transactions(), one => Assert.Null(one.Cost));

            stage.Clock.Now = stage.Clock.Now.AddDays(2);
            using (PlatformContext context = stage.Database.Context())
            {
                KeyRegister.Enrol(context, "bay", maker.Key, KeyOrigin.Hand, stage.Clock.Now.ToUnixTimeMilliseconds(), inPlaceOfOthers: true);
            }

            stage.Engine.Rejudge();
            Assert.True(System.Threading.SpinWait.SpinUntil(() => stage.All<DocumentRow>().Count == 2, TimeSpan.FromSeconds(30)), "not judged");
            stage.Drain();
            Assert.Equal(["later-than-arrival"], stage.All<FindingRow>().Select(row => row.Code));
        }
    }
}
