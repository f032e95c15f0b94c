using System;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Who pays for what a card has charged.</summary>
    public sealed class PayerTests : PeopleStage
    {
        /// <summary>"The new tenant pays for the old one's charge": what came late is still whose card it was when it began.</summary>
        [Theory]
        [OnSqlite("18:00:00", false)]
        [OnPostgres("18:00:00", false)]
        [OnSqlite("19:30:00", true)]
        [OnPostgres("19:30:00", true)]
        public void A_charge_is_paid_by_whose_card_it_was_at_the_signed_begin(string database, string begun, bool passed)
        {
            using Stage stage = House(database);
            (long account, long card) = AddWithCard(stage);
            stage.Clock.Now = At(19);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Cards(stage, desk => desk.Pass(card, other));
            Charge(stage, begun: begun);
            Bill(stage);
            Assert.Equal(passed ? other : account, AccountOf(stage));
            Assert.Equal($"account {(passed ? other : account)}", Assert.Single(Bills(stage)).Customer);
            Assert.Contains(stage.All<AccountRow>(), row => row.Code == $"receivable/{(passed ? other : account)}");
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>A clock that was never set says nothing of when it began: its arrival does.</summary>
        [Fact]
        public void Where_no_clock_counts_it_is_paid_by_whose_card_it_is_at_the_arrival()
        {
            using Stage stage = House(Stage.Sqlite);
            (_, long card) = AddWithCard(stage);
            stage.Clock.Now = At(19);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Cards(stage, desk => desk.Pass(card, other));
            stage.Clock.Now = At(20);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin, "2026-11-22T18:00:00,000+0000 U"), Maker.OcppKey, Card));
            Assert.Equal(other, AccountOf(stage));
        }

        /// <summary>What came in the clear first has said another time: the first document that has the begin says it for good.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void The_first_document_of_the_begin_says_who_pays_for_good(string database)
        {
            using Stage stage = House(database);
            (long account, long card) = AddWithCard(stage);
            stage.Clock.Now = At(19);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Cards(stage, desk => desk.Pass(card, other));
            stage.Clock.Now = At(20, 0, 1);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, more: Card).Replace(Said.At1800, "2026-11-22T19:30:00Z", StringComparison.Ordinal));
            Assert.Equal(other, AccountOf(stage));
            stage.Restart();
            stage.Say(Maker.Ended("T1", 2));
            Assert.Equal(account, AccountOf(stage));
            stage.Say(Maker.Started("T1", 1));
            Assert.Equal(account, AccountOf(stage));
        }

        /// <summary>A card that became a resident's after it had charged is not his for what it did before; it has an account all the same, without a person.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_card_without_an_owner_is_an_account_of_its_own(string database)
        {
            using Stage stage = House(database);
            Charge(stage);
            (long account, _) = AddWithCard(stage);
            stage.Say(Said.Event("T2", 0, "Started", Said.End, Maker.Begin(3, Said.End, "2026-11-22T20:00:00,000+0000 S"), Maker.OcppKey, Card));
            Bill(stage);
            Assert.Null(AccountOf(stage));
            PayerRow payer = stage.All<PayerRow>().Single(row => row.Id != account);
            Assert.Equal($"card {stage.Database.Tokens.Of(Token)}", payer.Customer);
            Assert.Equal($"account {payer.Id}", Assert.Single(Bills(stage)).Customer);
        }

        /// <summary>All that is stored and told of a card, but for what was signed and said by the station.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void No_token_stands_anywhere_but_in_documents_and_frames(string database)
        {
            using Stage stage = House(database);
            (_, long card) = AddWithCard(stage);
            stage.Do(context => TariffRegister.Offer(context, context.Tenants.Single().Id, Put(context), Audience.OfCard(card), (0, 0)));
            Authorize(stage);
            Authorize(stage, "04C0FFEE");
            Charge(stage);
            stage.Say(Said.Event("T9", 1, "Odd", 5, more: Card));
            stage.Say(Said.Event("T2", 0, "Started", Said.End, more: Card + "\"transactionData\":1,"));
            Bill(stage);
            Assert.Equal(["documents.text", "events.frame", "refusals.frame"], Everything.Columns(stage.Database, Token));
            Assert.Empty(Everything.Columns(stage.Database, "04C0FFEE"));
            Assert.DoesNotContain(stage.Log, line => line.Contains(Token, StringComparison.OrdinalIgnoreCase) || line.Contains("04C0FFEE", StringComparison.OrdinalIgnoreCase));
            Assert.Contains(stage.Log, line => line == $"bay: token {stage.Database.Tokens.Of(Token)} Accepted");
        }

        private static string Put(PlatformContext context)
        {
            TariffRegister.Put(context, context.Tenants.Single().Id, new TariffVersion { Id = "own", PerKilowattHour = 0.2m }, 0);
            return "own";
        }
    }
}
