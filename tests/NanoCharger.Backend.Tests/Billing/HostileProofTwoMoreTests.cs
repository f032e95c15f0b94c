using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>The rest of what the same reader found.</summary>
    public sealed class HostileProofTwoMoreTests : ChargeStage
    {
        /// <summary>Triggers are looked for by name: one that does nothing is one.</summary>
        [Fact]
        public void An_audit_takes_a_trigger_of_the_right_name_that_keeps_nothing()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Sql("DROP TRIGGER bills_kept; CREATE TRIGGER bills_kept BEFORE DELETE ON bills BEGIN SELECT 1; END");
            Assert.NotEmpty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>The bill, its entry and its charge are the last ones: a tail has no number behind it that tells.</summary>
        [Fact]
        public void An_audit_finds_nothing_when_the_last_bill_is_deleted_with_its_entry_and_its_charge_is_credited()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            string[] tables = ["bills", "legs", "entries"];
            string[] kept = [.. tables.Select(table => $"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} are never deleted'); END;")];
            stage.Sql("PRAGMA foreign_keys = OFF;" + string.Concat(tables.Select(table => $"DROP TRIGGER {table}_kept; DELETE FROM {table};")) + string.Concat(kept) + "UPDATE charges SET state = 'Credited', reason = 'a gift'");
            Assert.NotEmpty(new Auditor(stage.Database, stage.Clock.Now.AddDays(30).ToUnixTimeMilliseconds()).Run().Findings);
        }

        /// <summary>Its begin document never came, and nothing is told in the receipt: a late reading looks for the price anew, finds it edited, and the bill takes itself back. It stays so when the price is mended.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_late_reading_while_a_price_is_edited_takes_a_rightful_bill_back(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, Night, 10));
            stage.Say(Said.Event("T0", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey));
            stage.Clock.Now = stage.Clock.Now.AddMinutes(11);
            Bill(stage);
            Assert.Single(Bills(stage));
            stage.Sql("DROP TRIGGER tariffs_unchanged" + (database == Stage.Postgres ? " ON tariffs" : ""));
            stage.Sql("UPDATE tariffs SET text = replace(text, '0.4', '0.1')");
            stage.Restart();
            Assert.StartsWith("[3", stage.Say(Said.Event("T0", 1, "Updated", Said.End, maker.Between(2, Said.End), maker.OcppKey)), StringComparison.Ordinal);
            Bill(stage);
            stage.Sql("UPDATE tariffs SET text = replace(text, '0.1', '0.4')");
            stage.Restart();
            Bill(stage);
            Assert.True(Bills(stage).Count != 2, $"credit note: {Bills(stage)[^1].Reason}");
        }

        /// <summary>What was said by the clock that was ahead goes before what is said now.</summary>
        [Fact]
        public async Task An_outlet_that_was_empty_by_a_clock_ahead_is_empty_whatever_it_says()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Clock.Now = stage.Clock.Now.AddHours(2);
            BackendOptions options = new() { TimeProvider = stage.Clock, Presence = new Presence(stage.Clock), Log = stage.Log.Enqueue };
            using PresenceKeeper keeper = new(() => stage.Database.Context(), stage.Engine.Write, options);
            options.Presence.HearOutlet("bay", "Available");
            await keeper.Keep();
            stage.Clock.Now = stage.Clock.Now.AddHours(-2);
            options.Presence.HearOutlet("bay", "Occupied");
            await keeper.Keep();
            Assert.Equal(("Occupied", 0L), (options.Presence.Of("bay")!.Outlet, options.Presence.Of("bay")!.EmptyMs));
        }

        /// <summary>Every receipt whose price is unknown is read again, with all of its documents, at each look for work; there is no end to them.</summary>
        [Fact]
        public void Receipts_of_a_lost_price_are_read_at_every_look_and_are_never_put_aside()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            string tariff = "\"TT\":\"lost 0.90 EUR/kWh\",\"CT\"";
            for (int part = 0; part < 100; part++)
            {
                (long begin, long end) = (Said.Begin + (part * 1_000_000L), Said.Begin + ((part + 1) * 1_000_000L));
                string id = FormattableString.Invariant($"T{part}");
                stage.Say(Said.Event(id, 0, "Started", begin, maker.Sign(DocumentMaker.BeginPayload((2 * part) + 1, begin).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
                stage.Say(Said.Event(id, 1, "Ended", end, maker.Sign(DocumentMaker.ReceiptPayload((2 * part) + 2, begin, end).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
            }

            using PlatformContext context = stage.Database.Context();
            QueryCount count = new();
            using (System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(count))
            {
                Assert.Empty(Desk(stage, context).Due());
            }

            Assert.InRange(count.Commands, 1, 64);
        }

        /// <summary>Commands that EF sends.</summary>
        private sealed class QueryCount : IObserver<System.Diagnostics.DiagnosticListener>, IObserver<System.Collections.Generic.KeyValuePair<string, object?>>
        {
            internal int Commands { get; private set; }

            public void OnNext(System.Diagnostics.DiagnosticListener value)
            {
                if (value.Name == "Microsoft.EntityFrameworkCore")
                {
                    value.Subscribe(this);
                }
            }

            public void OnNext(System.Collections.Generic.KeyValuePair<string, object?> value)
            {
                Commands += value.Key == "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted" ? 1 : 0;
            }

            public void OnCompleted()
            {
            }

            public void OnError(Exception error)
            {
            }
        }
    }
}
