using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Guests
{
    /// <summary>Guests from the price to the bill, on both databases.</summary>
    public sealed class CheckoutDeskTests
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_guest_is_charged_what_he_was_told_and_comes_through_a_restart_in_each_state(string database)
        {
            using CheckoutStage stage = new(database);
            stage.Calls.Hear();
            Assert.True(await stage.Make(GuestWay.Desk));
            stage.Restart();
            Assert.True(stage.Desk.Pay(stage.Row));
            Assert.Equal(CheckoutState.Waiting, stage.State);
            Assert.Matches("^[0-9]{4}$", stage.Row.Code);
            stage.Restart();
            stage.Calls.Hear();
            Assert.True(stage.Desk.Confirm(stage.Row, static _ => { }));
            CallRow call = stage.Calls.Calls.Single();
            Assert.Equal($$$"""{"idToken":{"idToken":"{{{stage.Token()}}}","type":"Central"},"remoteStartId":1,"customData":{"vendorId":"nanoCharger","tariff":"G1 0.50 EUR/kWh 1.00 start incl. 19 % tax","startWithin":300,"mostWattHours":37770}}""", call.Payload);
            Assert.DoesNotContain(stage.Token(), stage.Row.Token, StringComparison.Ordinal);
            stage.Restart();
            stage.Calls.Hear();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            stage.Advance(5);
            Assert.Equal(CheckoutState.Starting, stage.State);

            string begin = stage.Time;
            stage.Begin("T1", stage.Token(), 1000);
            stage.Restart();
            stage.Advance(5);
            Assert.Equal((CheckoutState.Charging, "T1"), (stage.State, stage.Row.TransactionId));
            stage.Advance(600);
            stage.End("T1", stage.Token(), begin, 1000, 10_001_000);
            stage.Restart();
            stage.Advance(5);
            Assert.Equal(CheckoutState.Ended, stage.State);
            Assert.NotNull(stage.Row.ClosedMs);
            stage.Bill();
            stage.Restart();
            stage.Advance(5);
            Assert.Equal(CheckoutState.Billed, stage.State);
            BillRow bill = stage.Calls.Stage.All<BillRow>().Single();
            Assert.Equal((bill.ChargeId, 6_00L), (stage.Row.ChargeId!.Value, bill.GrossMinor));
        }

        /// <summary>At once, as two phones do: the database decides, and the bay is free for the next one when the first has ended.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task Of_two_guests_at_once_one_has_the_bay(string database)
        {
            using CheckoutStage stage = new(database);
            bool[] made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.Make()));
            Assert.Single(made, true);
            Assert.Single(stage.Calls.Stage.All<CheckoutRow>());
            Assert.False(await stage.Make());
            Assert.True(stage.Desk.Withdraw(stage.Row));
            Assert.True(await stage.Make());
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task What_was_pressed_twice_or_too_late_does_nothing(string database)
        {
            using CheckoutStage stage = new(database);
            stage.Calls.Hear();
            Assert.True(await stage.Make());
            CheckoutRow before = stage.Row;
            bool[] paid = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stage.Desk.Pay(before))));
            Assert.Single(paid, true);
            Assert.Single(stage.Calls.Calls);
            Assert.False(stage.Desk.Confirm(before, static _ => throw new InvalidOperationException("nothing is written of it")));
            Assert.False(stage.Desk.Refuse(before, static _ => throw new InvalidOperationException("nothing is written of it")));
            Assert.False(stage.Desk.Stop(stage.Row));
            Assert.False(stage.Desk.Blink(stage.Row));
            Assert.Single(stage.Calls.Calls);
        }

        [Theory]
        [OnSqlite]
        public async Task Who_takes_too_long_lets_the_bay_go(string database)
        {
            using CheckoutStage stage = new(database);
            Assert.True(await stage.Make());
            stage.Advance(595);
            Assert.Equal(CheckoutState.Checkout, stage.State);
            stage.Restart();
            stage.Advance(10);
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.Lapsed)), (stage.State, stage.Row.Reason));

            Assert.True(await stage.Make(GuestWay.Desk));
            stage.Desk.Pay(stage.Row);
            stage.Advance(895);
            Assert.Equal(CheckoutState.Waiting, stage.State);
            stage.Advance(10);
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.Lapsed)), (stage.State, stage.Row.Reason));
            Assert.Empty(stage.Calls.Calls);
        }

        [Theory]
        [OnSqlite]
        public async Task The_desk_says_no(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Make(GuestWay.Desk);
            stage.Desk.Pay(stage.Row);
            Assert.True(stage.Desk.Refuse(stage.Row, static _ => { }));
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.Refused)), (stage.State, stage.Row.Reason));
            Assert.False(stage.Desk.Confirm(stage.Row, static _ => { }));
            Assert.Empty(stage.Calls.Calls);
        }

        [Theory]
        [OnSqlite]
        public async Task The_charger_says_no(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            stage.Advance(5);
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.StationRefused)), (stage.State, stage.Row.Reason));
        }

        /// <summary>The vehicle sleeps, or is gone: the charger is asked whether it has begun, and until it has said no the bay is taken.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task No_vehicle_takes_it(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            stage.Advance(325);
            Assert.Single(stage.Calls.Calls);
            stage.Calls.Hear();
            stage.Advance(10);
            stage.Calls.Hear();
            Assert.Equal(("DataTransfer", """{"vendorId":"nanoCharger","messageId":"WithdrawStart","data":{"remoteStartId":1}}"""), (stage.Calls.Calls[^1].Action, stage.Calls.Calls[^1].Payload));
            stage.Restart();
            stage.Advance(60);
            Assert.Equal(CheckoutState.Starting, stage.State);
            Assert.False(await stage.Make());
            stage.Calls.Hear();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            stage.Advance(25);
            Assert.Equal(CheckoutState.Starting, stage.State);
            stage.Advance(10);
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.NoVehicle)), (stage.State, stage.Row.Reason));
        }

        /// <summary>The start is never answered, nor is the question behind it: it is asked again, and only the charger's word ends it. What it tells late is found.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charger_that_is_silent_ends_nothing_by_its_silence(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            string token = stage.Token();
            stage.Calls.Clock.Advance(TimeSpan.FromMinutes(6));
            stage.Advance(5);
            Assert.Equal(2, stage.Calls.Calls.Count);

            // Nobody has answered within the hour that the question is worth sending.
            stage.Calls.Clock.Advance(TimeSpan.FromMinutes(61));
            stage.Advance(40);
            Assert.Equal(CheckoutState.Starting, stage.State);
            Assert.True(stage.Calls.Calls.Count >= 3, $"{stage.Calls.Calls.Count} calls");
            stage.Begin("T1", token);
            stage.Advance(5);
            Assert.Equal(CheckoutState.Charging, stage.State);
        }

        [Theory]
        [OnSqlite]
        public async Task A_guest_takes_his_start_back_and_what_began_all_the_same_is_his(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            Assert.True(stage.Desk.Withdraw(stage.Row));
            Assert.False(stage.Desk.Withdraw(stage.Row));
            stage.Calls.Answer("""{"status":"Accepted"}""");
            stage.Advance(40);
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.Withdrawn)), (stage.State, stage.Row.Reason));
            stage.Begin("T1", stage.Token());
            stage.Advance(5);
            Assert.Equal((CheckoutState.Charging, (string?)null), (stage.State, stage.Row.Reason));
            Assert.NotNull(stage.Row.ClosedMs);
        }

        /// <summary>A card is shown while somebody pays: the charge is not the guest's, and he pays nothing.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charge_of_somebody_else_is_never_his(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Make(GuestWay.Desk);
            string begin = stage.Time;
            stage.Begin("T1", "04AABBCC");
            stage.Advance(5);
            Assert.Equal((CheckoutState.Over, nameof(CheckoutReason.Taken)), (stage.State, stage.Row.Reason));
            stage.End("T1", "04AABBCC", begin, 0, 10_000);
            await stage.Start();
            stage.Begin("T2", "SOMEBODYELSESTOKEN22", 10_000);
            stage.Advance(5);
            Assert.Equal((CheckoutState.Starting, (string?)null), (stage.State, stage.Row.TransactionId));
            Assert.False(stage.Desk.Stop(stage.Row));
        }

        [Theory]
        [OnSqlite]
        public async Task He_ends_his_own_charge_once(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            stage.Begin("T1", stage.Token());
            stage.Advance(5);
            Assert.True(stage.Desk.Stop(stage.Row));
            Assert.False(stage.Desk.Stop(stage.Row));
            Assert.Equal(("RequestStopTransaction", """{"transactionId":"T1"}"""), (stage.Calls.Calls[^1].Action, stage.Calls.Calls[^1].Payload));
            Assert.Equal(2, stage.Calls.Calls.Count);
        }

        [Theory]
        [OnSqlite]
        public async Task A_charge_goes_on_behind_a_loss_of_power(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            string begin = stage.Time;
            stage.Begin("T1", stage.Token());
            stage.Advance(60);
            stage.End("T1", stage.Token(), begin, 0, 500_000, "P");
            stage.Advance(5);
            Assert.Equal(CheckoutState.Ended, stage.State);
            begin = stage.Time;
            stage.Begin("T2", stage.Token(), 500_000);
            stage.Advance(5);
            Assert.Equal((CheckoutState.Charging, "T2"), (stage.State, stage.Row.TransactionId));
            stage.Advance(60);
            stage.End("T2", stage.Token(), begin, 500_000, 1_000_000);
            stage.Bill();
            stage.Bill();
            stage.Advance(10);
            Assert.Equal(CheckoutState.Billed, stage.State);
            Assert.Equal(1_50, stage.Calls.Stage.All<BillRow>().Single().GrossMinor);
        }

        /// <summary>A full car stands there, and each minute costs: the charger does not know it, the platform ends the charge.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_standing_costs_ends_at_the_cap_too(string database)
        {
            using CheckoutStage stage = new(database, CheckoutStage.Price with { Id = "G2", IdlePerMinute = 0.5m });
            await stage.Start();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            stage.Begin("T1", stage.Token());
            stage.Advance(10);
            stage.Between("T1", stage.Token(), "S", 2_000_000);
            stage.Advance(30 * 60);
            Assert.DoesNotContain(stage.Calls.Calls, call => call.Action == StationWishes.RequestStop);
            stage.Advance(10 * 60);
            Assert.Single(stage.Calls.Calls, call => call.Action == StationWishes.RequestStop);
        }

        [Theory]
        [OnSqlite]
        public async Task A_charge_for_nothing_is_in_the_books_as_free_and_says_why_in_what_is_signed(string database)
        {
            using CheckoutStage stage = new(database, new TariffVersion { Id = "guests-free-EUR", LeastWattHours = 0 });
            await stage.Start();
            stage.Calls.Answer("""{"status":"Accepted"}""");
            string begin = stage.Time;
            stage.Begin("T1", stage.Token());
            stage.Advance(60);
            stage.End("T1", stage.Token(), begin, 0, 500_000);
            stage.Bill();
            stage.Advance(10);
            Assert.Equal(CheckoutState.Billed, stage.State);
            Assert.Equal("Free", stage.Calls.Stage.All<ChargeRow>().Single().State);
            Assert.Contains("guests-free-EUR 0.00 EUR/kWh", stage.Calls.Stage.All<DocumentRow>()[0].Text, StringComparison.Ordinal);
            Assert.Empty(stage.Calls.Stage.All<BillRow>());
        }

        [Theory]
        [OnSqlite]
        public async Task The_lamp_is_asked_for_a_new_pattern_each_time_and_not_for_long(string database)
        {
            using CheckoutStage stage = new(database);
            stage.Calls.Hear();
            await stage.Make();
            Assert.True(stage.Desk.Blink(stage.Row));
            CallRow call = stage.Calls.Calls.Single();
            Assert.Equal(("DataTransfer", $$$"""{"vendorId":"nanoCharger","messageId":"Blink","data":{"pattern":"{{{stage.Row.Pattern}}}"}}"""), (call.Action, call.Payload));
            Assert.Equal((20_000L, (long?)call.Number), (call.ExpiresMs - call.StoredMs, stage.Row.BlinkCall));
            string? first = stage.Row.Pattern;
            stage.Calls.Answer("""{"status":"Accepted"}""");
            for (int tries = 0; tries < 3 && stage.Row.Pattern == first; tries++)
            {
                Assert.True(stage.Desk.Blink(stage.Row));
            }

            Assert.NotEqual(first, stage.Row.Pattern);
        }
    }
}
