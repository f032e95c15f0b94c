using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The demo house is no stage set: what it shows was signed, verified, billed and is sound.</summary>
    public sealed class DemoTests
    {
        private static readonly DateTime Now = new(2026, 11, 29, 11, 0, 0, DateTimeKind.Utc);

        [Fact]
        public void A_demo_house_is_sound_and_shows_all_that_happens_in_one()
        {
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = null });
            List<string> said = [];
            using DemoLife life = new DemoHouse(stage.Options, Now, said.Add, days: 45).Fill();

            AuditReport report = new Auditor(stage.Database, new DateTimeOffset(Now).ToUnixTimeMilliseconds()).Run();
            Assert.Empty(report.Findings);
            Assert.Equal(life.Documents, report.Documents);
            Assert.Equal(0, report.Refusals);
            Assert.Equal(DemoYear.Bays, stage.All<Bay>().Count);
            List<ChargeRow> charges = stage.All<ChargeRow>();
            Assert.Contains(charges, charge => charge.State == nameof(ChargeState.Waived));
            Assert.Contains(stage.All<PartRow>().GroupBy(part => part.ChargeId), parts => parts.Count() == 2);
            Assert.Equal(["G-1", "R-1", "R-2"], stage.All<BillRow>().Select(bill => Bill.FromJson(bill.Text).Tariff.Id).Distinct().Order());
            Assert.Contains(stage.All<BillRow>(), bill => Bill.FromJson(bill.Text).Rated.Lines.Count(line => line.Kind == LineKind.Energy) == 2);
            Assert.Contains(stage.All<PresenceRow>(), presence => presence.Outlet == "Faulted");
            Assert.StartsWith("demo: 2026-10, ", said[0], StringComparison.Ordinal);
        }

        /// <summary>It is shown to people who try things: a price that they change is told to whoever comes then, and who is blocked is sent away.</summary>
        [Fact]
        public async Task The_house_lives_on_by_the_rules_of_the_moment()
        {
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = null });
            using DemoLife life = new DemoHouse(stage.Options, Now, static _ => { }, days: 10).Fill();
            DemoClock clock = new(Now);
            PaymentBackend backend = new(stage.Options with { TimeProvider = clock });
            long now = TransactionRows.ToMs(Now);
            await backend.Engine.Write(context =>
            {
                long tenant = context.Tenants.Single().Id;
                TariffVersion dear = TariffRegister.ListOf(context, tenant).At(new Customer(null, false), now)! with { Id = "R-3", PerKilowattHour = 0.99m };
                int rows = TariffRegister.Put(context, tenant, dear, now) + TariffRegister.Offer(context, tenant, dear.Id, Audience.Everyone, (now, now));
                CardRegister cards = new(context, backend.Database.Tokens, new LineTrail(static _ => { }), new By("test", now));
                cards.Block(cards.Find(DemoYear.CardOf(0)), "lost");
                return rows + 1;
            });
            string[] stations = [.. stage.All<Station>().Select(station => station.Name)];
            int flowing = 0;
            for (; clock.Utc < Now.AddDays(2); clock.Utc += DemoLife.Beat)
            {
                await life.Go(backend, clock);
                flowing += stations.Count(station => backend.LiveOf(station) is { Age.TotalSeconds: 0 });
            }

            Assert.True(backend.Engine.Drain(TimeSpan.FromMinutes(1)));
            backend.Settle();
            long after = TransactionRows.ToMs(clock.Utc);
            Assert.Empty(new Auditor(backend.Database, after).Run().Findings);
            List<TransactionRow> begun = [.. stage.All<TransactionRow>().Where(row => row.StartedMs > now)];
            Assert.Equal(["G-1", "R-3"], begun.Select(row => TariffVersion.FromJson(row.Tariff).Id).Distinct().Order());
            long blocked = stage.All<Station>().Single(row => row.Name == "linden-01").Id;
            Assert.DoesNotContain(begun, row => row.StationId == blocked);
            Assert.InRange(flowing, 1_000, 50_000);
            backend.Dispose();
            Assert.All(stage.All<PresenceRow>().Where(row => row.StationId != stage.All<Station>().Single(one => one.Name == "linden-11").Id), row => Assert.InRange(after - row.HeardMs, 0, 400_000));
        }

        [Fact]
        public void What_is_not_empty_is_not_filled()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite);
            stage.Register(maker.Key);
            InvalidDataException refused = Assert.Throws<InvalidDataException>(() => new DemoHouse(stage.Options, Now, static _ => { }).Fill());
            Assert.Contains("is not empty: --demo fills a new database, and no other", refused.Message, StringComparison.Ordinal);
            Assert.Empty(stage.All<DocumentRow>());
        }
    }
}
