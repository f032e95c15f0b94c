using System;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Erasing reaches the sign-in, invitations, starts from afar and the price of a card too.</summary>
    public sealed class EraseSignInTests : PeopleStage
    {
        private const string Mail = "anna@sign-in.example";

        /// <summary>Hidden, he signs in no more; on the law's date the token is in no stored call either, and of the card's price a number is left.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_he_signed_in_by_was_started_by_and_paid_by_goes_too(string database)
        {
            using Stage stage = House(database);
            (long account, long card) = AddWithCard(stage);
            long person = SignIn(stage, account);
            stage.Do(context => Offer(context, card) + CallBook.Store(context, "bay", StationWishes.Start(Token, 600, "page"), stage.Clock.Now.ToUnixTimeMilliseconds()));
            Assert.Contains("own", stage.Say(Said.Call("Authorize", $$$"""{"idToken":{"idToken":"{{{Token}}}","type":"ISO14443"}}""")), StringComparison.Ordinal);
            Charge(stage);
            Bill(stage);
            Assert.NotEmpty(Everything.Columns(stage.Database, Mail));
            Assert.Contains("calls.payload", Everything.Columns(stage.Database, Token));
            stage.Clock.Now = At(20, 0, 2);
            Residents(stage, (desk, _) => desk.MoveOut(account, stage.Clock.Now.ToUnixTimeMilliseconds()));

            (long due, long? ended) = Ask(stage, account);
            Assert.Equal(person, ended);
            Assert.All([Mail, "Anna S."], text => Assert.Empty(Everything.Columns(stage.Database, text)));
            Assert.Empty(stage.All<Person>());
            Assert.Empty(stage.All<Membership>());
            Assert.Empty(stage.All<LinkRow>());

            stage.Clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(due);
            new EraseLook(stage.Database, stage.Engine.Write, stage.Options with { Market = new Market("AT", false) }).Run("");
            Assert.All([Token, stage.Database.Tokens.Of(Token), "Anna Probe", Mail, "blue key fob"], text => Assert.Empty(Everything.Columns(stage.Database, text)));
            CallRow start = Assert.Single(stage.All<CallRow>(), row => row.Action == StationWishes.RequestStart);
            Assert.Equal($"account-{account}", Redaction.StartedBy(start.Payload));
            Assert.NotNull(start.EndedMs);
            Assert.Contains(stage.All<OfferRow>(), row => row.Audience == $"card:#{card}");
            Assert.Contains(stage.All<ChangeRow>(), row => row.Subject == new Phrase("trail.account", account).Stored());
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>A manager who lives here stays the manager.</summary>
        [Fact]
        public void Who_is_something_else_besides_stays_that()
        {
            using Stage stage = House(Stage.Sqlite);
            long account = Add(stage);
            long person = SignIn(stage, account);
            stage.Do(context =>
            {
                context.Memberships.Add(new Membership { PersonId = person, TenantId = context.Tenants.Single().Id, Role = Role.Manager });
                return context.SaveChanges();
            });
            Ask(stage, account);
            Assert.Equal(Role.Manager, Assert.Single(stage.All<Membership>()).Role);
            Assert.Equal(person, Assert.Single(stage.All<Person>()).Id);
        }

        /// <summary>One sign-in, two accounts: each ends by itself.</summary>
        [Fact]
        public void The_sign_in_of_another_account_stays()
        {
            using Stage stage = House(Stage.Sqlite);
            long account = Add(stage);
            long person = SignIn(stage, account);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Residents(stage, (desk, _) => Do(() => desk.Tie(other, person)));
            Residents(stage, (desk, _) => Do(() => desk.Untie(account)));
            Assert.Single(stage.All<Membership>());
            Residents(stage, (desk, _) => Do(() => desk.Untie(other)));
            Assert.Empty(stage.All<Membership>());
            Assert.Empty(stage.All<Person>());
        }

        /// <summary>The card has another payer since: a start that he wanted is his.</summary>
        [Fact]
        public void A_start_for_whose_card_it_is_now_keeps_its_token()
        {
            using Stage stage = House(Stage.Sqlite);
            (long account, long card) = AddWithCard(stage);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            stage.Do(context => CallBook.Store(context, "bay", StationWishes.Start(Token, 600, "page"), stage.Clock.Now.ToUnixTimeMilliseconds()));
            stage.Clock.Now = At(18);
            Cards(stage, desk => desk.Pass(card, other));
            stage.Do(context => CallBook.Store(context, "bay", StationWishes.Start(Token, 600, "page"), stage.Clock.Now.ToUnixTimeMilliseconds()));
            Ask(stage, account);
            new EraseLook(stage.Database, stage.Engine.Write, stage.Options).Run("");
            Assert.Equal([$"account-{account}", Token], stage.All<CallRow>().Where(row => row.Action == StationWishes.RequestStart).OrderBy(row => row.Number).Select(row => Redaction.StartedBy(row.Payload)));
        }

        /// <summary>The price of one card is told by it while its account has it, and to nobody else.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_card_s_own_price_ends_with_the_card(string database)
        {
            using Stage stage = House(database);
            (_, long card) = AddWithCard(stage);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Cards(stage, desk => desk.Add(other, "04C0FFEE", "red key fob"));
            stage.Do(context => Offer(context, card));
            Assert.Equal((true, false), (IsOwn(Token), IsOwn("04C0FFEE")));
            stage.Clock.Now = At(18);
            Cards(stage, desk => desk.Pass(card, other));
            stage.Clock.Now = At(18, 1);
            Assert.False(IsOwn(Token));
            using PlatformContext reading = stage.Database.Context();
            PriceList list = TariffRegister.ListOf(reading, reading.Tenants.Single().Id);
            Customer who = new(stage.Database.Tokens.Of(Token), false);
            Assert.Equal(("own", "night"), (list.At(who, At(17, 30).ToUnixTimeMilliseconds())!.Id, list.At(who, At(18).ToUnixTimeMilliseconds())!.Id));

            bool IsOwn(string token)
            {
                return stage.Say(Said.Call("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}"""))!.Contains("own 0.20", StringComparison.Ordinal);
            }
        }

        [Fact]
        public void A_card_gets_another_name_and_the_trail_says_neither()
        {
            using Stage stage = House(Stage.Sqlite);
            (long account, long card) = AddWithCard(stage);
            Cards(stage, desk => Do(() => desk.Rename(card, "second car")));
            Assert.Equal("second car", Assert.Single(stage.All<CardRow>()).Label);
            Assert.Equal($"card {card} of account {account}: card renamed", Trail[^1]);
            Assert.Equal("a card's label must not have what the card says: that is nobody's to read", Refused(() => Cards(stage, desk => Do(() => desk.Rename(card, Token)))));
        }

        /// <summary>Somebody has taken the invitation to an account, one is still under way, and he has forgotten his password.</summary>
        private static long SignIn(Stage stage, long account)
        {
            long number = 0;
            stage.Do(context =>
            {
                long tenant = context.Tenants.Single().Id;
                Person person = context.People.Add(new Person { Name = "Anna S.", Email = Mail, UserName = Mail, NormalizedUserName = Mail.ToUpperInvariant(), NormalizedEmail = Mail.ToUpperInvariant(), SecurityStamp = "stamp", AddedMs = 0 }).Entity;
                int rows = context.SaveChanges();
                number = person.Id;
                context.Memberships.Add(new Membership { PersonId = number, TenantId = tenant, Role = Role.Resident });
                context.Links.Add(new LinkRow { Hash = "1", Kind = LinkKind.Invitation, Mail = Mail, Role = Role.Resident, TenantId = tenant, Account = account, ExpiresMs = long.MaxValue });
                context.Links.Add(new LinkRow { Hash = "2", Kind = LinkKind.Reset, PersonId = number, ExpiresMs = long.MaxValue });
                rows += context.SaveChanges();
                ResidentDesk desk = new(context, new PageTrail(new Actor(number, tenant, 0)), By(stage));
                desk.Tie(account, number);
                return rows + desk.Rows;
            });
            return number;
        }

        private static int Offer(PlatformContext context, long card)
        {
            long tenant = context.Tenants.Single().Id;
            return TariffRegister.Put(context, tenant, new TariffVersion { Id = "own", PerKilowattHour = 0.2m }, 0) + TariffRegister.Offer(context, tenant, "own", Audience.OfCard(card), (0, 0))
                + (context.Offers.Any(row => row.TariffId == Night.Id) ? 0 : TariffRegister.Put(context, tenant, Night, 0) + TariffRegister.Offer(context, tenant, Night.Id, Audience.Everyone, (0, 0)));
        }

        private static (long Due, long? Ended) Ask(Stage stage, long account)
        {
            (long Due, long? Ended) asked = default;
            stage.Do(context =>
            {
                Erasing erasing = new(context, new Market("AT", false), new PageTrail(new Actor(null, context.Tenants.Single().Id, 0)), new By("manager", stage.Clock.Now.AddMinutes(1).ToUnixTimeMilliseconds()));
                asked = (erasing.Ask(account), erasing.Ended);
                return erasing.Rows;
            });
            return asked;
        }

        private static int Do(Action work)
        {
            work();
            return 0;
        }
    }
}
