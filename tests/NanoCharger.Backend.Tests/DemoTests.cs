using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
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
            int documents = new DemoHouse(stage.Options, Now, said.Add, days: 45).Fill();

            AuditReport report = new Auditor(stage.Database, new DateTimeOffset(Now).ToUnixTimeMilliseconds()).Run();
            Assert.Empty(report.Findings);
            Assert.Equal(documents, report.Documents);
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
