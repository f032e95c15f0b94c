using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>How long the law keeps bills: by the country of the house, from the end of its year on.</summary>
    public sealed class RetentionTests : PeopleStage
    {
        [Theory]
        [InlineData(null, "AT", 7)]
        [InlineData(null, "DE", 8)]
        [InlineData(null, "CH", 10)]
        [InlineData(null, "EU", 10)]
        [InlineData("DE", "EU", 8)]
        [InlineData("AT", "DE", 7)]
        public void The_law_of_the_house_s_country_says_how_long_and_of_the_settings_where_it_has_none(string? house, string settings, int years)
        {
            using Stage stage = House(Stage.Sqlite);
            stage.Do(context =>
            {
                context.Houses.Single().Market = house;
                return context.SaveChanges();
            });
            using PlatformContext reading = stage.Database.Context();
            Retention law = Retention.In(reading, reading.Tenants.Single().Id, new Market(settings, false));
            Assert.Equal($"{2027 + years}-01-01T00:00:00Z", Moves.Text(law.Until(At(20).ToUnixTimeMilliseconds())));
        }

        /// <summary>Who sells in two countries keeps all as long as the slower wants it.</summary>
        [Fact]
        public void Of_several_countries_the_longest_counts()
        {
            using Stage stage = House(Stage.Sqlite);
            stage.Do(context =>
            {
                context.Houses.Single().Market = "AT";
                context.Houses.Add(new House { TenantId = context.Tenants.Single().Id, Name = "other", Market = "DE" });
                return context.SaveChanges();
            });
            using PlatformContext reading = stage.Database.Context();
            Assert.Equal(8, Retention.In(reading, reading.Tenants.Single().Id, Market.Default).Years);
        }

        /// <summary>Half an hour before midnight of Greenwich it is the next year already in Berlin: a year more.</summary>
        [Fact]
        public void A_year_ends_by_the_house_s_clock()
        {
            using Stage stage = House(Stage.Sqlite);
            stage.Do(context =>
            {
                (context.Houses.Single().Market, context.Houses.Single().Zone) = ("DE", "Europe/Berlin");
                return context.SaveChanges();
            });
            using PlatformContext reading = stage.Database.Context();
            Retention law = Retention.In(reading, reading.Tenants.Single().Id, Market.Default);
            Assert.Equal("2035-12-31T23:00:00Z", Moves.Text(law.Until(new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds())));
            Assert.Equal("2034-12-31T23:00:00Z", Moves.Text(law.Until(new DateTimeOffset(2026, 12, 31, 22, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds())));
        }
    }
}
