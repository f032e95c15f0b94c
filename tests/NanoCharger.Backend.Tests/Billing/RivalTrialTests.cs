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
    public sealed class RivalTrialTests : ChargeStage
    {
        /// <summary>The bill, its entry and its charge are the last ones: a tail has no number behind it that tells.</summary>
        [Fact]
        public void A_last_bill_that_is_deleted_with_its_entry_while_its_charge_is_credited_is_found()
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
        public void A_late_reading_while_a_price_is_edited_takes_no_bill_back(string database)
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

        /// <summary>Two commands, or a command and the program that serves: what the state was when it was looked at is not what it is when it is held.</summary>
        [Theory]
        [OnPostgres]
        public async Task Two_settlements_at_once_make_one_bill(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            Exception?[] problems = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Record.Exception(() =>
            {
                using PlatformContext context = stage.Database.Context();
                using var unit = context.Database.BeginTransaction();
                Desk(stage, context).Move(context.Charges.Single().Id, ChargeEvent.LetGo, "gone");
                unit.Commit();
            }))));
            Assert.Single(Bills(stage));
            Assert.Equal(3, problems.OfType<InvalidOperationException>().Count());
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>The writer refuses a unit of more than 50 rows; the keeper hands it up to 200, and all of them again at the next turn.</summary>
        [Theory]
        [OnSqlite(50)]
        [OnSqlite(51)]
        [OnPostgres(51)]
        [OnSqlite(100)]
        public async Task Of_more_than_fifty_stations_too_it_is_kept_when_they_were_heard(string database, int stations)
        {
            using Stage stage = new(database);
            BackendOptions options = new() { TimeProvider = stage.Clock, Presence = new Presence(stage.Clock), Log = stage.Log.Enqueue };
            for (int number = 0; number < stations; number++)
            {
                string name = FormattableString.Invariant($"s{number}");
                stage.Do(context =>
                {
                    KeyRegister.StationOf(context, name, 0, out int rows);
                    return rows + context.SaveChanges();
                });
                options.Presence.Hear(name);
            }

            using PresenceKeeper keeper = new(() => stage.Database.Context(), stage.Engine.Write, options);
            for (int turn = 0; turn < 3; turn++)
            {
                await keeper.Keep();
            }

            Assert.True(stage.All<PresenceRow>().Count == stations, stage.Log.LastOrDefault());
        }

        /// <summary>Held when it was written: parts of a lost price are one charge once it is known, and a manager's refusal stands.</summary>
        [Theory]
        [OnSqlite(false)]
        [OnPostgres(false)]
        [OnSqlite(true)]
        public void Parts_of_a_lost_price_are_one_charge_and_what_was_refused_stays_refused(string database, bool refused)
        {
            TariffVersion dear = Night with { Id = "dear", PerKilowattHour = 0.9m };
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            string tariff = $"\"TT\":\"{TariffText.Of(dear)}\",\"CT\"";
            long middle = Said.Begin + (refused ? 400_000_000 : 10_000_000);
            foreach ((int part, long begin, long end, string cause) in (ReadOnlySpan<(int, long, long, string)>)[(0, Said.Begin, middle, "P"), (1, middle, middle + 5_000_000, "E")])
            {
                string id = FormattableString.Invariant($"T{part}");
                stage.Say(Said.Event(id, 0, "Started", begin, maker.Sign(DocumentMaker.BeginPayload((2 * part) + 1, begin).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
                stage.Say(Said.Event(id, 1, "Ended", end, maker.Sign(DocumentMaker.ReceiptPayload((2 * part) + 2, begin, end, cause: cause).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey)
                    .Replace("EVDisconnected", cause == "P" ? "PowerLoss" : "EVDisconnected", StringComparison.Ordinal));
            }

            if (refused)
            {
                stage.Do(context => Commands.Decisions.Decide(context, "bay", "T0", null, new Commands.Word(false, "no such car", "eve", 1)).Length > 0 ? 3 : 0);
            }

            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, dear, 20));
            Bill(stage);
            Assert.Equal(refused ? 1 : 2, Assert.Single(Bills(stage)).Parts.Count);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>It cannot be billed, and no command takes it out of the way: the one that might ends by an exception.</summary>
        [Fact]
        public void Settling_a_charge_whose_receipt_cannot_be_read_says_so_in_a_line()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            stage.Sql("UPDATE documents SET text = 'OCMF|{|{}' WHERE number = 2");
            string folder = System.IO.Path.GetDirectoryName(stage.Given)!;
            (int code, _, string errors) = WarmProgram.Run(folder, "charge", "settle", FormattableString.Invariant($"{stage.All<ChargeRow>().Single().Id}"), "--reason", "damaged", "--database", stage.Given);
            Assert.True(errors.StartsWith("nanocharger-backend: ", StringComparison.Ordinal) || code == 0, $"{code}: {errors}");
        }

        /// <summary>What was said by the clock that was ahead goes before what is said now.</summary>
        [Fact]
        public async Task An_outlet_that_was_empty_by_a_clock_ahead_is_what_it_says()
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
        public void Receipts_of_a_lost_price_cost_few_statements_at_each_look()
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
