using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>A database of an earlier version, which had tokens in the clear.</summary>
    public sealed class KeyingTests : PeopleStage
    {
        /// <summary>Back to the tables before residents, with tokens as those had them, and on again: what can be changed is, and what cannot reads as it did.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Tokens_of_an_earlier_version_become_digests_and_all_goes_on(string database)
        {
            using Stage stage = House(database);
            AddWithCard(stage);
            Charge(stage);
            Bill(stage);
            string digest = stage.Database.Tokens.Of(Token);
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Night, 0));
            PutBack(stage.Database);
            foreach (string sql in (string[])["UPDATE events SET token = '04a1b2' WHERE token IS NOT NULL", "UPDATE transactions SET customer = 'card 04A1B2'", $"INSERT INTO payers (tenant_id, customer) SELECT id, 'card 04A1B2' FROM tenants",
                "INSERT INTO told (station_id, token, line, tenant_id, tariff) SELECT s.id, '04A1B2', 'line', t.id, 'x' FROM stations s, tenants t", "INSERT INTO told (station_id, token, line, tenant_id, tariff) SELECT s.id, '04a1b2', 'line', t.id, 'x' FROM stations s, tenants t",
                "INSERT INTO offers (tenant_id, audience, from_ms, tariff_id, added_ms) SELECT id, 'card:04A1B2', 7, 'night', 7 FROM tenants"])
            {
                stage.Sql(sql);
            }

            stage.Restart();
            string keyed = stage.Database.Tokens.Of(Token);
            Assert.NotEqual(digest, keyed);
            Assert.Equal(["documents.text", "events.frame", "offers.audience"], Everything.Columns(stage.Database, Token));
            Assert.All(stage.All<TransactionRow>(), row => Assert.Equal($"card {keyed}", row.Customer));
            Assert.Contains(stage.All<PayerRow>(), row => row.Customer == $"card {keyed}");
            Assert.Equal(keyed, Assert.Single(stage.All<ToldRow>(), row => row.Line == "line").Token);
            stage.Restart();
            Assert.Equal(keyed, stage.Database.Tokens.Of(Token));
        }

        /// <summary>It cannot be changed any more, and it is the card's price all the same.</summary>
        [Fact]
        public void A_price_for_a_card_of_an_earlier_version_is_still_its_price()
        {
            using Stage stage = House(Stage.Sqlite);
            AddWithCard(stage);
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Night with { Id = "own" }, 0)
                + TariffRegister.Offer(context, context.Tenants.Single().Id, "own", Audience.Card(Token), (0, 0)));
            Assert.Contains("\"content\":\"own ", stage.Say(Said.Call("Authorize", """{"idToken":{"idToken":"04a1b2","type":"ISO14443"}}""")), StringComparison.Ordinal);
        }

        [Fact]
        public void The_program_that_is_killed_before_the_secret_is_made_makes_it_at_the_next_start()
        {
            using Stage stage = House(Stage.Sqlite);
            stage.Sql("DELETE FROM secrets");
            stage.Restart();
            Assert.Single(stage.All<SecretRow>());
        }

        private static void PutBack(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            context.GetService<IMigrator>().Migrate("Calls");
        }
    }
}
