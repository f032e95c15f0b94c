using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Tests.Guests;
using NanoCharger.Backend.Tests.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>A guest with a card, before a charger in a bay.</summary>
    internal sealed class CardStage : IDisposable
    {
        internal const string Accepted = """{"status":"Accepted"}""";
        internal const string Back = "https://house.example/r/secret";

        internal CardStage(string database, TariffVersion? price = null, Func<CardTerms, CardTerms>? terms = null)
        {
            Cards = new FakeCards(() => Guest?.Calls.Clock.GetUtcNow().ToUnixTimeMilliseconds() ?? 0);
            CardTerms plain = new(Cards);
            Guest = new CheckoutStage(database, price, terms?.Invoke(plain) ?? plain);
        }

        internal CheckoutStage Guest { get; }

        internal FakeCards Cards { get; }

        internal HoldRow Hold => Guest.Hold;

        internal (CheckoutState Checkout, HoldState Hold) State => (Guest.State, Guest.HoldState);

        internal long NowMs => Guest.Calls.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        public void Dispose()
        {
            Guest.Dispose();
        }

        /// <summary>He takes the bay, and wants to pay.</summary>
        internal async Task WantToPay()
        {
            Guest.Calls.Hear();
            Assert.True(await Guest.Make(GuestWay.Card));
            Assert.True(Guest.Desk.Pay(Guest.Row));
        }

        /// <summary>He is shown the provider's page too.</summary>
        internal async Task<string?> GoToPay()
        {
            await WantToPay();
            return await Page();
        }

        internal Task<string?> Page()
        {
            return Guest.Holds!.PageOf(Guest.Row.Id, Back, "Charging at bay", "en");
        }

        /// <summary>He pays, and the charger is told to start.</summary>
        internal async Task Pay(long? captureBeforeMs = null)
        {
            Assert.NotNull(await GoToPay());
            Cards.Pay(captureBeforeMs: captureBeforeMs);
            Guest.Advance(70);
            Assert.Equal((CheckoutState.Starting, HoldState.Held), State);
            Guest.Calls.Hear();
            Guest.Advance(5);
        }

        /// <summary>He charges so much.</summary>
        internal async Task Charge(long milliwattHours, long? captureBeforeMs = null)
        {
            await Pay(captureBeforeMs);
            Guest.Calls.Answer(Accepted);
            string begin = Guest.Time;
            Guest.Begin("T1", Guest.Token(), 1000);
            Guest.Advance(10);
            Assert.Equal(CheckoutState.Charging, Guest.State);
            Guest.Advance(60);

            // By some 20 kW: faster than that its receipt would wait for somebody's decision.
            Guest.Sleep(TimeSpan.FromSeconds(milliwattHours / 6_000));
            Guest.End("T1", Guest.Token(), begin, 1000, 1000 + milliwattHours);
        }

        /// <summary>It is billed, and all that follows from that.</summary>
        internal void Bill()
        {
            Guest.Advance(5);
            Guest.Bill();
            Guest.Advance(60);
        }

        /// <summary>The manager takes the bill back, or has another one made.</summary>
        internal void Say(ChargeEvent what)
        {
            Guest.Calls.Stage.Do(context =>
            {
                Desk(context).Move(Guest.Hold.ChargeId!.Value, what, "as the manager says");
                return context.SaveChanges();
            });
        }

        /// <summary>Where charges are settled, now.</summary>
        internal ChargeDesk Desk(PlatformContext context)
        {
            return new ChargeDesk(context, new BillingRules { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = static _ => null }, NowMs);
        }

        /// <summary>His bank asks for it back, or has decided; the provider calls.</summary>
        internal void Dispute(HoldDispute dispute)
        {
            Cards.Last.Dispute = dispute;
            Guest.Calls.Stage.Do(context => HoldDesk.Nudge(context, static holds => holds, NowMs));
            Guest.Advance(10);
        }

        /// <summary>The ledger, a line an entry: kind key: debit credit amount; …</summary>
        internal List<string> Ledger()
        {
            Dictionary<long, string> accounts = Guest.Calls.Stage.All<AccountRow>().ToDictionary(row => row.Id, row => row.Code);
            ILookup<long, LegRow> legs = Guest.Calls.Stage.All<LegRow>().OrderBy(row => row.LegNumber).ToLookup(row => row.Sequence);
            return Guest.Calls.Stage.All<EntryRow>().OrderBy(row => row.Sequence).Select(entry => $"{entry.Kind} {entry.Key}: " + string.Join("; ", legs[entry.Sequence].Select(leg => $"{accounts[leg.DebitId]} {accounts[leg.CreditId]} {leg.AmountMinor}"))).ToList();
        }

        /// <summary>What the audit finds of money.</summary>
        internal List<AuditFinding> Findings()
        {
            return [.. new Auditor(Guest.Calls.Stage.Database, NowMs).Run().Findings];
        }
    }
}
