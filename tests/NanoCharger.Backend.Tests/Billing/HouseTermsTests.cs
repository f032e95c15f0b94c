using System;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>A bill names who sells where it was charged, and time has a price where the house's law lets it.</summary>
    public sealed class HouseTermsTests : ChargeStage
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_bill_names_the_seller_of_its_house_and_the_settings_seller_where_none_is_described(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            stage.Do(context =>
            {
                House house = context.Houses.Single();
                (house.Name, house.Address, house.Seller, house.TaxNumber) = ("Lindenhof", "Lindenweg 1", "Linden eG", "DE1");
                return context.SaveChanges();
            });
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            Assert.Equal([("House Ltd", "Yard"), ("Linden eG, DE1", "Lindenhof, Lindenweg 1")], Bills(stage).Select(bill => (bill.Seller, bill.Site)));
        }

        /// <summary>What is told at once is what is billed, by whichever law.</summary>
        [Theory]
        [OnSqlite("", 240)]
        [OnPostgres("", 240)]
        [OnSqlite("FR", 240)]
        [OnPostgres("FR", 240)]
        [OnSqlite("DE", 120)]
        [OnPostgres("DE", 120)]
        public void Time_has_a_price_by_the_law_of_the_house(string database, string market, long minor)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database, options => options with { Tariff = new Backend.Rating.TariffVersion { Id = "time", StartFee = 1.2m, PerMinute = 0.01m } });
            stage.Register(maker.Key);
            stage.Do(context =>
            {
                context.Houses.Single().Market = market.Length == 0 ? null : market;
                return context.SaveChanges();
            });
            string? told = Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            Assert.Contains(FormattableString.Invariant($"\"totalCost\":{minor / 100m:0.00}"), told, StringComparison.Ordinal);
            Assert.Equal(minor, Assert.Single(Bills(stage)).Rated.GrossMinor);
        }
    }
}
