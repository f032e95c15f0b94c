using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoCharger.Emulation;
using NanoCharger.Verify;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>How much the session log holds for a backend that is away, through recorder, log, signing and outbox; the same for any energy.</summary>
    public sealed class CapacityTests
    {
        private const int TenHours = 600;
        private const int Transactions = 200;

        private readonly ITestOutputHelper _output;
        private readonly Flash _flash = BareUnit.WithKey();
        private readonly AwayBackend _backend = new();
        private readonly SteppedClock _clock = new();

        public CapacityTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Two_hundred_transactions_of_ten_hours_wait_for_the_backend_and_are_billed_once_and_in_order(bool restart)
        {
            int checkpoints = 0;
            _flash.Committed += (name, _, _) => checkpoints += name.StartsWith("tally.", StringComparison.Ordinal) ? 1 : 0;
            BareUnit unit = Start(0);
            for (int number = 1; number <= Transactions; number++)
            {
                Assert.True(unit.Recorder.HasRoom, "full before transaction " + number);
                if (restart && number == Transactions / 2)
                {
                    unit.Begin();
                    unit.GoOn(TenHours / 2);
                    _clock.Restart();
                    unit = Start(0);
                }
                else
                {
                    unit.Charge(TenHours);
                }
            }

            Assert.Equal(2 * Transactions, unit.Log.Owed);
            _backend.ComeBack();
            unit.Deliver();
            unit.Idle(100);

            Assert.Equal(0, unit.Log.Owed);
            Assert.Equal(Enumerable.Range(1, 2 * Transactions).Select(sequence => (long)sequence), _backend.Told.Select(told => told.Sequence));
            List<IGrouping<string, ToldEvent>> transactions = _backend.Told.GroupBy(told => told.Transaction).ToList();
            Assert.Equal(Transactions, transactions.Count);
            Assert.All(transactions, told => Assert.Equal(["Started", "Ended"], told.Select(each => each.Type)));
            Assert.All(transactions, told => Assert.Equal(0, told.First().SeqNo));

            // One for each minute between, whether told or not: no number twice, and the restart gives none away.
            Assert.Equal(restart ? [TenHours + 1, (TenHours / 2) + 1] : [TenHours + 1], transactions.Select(told => told.Last().SeqNo).Distinct());
            long billed = transactions.Sum(told => told.Last().RegisterMilliwattHours - told.First().RegisterMilliwattHours);
            Assert.Equal(unit.Log.RegisterMilliwattHours, billed);
            AssertSigned(unit.Key!, _backend.Told.Count);
            _output.WriteLine(FormattableString.Invariant(
                $"{transactions.Count} transactions, {_backend.Told.Count} records, {checkpoints} writes of the tally, {billed / 1e6:0.0} kWh billed, room for {unit.Log.Room.Transactions} more; blocks in use: {_flash.UsedBlocks}"));
        }

        /// <summary>28 segments of 15 records; the worst case is a segment that is answered for but for its last record.</summary>
        [Theory]
        [InlineData(0, 210)]
        [InlineData(7, 203)]
        public void More_transactions_than_there_is_room_for_are_refused_and_nothing_is_lost(int deliveredBefore, int room)
        {
            BareUnit unit = Start(0);
            for (int number = 0; number < deliveredBefore; number++)
            {
                unit.Charge(1);
            }

            _backend.ComeBack();
            unit.Deliver();
            _backend.GoAway();
            unit.Idle(1);
            int count = 0;
            while (unit.Recorder.HasRoom)
            {
                unit.Charge(1);
                count++;
            }

            _output.WriteLine($"room for {count} transactions behind {2 * deliveredBefore} records that are answered for");
            Assert.Equal(room, count);
            Assert.Equal("log full", Assert.Throws<InvalidOperationException>(unit.Begin).Message);

            _clock.Restart();
            unit = Start(0);
            Assert.False(unit.Recorder.HasRoom);
            _backend.ComeBack();
            unit.Deliver();
            Assert.True(unit.Recorder.HasRoom);
            Assert.Equal(Enumerable.Range(1, 2 * (deliveredBefore + count)).Select(sequence => (long)sequence), _backend.Told.Select(told => told.Sequence));
            Assert.Equal(unit.Log.RegisterMilliwattHours, Billed());
        }

        [Fact]
        public void Periodic_documents_end_while_begin_and_receipt_of_ten_transactions_still_have_room()
        {
            BareUnit unit = Start(15);
            int signed = 0;
            double hours = 0;
            while (unit.Log.HasRoomForPeriodic)
            {
                long before = unit.Log.Pagination;
                unit.Begin();
                int minutes = 0;
                for (; minutes < TenHours && unit.Log.HasRoomForPeriodic; minutes++)
                {
                    unit.GoOn(1);
                }

                hours += minutes / 60.0;
                unit.GoOn(TenHours - minutes);
                unit.End();
                signed++;
                _output.WriteLine($"transaction {signed}: {unit.Log.Pagination - before} documents");
            }

            int more = 0;
            long last = unit.Log.Pagination;
            for (; unit.Recorder.HasRoom; more++)
            {
                unit.Charge(TenHours);
            }

            Assert.InRange(more, 9, 10);
            Assert.Equal(last + (2 * more), unit.Log.Pagination);
            _backend.ComeBack();
            unit.Deliver();
            Assert.All(_backend.Told.GroupBy(told => told.Transaction), told => Assert.Equal(("Started", "Ended"), (told.First().Type, told.Last().Type)));
            Assert.All(_backend.Told.GroupBy(told => told.Transaction), told => Assert.Equal(told.Count(), told.Select(each => each.SeqNo).Distinct().Count()));
            Assert.Equal(_backend.Told.Count, _backend.Told.Select(told => told.Sequence).Distinct().Count());
            Assert.Equal(unit.Log.RegisterMilliwattHours, Billed());
            AssertSigned(unit.Key!, _backend.Told.Count);
            _output.WriteLine(FormattableString.Invariant(
                $"sign.minutes 15: periodic documents for {hours:0.0} hours of charging in {signed} transactions of 10 h, then {more} more with begin and receipt only; {_backend.Told.Count} records"));
        }

        /// <summary>What the log holds with the readings that rating needs: nights of 10 h, one after the other, each with a car that is full at its end.</summary>
        [Theory]
        [InlineData(0, "", 143, 134)]
        [InlineData(0, "05:00,11:00,17:00,23:00", 96, 86)]
        [InlineData(15, "05:00,11:00,17:00,23:00", 19, 10)]
        public void Nights_that_end_idle_wait_for_the_backend_with_all_that_was_signed_of_them(int signMinutes, string signAt, int room, int read)
        {
            BareUnit unit = new(_flash, _backend, _clock, signMinutes, signAt);
            int begun = 0;
            int count = 0;
            for (; unit.Recorder.HasRoom; count++)
            {
                begun += unit.Log.HasRoomForPeriodic ? 1 : 0;
                unit.Begin();
                unit.GoOn(TenHours);
                unit.BeFull();
                unit.End();
            }

            _output.WriteLine($"sign.minutes {signMinutes}, sign.at '{signAt}': room for {count} transactions, {begun} of them begun with room for their readings");
            Assert.Equal((room, read), (count, begun));
            _backend.ComeBack();
            unit.Deliver();
            AssertSigned(unit.Key!, _backend.Told.Count);
            Assert.Equal(_backend.Told.OrderBy(told => told.Sequence).Select(told => told.Sequence), _backend.Told.Select(told => told.Sequence));
            Assert.Equal(unit.Log.RegisterMilliwattHours, Billed());
        }

        private BareUnit Start(int signMinutes)
        {
            return new BareUnit(_flash, _backend, _clock, signMinutes);
        }

        private long Billed()
        {
            return _backend.Told.GroupBy(told => told.Transaction).Sum(told => told.Last().RegisterMilliwattHours - told.First().RegisterMilliwattHours);
        }

        // Each message has a document that holds under the key, and their numbers have no gap and no double use.
        private void AssertSigned(StationKey key, int documents)
        {
            DocumentSeries series = new();
            foreach (ToldEvent told in _backend.Told)
            {
                Verdict verdict = OcmfVerifier.Verify(told.Document, key);
                Assert.Null(verdict.Problem);
                series.Add(verdict.Document!, Encoding.ASCII.GetString(told.Document!));
                Assert.Equal(told.Type == "Ended", verdict.Document!.IsReceipt);
            }

            Assert.Empty(series.Problems());
            Assert.Equal(documents, _backend.Told.Select(told => OcmfVerifier.Verify(told.Document, key).Document!.Pagination).Distinct().Count());
        }
    }
}
