using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Who may charge by which card.</summary>
    public sealed class CardTests : PeopleStage
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_card_charges_while_it_is_in_force_and_neither_it_nor_its_account_is_blocked(string database)
        {
            using Stage stage = House(database);
            Assert.Equal("Unknown", Authorize(stage));
            (long account, long card) = AddWithCard(stage);
            Assert.Equal("Accepted", Authorize(stage));
            Assert.Equal("Accepted", Authorize(stage, Token.ToLowerInvariant()));
            Assert.Equal("Unknown", Authorize(stage, "04A1B3"));

            Block(stage, card);
            Assert.Equal("Blocked", Authorize(stage));
            Cards(stage, desk => Do(() => desk.Unblock(card)));
            Assert.Equal("Accepted", Authorize(stage));
            Residents(stage, (desk, _) => Do(() => desk.Block(account, "he does not pay")));
            Assert.Equal("Blocked", Authorize(stage));
            Residents(stage, (desk, _) => Do(() => desk.Unblock(account)));
            Assert.Equal("Accepted", Authorize(stage));
            Cards(stage, desk => Do(() => desk.End(card)));
            Assert.Equal("Unknown", Authorize(stage));
        }

        /// <summary>A lost card stays blocked when its owner has moved out, in a house too where every card charges.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_block_goes_before_settings_and_outlives_the_tenancy(string database)
        {
            using Stage stage = new(database);
            Assert.Equal("Accepted", Authorize(stage));
            (long account, long card) = AddWithCard(stage);
            Block(stage, card);
            Assert.Equal("Blocked", Authorize(stage));
            stage.Clock.Now = stage.Clock.Now.AddHours(1);
            Residents(stage, (desk, _) => desk.MoveOut(account, stage.Clock.Now.ToUnixTimeMilliseconds()));
            stage.Clock.Now = stage.Clock.Now.AddHours(1);
            Assert.Equal("Blocked", Authorize(stage));
            Assert.Equal("Accepted", Authorize(stage, "04FFFF"));
        }

        /// <summary>"A blocked card still makes a transaction": by a station's own list, or in the moment of the block. It is billed to whose card it is, the manager sees it, and the station is told to end it.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_blocked_card_still_makes_a_transaction_which_is_billed_told_and_ended(string database)
        {
            using Stage stage = House(database);
            (long account, long card) = AddWithCard(stage);
            stage.Clock.Now = At(17, 30);
            Block(stage, card);
            stage.Clock.Now = At(18, 0, 1);
            Assert.Equal("""[3,"1-1",{"idTokenInfo":{"status":"Blocked"}}]""", stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin), Maker.OcppKey, Card)));
            stage.Clock.Now = At(20, 0, 1);
            Assert.Equal("""[3,"1-1",{"totalCost":5.63}]""", stage.Say(Maker.Ended("T1", 2)));
            Bill(stage);

            FindingRow found = Assert.Single(stage.All<FindingRow>(), row => row.Code == CardDesk.BlockedCard);
            Assert.Equal("its card was blocked at 2026-11-22T17:30:00Z, and the station let it begin at 2026-11-22T18:00:00Z all the same", found.Text);
            Assert.Equal($"account {account}", Assert.Single(Bills(stage)).Customer);
            Assert.Equal(account, Assert.Single(stage.All<ChargeRow>()).Account);
            Assert.Empty(new Audit.Auditor(stage.Database).Run().Findings);
        }

        /// <summary>The station names the card with the begin alone: what it hears later must not wait for the end.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_card_that_is_blocked_while_it_charges_is_told_so_with_the_next_event(string database)
        {
            using Stage stage = House(database);
            (_, long card) = AddWithCard(stage);
            stage.Clock.Now = At(18, 0, 1);
            Assert.Equal("""[3,"1-1",{"idTokenInfo":{"status":"Accepted"}}]""", stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin), Maker.OcppKey, Card)));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", Said.Begin + 1)));
            Block(stage, card);
            Assert.Equal("""[3,"1-1",{"idTokenInfo":{"status":"Blocked"}}]""", stage.Say(Said.Event("T1", 2, "Updated", Said.Begin + 2)));
            Assert.DoesNotContain(stage.All<FindingRow>(), row => row.Code == CardDesk.BlockedCard);
        }

        /// <summary>At once where it was done, within ten seconds elsewhere: a worker reads cards anew as it does prices.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_block_by_another_program_counts_within_ten_seconds(string database)
        {
            using Stage stage = House(database);
            (_, long card) = AddWithCard(stage);
            Assert.Equal("Accepted", Authorize(stage));
            using (PlatformContext command = stage.Database.Context())
            {
                new CardRegister(command, stage.Database.Tokens, new LineTrail(Trail.Add), By(stage)).Block(card, "it was lost");
            }

            stage.Clock.Now = At(17, 0, 9);
            Assert.Equal("Accepted", Authorize(stage));
            stage.Clock.Now = At(17, 0, 10);
            Assert.Equal("Blocked", Authorize(stage));
        }

        /// <summary>"One token used twice at once": a card that was lent or copied. Each charge is one, both are its account's, and the manager sees it.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void One_token_used_twice_at_once_is_two_charges_of_its_account_and_is_told(string database)
        {
            using DocumentMaker other = new();
            using Stage stage = House(database);
            (long account, _) = AddWithCard(stage);
            stage.Register(other.Key, "other");
            stage.Clock.Now = At(18, 0, 1);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin), Maker.OcppKey, Card));
            stage.Say(Said.Event("T1", 0, "Started", 0, other.Begin(1, 0, station: "other"), other.OcppKey, Card), "other");
            stage.Clock.Now = At(20, 0, 1);
            stage.Say(Maker.Ended("T1", 2));
            stage.Say(other.Ended("T1", 2, 0, 3_000_000, "other"), "other");
            stage.Say(Said.Event("T2", 0, "Started", Said.End, Maker.Begin(3, Said.End, "2026-11-22T20:00:00,000+0000 S"), Maker.OcppKey, Card));
            Bill(stage);

            Assert.Equal("its card charges at station bay too, transaction T1", Assert.Single(stage.All<FindingRow>(), row => row.Code == CardDesk.TwiceAtOnce).Text);
            Assert.Equal([10_000_000L, 3_000_000L], Bills(stage).Select(bill => bill.Rated.MilliwattHours).OrderDescending());
            Assert.All(stage.All<ChargeRow>(), row => Assert.Equal(account, row.Account));
            Assert.Equal(2, stage.All<ChargeRow>().Count);
        }

        /// <summary>"Another's charge stopped with any id": what another station, or another card, says of a transaction ends no charge and makes nobody else pay.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Another_s_charge_is_not_stopped_with_any_id(string database)
        {
            using Stage stage = House(database);
            (long account, _) = AddWithCard(stage);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Cards(stage, desk => desk.Add(other, "04FFFF", "card"));
            stage.Clock.Now = At(18, 0, 1);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin), Maker.OcppKey, Card));
            string his = Card.Replace(Token, "04FFFF", StringComparison.Ordinal);
            stage.Say(Said.Event("T1", 1, "Ended", Said.Begin + 1, more: his), "other");
            stage.Say(Said.Event("T1", 1, "Ended", Said.Begin + 1, more: his));

            Assert.All(stage.All<TransactionRow>().Where(row => row.KeyNumber == 1), row => Assert.Equal((account, true, null), (row.Account, row.ReceiptOwed, row.CostMinor)));
            stage.Clock.Now = At(20, 0, 1);
            stage.Say(Said.Event("T1", 2, "Ended", Said.End, Maker.Receipt(2, Said.Begin, Said.End), Maker.OcppKey, Card));
            Bill(stage);
            Assert.Equal(($"account {account}", 10_000_000L), Bills(stage).Select(bill => (bill.Customer, bill.Rated.MilliwattHours)).Single());
        }

        /// <summary>What tables and logs have of a card is nobody's to use at a reader.</summary>
        [Fact]
        public void What_looks_like_a_digest_is_no_card()
        {
            using Stage stage = House(Stage.Sqlite);
            AddWithCard(stage);
            Assert.Equal("Unknown", Authorize(stage, stage.All<CardRow>().Single().Digest));
        }

        [Fact]
        public void What_cannot_be_said_of_a_card_is_refused()
        {
            using Stage stage = House(Stage.Sqlite);
            (long account, long card) = AddWithCard(stage);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Assert.Equal($"this card is account {account}'s", Refused(() => Cards(stage, desk => desk.Add(other, Token.ToLowerInvariant(), "mine"))));
            Assert.Equal("a card's label must not have what the card says: that is nobody's to read", Refused(() => Cards(stage, desk => desk.Add(other, "04C1", "fob 04c1"))));
            Assert.Equal("a card's token has 1 to 36 letters, digits and *-_=:+|@.", Refused(() => Cards(stage, desk => desk.Add(other, "~04C1", "fob"))));
            Assert.Equal("that has passed: what was charged since is billed already", Refused(() => Cards(stage, desk => Do(() => desk.Pass(card, other, At(16).ToUnixTimeMilliseconds())))));
            Assert.Equal("no account has this card", Refused(() => Cards(stage, desk => desk.Find("04C1"))));
            Assert.Equal($"card {card} of account {account} is not blocked", Refused(() => Cards(stage, desk => Do(() => desk.Unblock(card)))));
            Assert.Single(stage.All<CardRow>());
        }

        private static int Do(Action work)
        {
            work();
            return 0;
        }
    }
}
