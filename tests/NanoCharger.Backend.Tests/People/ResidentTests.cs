using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Who lives where: moving in and out, blocked or not.</summary>
    public sealed class ResidentTests : PeopleStage
    {
        /// <summary>"Who moved out still charges, and who moved in pays for him": the same bay, the same card, another account from a moment on.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_begins_before_the_moment_is_the_old_resident_s_and_what_begins_later_is_not(string database)
        {
            using Stage stage = House(database);
            stage.Say(Said.Call("Heartbeat", "{}"));
            (long old, _) = AddWithCard(stage);
            Residents(stage, (desk, context) => Do(() => desk.MoveIn(old, context.Bays.Single(), At(17).ToUnixTimeMilliseconds())));
            Charge(stage);
            Bill(stage);
            FinalBill bill = Residents(stage, (desk, _) => desk.MoveOut(old, At(19).ToUnixTimeMilliseconds()));
            Assert.Equal((1, 563L, "EUR", 0), (bill.Bills.Count, bill.GrossMinor, bill.Currency, bill.Unsettled));
            Assert.Equal("Unknown", Authorize(stage));

            long other = Add(stage, new PersonData("Bert Beispiel"));
            Residents(stage, (desk, context) => Do(() => desk.MoveIn(other, context.Bays.Single(), At(19).ToUnixTimeMilliseconds())));
            Cards(stage, desk => desk.Add(other, Token, "blue key fob"));
            Assert.Equal("Accepted", Authorize(stage));
            stage.Say(Said.Event("T2", 0, "Started", Said.End, Maker.Begin(3, Said.End, "2026-11-22T20:00:01,000+0000 S"), Maker.OcppKey, Card));
            Assert.Equal((old, other), (AccountOf(stage), AccountOf(stage, "T2")));
            Assert.Equal([(old, At(19).ToUnixTimeMilliseconds()), (other, null)], stage.All<TenancyRow>().OrderBy(row => row.FromMs).Select(row => (row.Account, row.ToMs)));
            Assert.Equal(
                [$"account {old}: added", $"card 1 of account {old}: card given: from 2026-11-22T17:00:00Z on", $"account {old}: moved in: bay bay from 2026-11-22T17:00:00Z on", $"account {old}: moved out: 2026-11-22T19:00:00Z"], Trail[..4]);
        }

        /// <summary>A charge that is under way, and one whose receipt has not come, are the old resident's: the bill says that they are still to come.</summary>
        [Fact]
        public void The_final_bill_says_what_is_still_to_come_and_that_comes()
        {
            using Stage stage = House(Stage.Sqlite);
            (long account, _) = AddWithCard(stage);
            stage.Clock.Now = At(18, 0, 1);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin), Maker.OcppKey, Card));
            stage.Clock.Now = At(19);
            FinalBill bill = Residents(stage, (desk, _) => desk.MoveOut(account, At(19).ToUnixTimeMilliseconds()));
            Assert.Equal((0, null, 1), (bill.Bills.Count, bill.Currency, bill.Unsettled));
            stage.Clock.Now = At(20, 0, 1);
            stage.Say(Maker.Ended("T1", 2));
            Bill(stage);
            using PlatformContext context = stage.Database.Context();
            bill = FinalBill.Of(context, account);
            Assert.Equal((1, 563L, 0), (bill.Bills.Count, bill.GrossMinor, bill.Unsettled));
        }

        [Fact]
        public void What_cannot_be_is_refused_in_a_sentence()
        {
            using Stage stage = House(Stage.Sqlite);
            stage.Say(Said.Call("Heartbeat", "{}"));
            stage.Say(Said.Event("T0", 0, "Started", 0));
            (long account, _) = AddWithCard(stage);
            Residents(stage, (desk, context) => Do(() => desk.MoveIn(account, context.Bays.Single(), At(17).ToUnixTimeMilliseconds())));
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Assert.Equal($"bay bay is account {account}'s, who has to move out first", Refused(() => Residents(stage, (desk, context) => Do(() => desk.MoveIn(other, context.Bays.Single(), At(18).ToUnixTimeMilliseconds())))));
            Charge(stage);
            Assert.Equal($"account {account} has begun a charge at 2026-11-22T18:00:00Z: it can only end later", Refused(() => Residents(stage, (desk, _) => desk.MoveOut(account, At(17, 30).ToUnixTimeMilliseconds()))));
            Assert.Equal("there is no resident with account 99", Refused(() => Residents(stage, (desk, _) => Do(() => desk.Block(99, "why")))));
            Assert.Equal("the reason must be a text of 1 to 500 characters", Refused(() => Residents(stage, (desk, _) => Do(() => desk.Block(account, " ")))));
        }

        [Theory]
        [InlineData("the name must have 1 to 200 characters", " ", null, null, null)]
        [InlineData("the mail address is none", "Anna", "anna", null, null)]
        [InlineData("the mail address is none", "Anna", "anna@", null, null)]
        [InlineData("the IBAN is none: its check digits do not fit", "Anna", null, "AT61 1904 3002 3457 3202", null)]
        [InlineData("the language must be two small letters, as de", "Anna", null, null, "German")]
        public void What_is_no_person_s_is_refused_and_not_repeated(string why, string name, string? mail, string? iban, string? language)
        {
            using Stage stage = House(Stage.Sqlite);
            Assert.Equal(why, Refused(() => Add(stage, new PersonData(name) { Mail = mail, Iban = iban, Language = language })));
            Assert.Empty(stage.All<ResidentRow>());
            Assert.Empty(stage.All<PayerRow>());
        }

        [Fact]
        public void A_change_is_told_and_not_what_it_is()
        {
            using Stage stage = House(Stage.Sqlite);
            long account = Add(stage);
            Residents(stage, (desk, _) => Do(() => desk.Change(account, Anna with { Name = "Anna Muster", Iban = "at611904300234573201" })));
            Residents(stage, (desk, _) => Do(() => desk.Tie(account, 5)));
            Assert.Equal(("Anna Muster", "AT611904300234573201", 5L), stage.All<ResidentRow>().Select(row => (row.Name, row.Iban, row.PersonId)).Single());
            Assert.Equal([$"account {account}: added", $"account {account}: name and address changed", $"account {account}: sign-in given"], Trail);
            Assert.Equal($"nobody signs in for account {account + 1}", Refused(() => Residents(stage, (desk, context) => Do(() => desk.Untie(desk.Add(context.Tenants.Single().Id, new PersonData("Bert")))))));
        }

        private static int Do(Action work)
        {
            work();
            return 0;
        }
    }
}
