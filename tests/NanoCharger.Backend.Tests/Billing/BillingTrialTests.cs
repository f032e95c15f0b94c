using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>What a hostile reader tried on prices, charges and bills: each of these once lost money, or took too much.</summary>
    public sealed class BillingTrialTests : ChargeStage
    {
        private const string Later = "2026-11-22T22:00:00,000+0000 S";
        private static readonly TariffVersion Dear = new() { Id = "dear", StartFee = 0.5m, PerKilowattHour = 0.9m, TaxPercent = 25 };

        [Fact]
        public async Task Three_charges_that_cannot_be_billed_stop_no_others()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            for (int part = 0; part < 4; part++)
            {
                Part(stage, maker, part, Said.Begin + (part * 5_000_000), Said.Begin + ((part + 1) * 5_000_000), "E");
            }

            stage.Sql("UPDATE documents SET text = 'OCMF|{|{}' WHERE number IN (2, 4, 6)");
            using Biller biller = new(() => stage.Database.Context(), stage.Engine.Write, Rules(), stage.Clock, stage.Log.Enqueue);
            for (int turn = 0; turn < 5; turn++)
            {
                await biller.Run();
            }

            Assert.Equal("T3", Assert.Single(Bills(stage)).Parts.Single().Transaction);
        }

        [Fact]
        public async Task An_open_charge_whose_receipt_cannot_be_read_stops_no_others()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            Part(stage, maker, 1, Said.End + 10, Said.End + 5_000_000, "E");
            Part(stage, maker, 2, Said.End + 5_000_000, Said.End + 10_000_000, "E");
            stage.Sql("UPDATE documents SET text = 'OCMF|{|{}' WHERE number = 2");
            using Biller biller = new(() => stage.Database.Context(), stage.Engine.Write, Rules(), stage.Clock, stage.Log.Enqueue);
            await biller.Run();

            Assert.Equal(["T1", "T2"], Bills(stage).Select(bill => bill.Parts.Single().Transaction));
        }

        [Fact]
        public async Task A_release_of_what_was_billed_leaves_the_transaction_in_its_charge()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            stage.Say(Said.Event("T0", 2, "Updated", Said.End, maker.Between(3, Said.End, Later), maker.OcppKey));
            Bill(stage);
            Assert.Equal(nameof(ChargeState.Credited), stage.All<ChargeRow>().Single().State);
            stage.Do(context => Decisions.Decide(context, "bay", "T0", null, new Word(true, "its clock was wrong", "eve", 1)).Length > 0 ? 3 : 0);
            using (Biller biller = new(() => stage.Database.Context(), stage.Engine.Write, Rules(), stage.Clock, stage.Log.Enqueue))
            {
                await biller.Run();
            }

            Exception? rebill = Record.Exception(() => stage.Do(context => Move(stage, context, ChargeEvent.Rebill)));
            Assert.True(rebill is null, $"charge of the transaction: {stage.All<TransactionRow>().Single().ChargeId}; log: {stage.Log.Last()}; rebill: {rebill?.Message}");
            Assert.Equal(563, stage.All<BillRow>().Sum(row => row.GrossMinor));
        }

        [Fact]
        public void A_bill_issued_anew_without_the_part_that_was_refused_stands()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            stage.Say(Said.Event("T1", 2, "Updated", Said.End + 5_000_000, maker.Between(5, Said.End + 5_000_000, Later), maker.OcppKey));
            Bill(stage);
            stage.Do(context => Move(stage, context, ChargeEvent.Rebill));
            Assert.True(stage.All<BillRow>().Sum(row => row.GrossMinor) > 0);
            Bill(stage);
            Assert.True(stage.All<BillRow>().Sum(row => row.GrossMinor) > 0, "the new bill was taken back at once");
        }

        [Fact]
        public void A_start_of_the_program_leaves_the_price_that_a_command_has_set()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, Night, 10));
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear, 20) + TariffRegister.Offer(context, context.Tenants.Single().Id, "dear", Audience.Everyone, (20, 20)));
            stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, Night, 30));
            Assert.Equal("dear", stage.All<OfferRow>().OrderBy(row => row.FromMs).Last().TariffId);
        }

        [Fact]
        public void A_charge_is_not_over_the_moment_its_station_is_back()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            stage.Clock.Now = stage.Clock.Now.AddHours(6);
            Heard = new Heard(stage.Clock.Now.ToUnixTimeMilliseconds()) { SinceMs = stage.Clock.Now.ToUnixTimeMilliseconds() };
            Bill(stage);
            stage.Clock.Now = stage.Clock.Now.AddSeconds(5);
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            Assert.Equal(2, Assert.Single(Bills(stage)).Parts.Count);
        }

        [Fact]
        public void The_second_part_waits_for_the_first_that_is_held()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.Begin + 400_000_000, "P");
            Part(stage, maker, 1, Said.Begin + 400_000_000, Said.Begin + 405_000_000, "E");
            Bill(stage);
            stage.Do(context => Decisions.Decide(context, "bay", "T0", null, new Word(true, "a lorry", "eve", 1)).Length > 0 ? 3 : 0);
            stage.Clock.Now = stage.Clock.Now.AddHours(1);
            Heard = new Heard(stage.Clock.Now.ToUnixTimeMilliseconds());
            Bill(stage);
            Assert.Equal(1, Bills(stage).Sum(bill => bill.Rated.Lines.Count(line => line.Kind == LineKind.Start)));
        }

        [Fact]
        public void No_idle_time_is_billed_by_a_clock_that_does_not_count()
        {
            TariffVersion idle = Night with { IdlePerMinute = 0.1m };
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = idle });
            stage.Register(maker.Key);
            stage.Say(maker.Started("T0", 1));
            stage.Say(Said.Event("T0", 1, "Updated", Said.End, maker.Between(2, Said.End, "2026-11-22T10:00:00,000+0000 I", cause: "S"), maker.OcppKey));
            stage.Say(Said.Event("T0", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey));
            Bill(stage);
            Bill bill = Assert.Single(Bills(stage));
            Assert.True(bill.Rated.Lines.All(line => line.Kind != LineKind.Idle), string.Join("; ", bill.Rated.Lines));
        }

        [Fact]
        public void What_was_priced_before_there_were_charges_gets_no_bill_when_a_late_document_comes()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Say(maker.Ended("T1", 2));
            stage.Sql("UPDATE transactions SET rated = NULL");
            stage.Restart();
            stage.Clock.Now = stage.Clock.Now.AddMinutes(20);
            Bill(stage);
            Assert.Empty(Bills(stage));
            stage.Say(maker.Started("T1", 1));
            Bill(stage);
            Assert.Empty(Bills(stage));
        }

        [Fact]
        public void A_charge_one_part_of_which_is_contradicted_can_be_billed_anew()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Say(Said.Event("T0", 1, "Ended", Said.End, maker.Receipt(2, Said.Begin, Said.End, cause: "P"), maker.OcppKey).Replace("EVDisconnected", "PowerLoss", StringComparison.Ordinal));
            stage.Clock.Now = stage.Clock.Now.AddMinutes(10);
            Bill(stage);
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            Assert.Equal(2, Bills(stage).Single().Parts.Count);
            stage.Say(Said.Event("T0", 0, "Started", Said.Begin, maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("04A1B2", "04FFFF", StringComparison.Ordinal)), maker.OcppKey));
            Bill(stage);
            Assert.Equal(0, stage.All<BillRow>().Sum(row => row.GrossMinor));
            stage.Do(context => Move(stage, context, ChargeEvent.Rebill));
            Assert.True(stage.All<BillRow>().Sum(row => row.GrossMinor) > 0);
        }

        [Fact]
        public void The_first_price_that_is_put_down_for_next_year_is_not_asked_today()
        {
            PriceList list = new([Night], [new Offer(Night, Audience.Everyone, 1000)]);
            Assert.Null(list.At(new Customer("04A1B2", false), 999));
        }

        [Fact]
        public void A_price_written_in_two_ways_is_one()
        {
            TariffVersion one = TariffVersion.FromJson("""{"id":"p15","perKilowattHour":0.40}""");
            TariffVersion two = TariffVersion.FromJson("""{"id":"p15","perKilowattHour":0.4}""");
            one = one with { Windows = [] };
            two = two with { Windows = one.Windows };
            _ = TransactionRows.Text(one);
            Assert.Equal(two.ToJson(), TransactionRows.Text(two));
        }

        [Fact]
        public void A_document_between_that_comes_first_does_not_date_the_price()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = null });
            stage.Register(maker.Key);
            long change = new DateTimeOffset(2026, 11, 22, 18, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Night, 1) + TariffRegister.Offer(context, context.Tenants.Single().Id, "night", Audience.Everyone, (0, 1)));
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear, 1) + TariffRegister.Offer(context, context.Tenants.Single().Id, "dear", Audience.Everyone, (change, 1)));
            stage.Say(Said.Event("T1", 1, "Updated", Said.Begin + 5_000_000, maker.Between(2, Said.Begin + 5_000_000), maker.OcppKey));
            stage.Say(Said.Event("T1", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey));
            stage.Clock.Now = stage.Clock.Now.AddMinutes(20);
            Bill(stage);
            Assert.Equal("night", Assert.Single(Bills(stage)).Tariff.Id);
        }

        [Fact]
        public void A_charge_of_the_former_tenant_is_not_billed_by_the_next_ones_hours()
        {
            string[] days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            TariffVersion evening = Night with { Windows = [new PriceWindow { Days = days, From = "19:00", To = "22:00", PerKilowattHour = 0.1m }] };
            TariffVersion morning = Night with { Windows = [new PriceWindow { Days = days, From = "06:00", To = "09:00", PerKilowattHour = 0.1m }] };
            Assert.Equal(TariffText.Of(evening), TariffText.Of(morning));
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = null });
            stage.Clock.Now = new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
            stage.Register(maker.Key);
            stage.Do(context => Offer(context, context.Tenants.Single().Id, evening));
            stage.Do(context =>
            {
                Tenant other = context.Tenants.Add(new Tenant { Name = "other" }).Entity;
                context.SaveChanges();
                House house = context.Houses.Add(new House { TenantId = other.Id, Name = "there" }).Entity;
                context.SaveChanges();
                context.Bays.Add(new Bay { TenantId = other.Id, HouseId = house.Id, Name = "bay2" });
                context.SaveChanges();
                return Offer(context, other.Id, morning);
            });
            string ask = Said.Call("Authorize", """{"idToken":{"idToken":"04A1B2","type":"ISO14443"} }""");
            Assert.Contains("night 0.10-0.40", stage.Say(ask), StringComparison.Ordinal);
            stage.Clock.Now = new DateTimeOffset(2026, 11, 22, 20, 30, 0, TimeSpan.Zero);
            stage.Do(context =>
            {
                Moves.Move(context, "bay", context.Bays.Single(row => row.Name == "bay2"), stage.Clock.Now.ToUnixTimeMilliseconds() - 1000);
                return 1;
            });
            Assert.Contains("night 0.10-0.40", stage.Say(ask), StringComparison.Ordinal);
            string tt = $"\"TT\":\"{TariffText.Of(evening)}\",\"CT\"";
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("\"CT\"", tt, StringComparison.Ordinal)), maker.OcppKey));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, maker.Sign(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End).Replace("\"CT\"", tt, StringComparison.Ordinal)), maker.OcppKey));
            Bill(stage);
            Assert.Equal(stage.All<Tenant>().Min(row => row.Id), stage.All<ChargeRow>().Single().TenantId);
            Assert.Equal("19:00", Assert.Single(Bills(stage)).Tariff.Windows[0].From);
        }

        [Fact]
        public void An_entry_of_the_ledger_that_is_for_no_bill_is_found()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            stage.Do(context =>
            {
                new Backend.Billing.Ledger.LedgerDesk(context).Post(context.Tenants.Single().Id, "bill", "77", "EUR", 1, [new Backend.Billing.Ledger.Leg("receivable/1", "revenue", 100000)]);
                return 1;
            });
            Assert.NotEmpty(new Auditor(stage.Database).Run().Findings);
        }

        [Fact]
        public async Task A_tenants_own_price_of_the_settings_id_keeps_nobody_from_starting()
        {
            string folder = System.IO.Directory.CreateTempSubdirectory("hostile").FullName;
            string file = System.IO.Path.Combine(folder, "house.db");
            using (PaymentBackend first = new(new BackendOptions { DatabasePath = file, Tariff = Night }))
            {
                await first.Engine.Write(context =>
                {
                    Tenant other = context.Tenants.Add(new Tenant { Name = "other" }).Entity;
                    context.SaveChanges();
                    return Offer(context, other.Id, Night with { PerKilowattHour = 0.9m });
                });
            }

            using PaymentBackend second = new(new BackendOptions { DatabasePath = file, Tariff = Night });
        }

        /// <summary>A station starts a guest's charge at 18:00, is heard at 20:00; the price has changed at 18:30. Its answer puts the new line in the receipt (firmware: "holds from then on").</summary>
        [Fact]
        public void A_guest_whose_begin_comes_late_is_told_the_price_of_the_begin()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = null });
            stage.Register(maker.Key);
            long change = new DateTimeOffset(2026, 11, 22, 18, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
            stage.Do(context => Offer(context, context.Tenants.Single().Id, Night));
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear, 1) + TariffRegister.Offer(context, context.Tenants.Single().Id, "dear", Audience.Everyone, (change, 1)));
            string begin = DocumentMaker.BeginPayload(1, Said.Begin).Replace("\"CT\"", $"\"TT\":\"{TariffText.Of(Night)}\",\"CT\"", StringComparison.Ordinal);
            string? answer = stage.Say(Said.Event("T1", 0, "Started", Said.Begin, maker.Sign(begin), maker.OcppKey, "\"idToken\":{\"idToken\":\"04A1B2\",\"type\":\"Central\"},")
                .Replace("\"transactionInfo\":{", "\"transactionInfo\":{\"remoteStartId\":7,", StringComparison.Ordinal));
            Assert.True(answer!.Contains("night", StringComparison.Ordinal), answer);
        }

        private static int Offer(PlatformContext context, long tenant, TariffVersion version)
        {
            return TariffRegister.Put(context, tenant, version, 1) + TariffRegister.Offer(context, tenant, version.Id, Audience.Everyone, (0, 1));
        }
    }
}
