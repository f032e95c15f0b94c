using System;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>Prices, charges and their bills by an operator's hand: by the program itself.</summary>
    public sealed class MoneyCommandTests : IDisposable
    {
        private static readonly TariffVersion Even = new() { Id = "even", PerKilowattHour = 1m };

        private readonly string _folder = Directory.CreateTempSubdirectory("money").FullName;
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_price_is_put_down_and_listed(string database)
        {
            using Stage stage = new(database);
            Assert.Equal((0, "house: even is the price for everyone from 2099-01-01T00:00:00Z on: even 1.00 EUR/kWh\n", ""), Run(stage, "tariff", "add", File(Even), "--from", "2099-01-01"));
            Assert.Equal((2, "", "nanocharger-backend: no account has this card\n"), Run(stage, "tariff", "add", File(Even), "--for", "card:04A1B2", "--from", "2099-01-01"));
            Run(stage, "resident", "add", "Anna Probe");
            Run(stage, "card", "add", "1", "04A1B2");
            Assert.Equal((0, "house: even is the price for card:#1 from 2099-01-01T00:00:00Z on: even 1.00 EUR/kWh\n", ""), Run(stage, "tariff", "add", File(Even), "--for", "card:04a1b2", "--from", "2099-01-01"));
            (int code, string output, _) = Run(stage, "tariff", "add", File(Even with { Id = "dear", PerKilowattHour = 3m }), "--for", "guests");
            Assert.Equal(0, code);
            Assert.StartsWith("house: dear is the price for guests from 20", output, StringComparison.Ordinal);
            Assert.Equal(
                ["house: card:#1 from 2099-01-01T00:00:00Z on: even 1.00 EUR/kWh", "house: everyone from 2099-01-01T00:00:00Z on: even 1.00 EUR/kWh"],
                Run(stage, "tariff", "list").Output.Split('\n')[..2]);
        }

        [Theory]
        [InlineData("--from: has passed: what was told before stays", "--from", "2026-01-01")]
        [InlineData("--for: 'all' is none of everyone, residents, guests, card:TOKEN", "--for", "all")]
        [InlineData("there is no tenant nobody", "--tenant", "nobody")]
        public void A_price_that_cannot_be_is_refused_and_nothing_is_put_down(string why, params string[] arguments)
        {
            using Stage stage = new(Stage.Sqlite);
            Assert.Equal((2, "", $"nanocharger-backend: {why}\n"), Run(stage, ["tariff", "add", File(Even), .. arguments]));
            Assert.Empty(stage.All<TariffRow>());
            Assert.Empty(stage.All<OfferRow>());
        }

        [Fact]
        public void What_the_market_does_not_sell_is_refused()
        {
            using Stage stage = new(Stage.Sqlite);
            System.IO.File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{"NanoCharger":{"Market":"DE"}}""");
            Assert.Equal((2, "", "nanocharger-backend: tariff even prices time, but in DE time has a price only where the clock counts by law\n"), Run(stage, "tariff", "add", File(Even with { PerMinute = 0.1m })));
            Assert.Empty(stage.All<TariffRow>());
        }

        [Fact]
        public void Another_price_needs_another_id_and_another_moment()
        {
            using Stage stage = new(Stage.Sqlite);
            Run(stage, "tariff", "add", File(Even), "--from", "2099-01-01");
            Assert.Contains("there is a tariff even already", Run(stage, "tariff", "add", File(Even with { PerKilowattHour = 2m })).Errors, StringComparison.Ordinal);
            Assert.Contains("from that moment on there is a price for everyone already", Run(stage, "tariff", "add", File(Even with { Id = "dear" }), "--from", "2099-01-01").Errors, StringComparison.Ordinal);
            Assert.Single(stage.All<TariffRow>());
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_bill_is_listed_taken_back_and_issued_anew(string database)
        {
            using Stage stage = Billed(database);
            long charge = stage.All<ChargeRow>().Single().Id;
            string number = FormattableString.Invariant($"{charge}");
            Assert.Equal($"{charge}: bay T1 (T2): Billed, bill 1 10.00 EUR\n", Run(stage, "charge", "list").Output);
            Assert.Equal((0, $"charge {charge}: bill 1 taken back by credit note 2, -10.00 EUR\n", ""), Run(stage, "charge", "credit", number, "--reason", "the card was lent"));
            Run(stage, "export", Path.Combine(_folder, "credited"));
            Assert.Contains("Not charged       the bill was taken back: the card was lent\n", System.IO.File.ReadAllText(Path.Combine(_folder, "credited", "bay", "receipt-T1.txt")), StringComparison.Ordinal);
            Assert.Equal((2, "", $"nanocharger-backend: charge {charge} is Credited: it cannot be credited\n"), Run(stage, "charge", "credit", number, "--reason", "again"));
            Assert.Equal((0, $"charge {charge}: bill 3, 10.00 EUR\n", ""), Run(stage, "charge", "rebill", number, "--reason", "it was not"));
            Assert.Equal((2, "", "nanocharger-backend: there is no charge 99\n"), Run(stage, "charge", "rebill", "99", "--reason", "x"));
            Assert.Equal((2, "", "nanocharger-backend: --reason must be a text of 1 to 500 characters\n"), Run(stage, "charge", "credit", number, "--reason", " "));
            (int code, string audit, _) = Run(stage, "audit");
            Assert.Equal(0, code);
            Assert.StartsWith("ledger of house: 3 bills and credit notes, owed 10.00 EUR = revenue 10.00 + tax 0.00\nenergy: 10.000000 kWh = billed 10.000000 + waived 0.000000", audit, StringComparison.Ordinal);
        }

        /// <summary>A charge of two parts is one receipt that lists both, with a signed file for each.</summary>
        [Fact]
        public void A_receipt_is_a_charges()
        {
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = Even with { StartFee = 0.5m } });
            stage.Register(_maker.Key);
            stage.Say(_maker.Started("T1", 1));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, _maker.Receipt(2, Said.Begin, Said.End, cause: "P"), _maker.OcppKey).Replace("EVDisconnected", "PowerLoss", StringComparison.Ordinal));
            Bill(stage);
            Run(stage, "export", Path.Combine(_folder, "open"));
            Assert.Contains("Not priced yet: the power was cut, and the charge may go on.\n", System.IO.File.ReadAllText(Path.Combine(_folder, "open", "bay", "receipt-T1.txt")), StringComparison.Ordinal);

            stage.Say(_maker.Started("T2", 3, Said.End));
            stage.Say(_maker.Ended("T2", 4, Said.End, Said.End + 1_000_000));
            Bill(stage);
            Run(stage, "export", Path.Combine(_folder, "out"));
            string text = System.IO.File.ReadAllText(Path.Combine(_folder, "out", "bay", "receipt-T1.txt"));
            foreach (string line in (string[])["Bill              1\n", "Part              1 of 2\nTransaction       T1\n", "Part              2 of 2\nTransaction       T2\n", "Signed receipt    T2, verified\n", "Signed receipt    T4, verified\n", "Start fee                                 0.50\n", "Total EUR                                11.50\n", "receipt-T1.xml, receipt-T2.xml"])
            {
                Assert.Contains(line, text, StringComparison.Ordinal);
            }

            Assert.Equal(
                ["receipt-T1.json", "receipt-T1.ocmf", "receipt-T1.txt", "receipt-T1.xml", "receipt-T2.ocmf", "receipt-T2.xml"],
                Directory.GetFiles(Path.Combine(_folder, "out", "bay"), "receipt-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        private Stage Billed(string database)
        {
            Stage stage = new(database, options => options with { Tariff = Even });
            stage.Register(_maker.Key);
            stage.Say(_maker.Started("T1", 1));
            stage.Say(_maker.Ended("T1", 2));
            Bill(stage);
            return stage;
        }

        private static void Bill(Stage stage)
        {
            BillingRules rules = new() { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = static _ => (Heard?)null };
            using Biller biller = new(() => stage.Database.Context(), stage.Engine.Write, rules, stage.Clock, stage.Log.Enqueue);
            biller.Run().GetAwaiter().GetResult();
        }

        private (int Code, string Output, string Errors) Run(Stage stage, params string[] arguments)
        {
            return WarmProgram.Run(_folder, [.. arguments, "--database", stage.Given]);
        }

        private string File(TariffVersion version)
        {
            string file = Path.Combine(_folder, version.Id + ".json");
            System.IO.File.WriteAllText(file, version.ToJson());
            return file;
        }
    }
}
