using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>What a guest reads of his money where it went another way than into a charge that is paid; and what the manager reads of the same.</summary>
    public sealed class HoldSentencesTests : IAsyncLifetime
    {
        private static readonly Language Text = Languages.All["en"];

        private CardYard _yard = null!;
        private WebClient _guest = null!;
        private WebClient _manager = null!;

        public async Task InitializeAsync()
        {
            _yard = await CardYard.Open();
            _guest = _yard.Guests.Host.Client();
            _manager = await _yard.Guests.Host.SignedIn(Role.Manager);
        }

        public async Task DisposeAsync()
        {
            _manager.Dispose();
            _guest.Dispose();
            await _yard.DisposeAsync();
        }

        /// <summary>The charger was out of contact until the hold had to end; what it then signs is kept, booked as waived, and he is told that it is not asked of him.</summary>
        [Fact]
        public async Task A_receipt_behind_the_released_hold_is_not_asked_of_him()
        {
            string address = await _yard.Pays(_guest);
            string token = _yard.Guests.Token();
            await _yard.Guests.Answers("""{"status":"Accepted"}""");
            await _yard.Guests.Begin("G1", token, _yard.Guests.Line);
            await _yard.Look();
            Assert.Equal(nameof(CheckoutState.Charging), _yard.Guests.Row.State);
            long soon = _yard.Guests.NowMs + (long)(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1)).TotalMilliseconds;
            await _yard.Guests.Host.Write(context => context.Holds.ExecuteUpdate(set => set.SetProperty(row => row.CaptureBeforeMs, soon).SetProperty(row => row.AskMs, 0)));
            await _yard.Look(4);
            Assert.Equal((nameof(HoldState.Released), nameof(HoldReason.NoReceipt)), (_yard.Hold.State, _yard.Hold.Reason));
            Assert.Contains(Answer.Plain(Text.Say("hold.released", Text.Money(20_00, "EUR"), "|")).Split('|')[0], Read(await _guest.Get(address)), StringComparison.Ordinal);

            await _yard.Guests.End("G1", token, _yard.Guests.Line, 5_000_000);
            await _yard.Guests.Settle();
            await _yard.Look(4);
            Assert.Equal((nameof(HoldState.Waived), new Moved(20_00, 0, 0, 20_00, 0)), (_yard.Hold.State, _yard.Server.MovedOf(_yard.Hold.Session!)));
            string shown = await Shown(address, "hold.waived", Text.Money(20_00, "EUR"));
            Assert.DoesNotContain("taken from your card at", shown, StringComparison.Ordinal);
            await ManagerReads("charge.card-released");
            await ManagerReads("charge.card-no-receipt");
        }

        /// <summary>His bill is taken back: while the provider gives no answer it is being given back, then it is.</summary>
        [Fact]
        public async Task What_is_given_back_he_reads_before_and_after()
        {
            string address = await _yard.Charge(_guest);
            await ManagerReads("charge.card-taken", Text.Money(3_20, "EUR"), Text.Moment(_yard.Hold.StateMs, NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"]), Text.Money(20_00, "EUR"));
            _yard.Server.Fault = static request => request.Step == "refund" ? ProviderFault.TooMany : ProviderFault.None;
            string charge = $"/charges/{_yard.Hold.ChargeId}";
            Assert.Equal(303, (await _manager.Post(charge, charge + "/credit", ("reason", "the lamp had said otherwise"))).Status);
            await _yard.Look();
            Assert.Equal(nameof(HoldState.GivingBack), _yard.Hold.State);
            await Shown(address, "hold.giving-back", Text.Money(3_20, "EUR"));
            await ManagerReads("charge.card-giving-back", Text.Money(3_20, "EUR"));

            _yard.Server.Fault = null;
            _yard.Guests.Clock.Advance(TimeSpan.FromMinutes(2));
            await _yard.Look(4);
            Assert.Equal((nameof(HoldState.Refunded), 3_20L, 3_20L), (_yard.Hold.State, _yard.Server.MovedOf(_yard.Hold.Session!).Captured, _yard.Server.MovedOf(_yard.Hold.Session!).Refunded));
            Assert.Matches(Sentence("hold.refunded", Text.Money(3_20, "EUR"), "\\d\\d:\\d\\d"), Read(await _guest.Get(address)));
            await ManagerReads("charge.card-refunded", Text.Money(3_20, "EUR"), Text.Moment(_yard.Hold.StateMs, NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"]));
        }

        [Fact]
        public async Task What_his_bank_has_taken_back_he_reads()
        {
            string address = await _yard.Charge(_guest);
            _yard.Server.Dispute(_yard.Hold.Intent!);
            _yard.Server.CloseDispute(_yard.Hold.Intent!, won: false);
            Assert.Equal(200, await _yard.Call());
            await _yard.Look();
            Assert.Equal(nameof(HoldState.Lost), _yard.Hold.State);
            await Shown(address, "hold.lost", Text.Money(3_20, "EUR"));
            await ManagerReads("charge.card-lost", Text.Money(3_20, "EUR"), Text.Moment(_yard.Hold.StateMs, NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"]));
        }

        /// <summary>Somebody gives a part back on the provider's own pages: his guest has it, and the charge says so.</summary>
        [Fact]
        public async Task A_part_that_was_given_back_elsewhere_stands_at_the_charge()
        {
            await _yard.Charge(_guest);
            Assert.DoesNotContain(Answer.Plain(Text["charge.card-part-back"]), Read(await _manager.Get($"/charges/{_yard.Hold.ChargeId}")), StringComparison.Ordinal);
            _yard.Server.RefundByHand(_yard.Hold.Intent!, 1_00);
            Assert.Equal(200, await _yard.Call());
            await _yard.Look();
            Assert.Equal((nameof(HoldState.Captured), 1_00L), (_yard.Hold.State, _yard.Hold.RefundedMinor));
            await ManagerReads("charge.card-part-back");
            Assert.Contains(Answer.Plain(Text.Money(1_00, "EUR")), Read(await _manager.Get($"/charges/{_yard.Hold.ChargeId}")), StringComparison.Ordinal);
        }

        private async Task<string> Shown(string address, string key, params object[] values)
        {
            string shown = Read(await _guest.Get(address));
            Assert.Contains(Answer.Plain(Text.Say(key, values)), shown, StringComparison.Ordinal);
            return shown;
        }

        private async Task ManagerReads(string key, params object[] values)
        {
            Assert.Contains(Answer.Plain(Text.Say(key, values)), Read(await _manager.Get($"/charges/{_yard.Hold.ChargeId}")), StringComparison.Ordinal);
        }

        private static string Read(Answer answer)
        {
            Assert.Equal(200, answer.Status);
            return Answer.Plain(GuestYard.TextOf(answer));
        }

        private static string Sentence(string key, params string[] values)
        {
            return string.Format(System.Globalization.CultureInfo.InvariantCulture, Regex.Replace(Regex.Escape(Text[key]), "\\\\\\{([0-9])}", "{$1}"), [.. values.Select(value => value.StartsWith('\\') ? value : Regex.Escape(Answer.Plain(value)))]);
        }
    }
}
