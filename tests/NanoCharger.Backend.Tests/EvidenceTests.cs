using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What is unsigned, odd or of another key never decides what a signed document is billed by.</summary>
    public sealed class EvidenceTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_station_whose_key_cannot_be_read_owes_receipts_all_the_same(string database)
        {
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            stage.Sql("UPDATE keys SET public_key = 'odd'");
            stage.Restart();
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Ended", Said.End)));
            BilledTransaction owed = Assert.Single(stage.Transactions());
            Assert.Equal((true, null), (owed.ReceiptOwed, owed.Cost));
        }

        /// <summary>The second key begins a transaction of its own; the one from before there was a key is the first one's.</summary>
        [Theory]
        [OnSqlite(false)]
        [OnPostgres(false)]
        [OnSqlite(true)]
        [OnPostgres(true)]
        public void What_was_opened_before_there_was_a_key_is_the_first_ones_alone(string database, bool unreadable)
        {
            using DocumentMaker second = new();
            using Stage stage = new(database);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin));
            stage.Register(_maker.Key);
            stage.Register(second.Key, inPlaceOfOthers: false);
            if (unreadable)
            {
                stage.Sql("UPDATE keys SET public_key = 'odd' WHERE number = 1");
                stage.Restart();
            }

            Assert.StartsWith("[3,", stage.Say(second.Started("T1", 1)));
            Assert.Equal([0, 2], stage.All<TransactionRow>().Select(row => row.KeyNumber).Order());
            if (!unreadable)
            {
                Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(_maker.Ended("T1", 2)));
                Assert.Equal([1, 2], stage.All<TransactionRow>().Select(row => row.KeyNumber).Order());
            }
        }

        /// <summary>Somebody says in the clear that it began when the station was another tenant's: the document says when.</summary>
        [Theory]
        [OnSqlite(false)]
        [OnPostgres(false)]
        [OnSqlite(true)]
        [OnPostgres(true)]
        public void The_first_document_says_whose_a_transaction_is(string database, bool together)
        {
            using Stage stage = new(database);
            (long one, long two) = TwoTenants(stage);
            string unsigned = EventFrame.Write("T1", 7, "Updated", "2026-11-22T17:00:00Z", 5, null, "");
            string ended = _maker.Ended("T1", 2);
            if (together)
            {
                stage.Register(_maker.Key);
                Assert.All(stage.SayTogether(("bay", unsigned), ("bay", ended)), answer => Assert.StartsWith("[3,", answer));
            }
            else
            {
                stage.Say(unsigned);
                Assert.Equal([one], stage.All<TransactionRow>().Select(row => row.TenantId));
                stage.Register(_maker.Key);
                stage.Say(ended);
            }

            Assert.Equal([two], stage.All<TransactionRow>().Select(row => row.TenantId));
            Assert.Equal([two, two], stage.All<EventRow>().Select(row => row.TenantId));
            Assert.Equal([two], stage.All<DocumentRow>().Select(row => row.TenantId));

            // What comes later in the clear changes nothing.
            stage.Say(EventFrame.Write("T1", 8, "Updated", "2026-11-22T17:00:00Z", 5, null, ""));
            Assert.Equal([two], stage.All<TransactionRow>().Select(row => row.TenantId));
        }

        [Theory]
        [OnSqlite(false, 30)]
        [OnPostgres(false, 30)]
        [OnSqlite(true, 10)]
        [OnPostgres(true, 10)]
        public void An_unsigned_event_fixes_no_tariff(string database, bool signedBefore, int cost)
        {
            using Stage stage = new(database);
            if (signedBefore)
            {
                stage.Register(_maker.Key);
                stage.Say(_maker.Started("T1", 1));
            }
            else
            {
                stage.Say(Said.Event("T1", 7, "Updated", 5));
                stage.Register(_maker.Key);
            }

            using Stage dearer = new(database, options => options with { Tariff = options.Tariff! with { PerKilowattHour = 3m } }, given: stage.Given);
            dearer.Say(_maker.Ended("T1", 2));
            Assert.Equal(cost, Assert.Single(dearer.Transactions()).Cost);
        }

        /// <summary>The first and the last moment that a calendar has are stored and read again.</summary>
        [Theory]
        [OnSqlite("0001-01-01T00:00:00Z")]
        [OnPostgres("0001-01-01T00:00:00Z")]
        [OnSqlite("9999-12-31T23:59:59.9999999Z")]
        [OnPostgres("9999-12-31T23:59:59.9999999Z")]
        public void Any_time_that_is_taken_can_be_read_again(string database, string time)
        {
            using Stage stage = new(database);
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(EventFrame.Write("T1", 0, "Started", time, 5, null, "")));
            stage.Restart();
            Assert.Equal("""[3,"1-1",{"totalCost":0.00}]""", stage.Say(EventFrame.Write("T1", 1, "Ended", time, 6, null, "")));
            stage.Restart();
            Assert.Equal(2, Assert.Single(stage.Transactions()).EventCount);
            Assert.Equal("""[3,"1-1",{"totalCost":0.00}]""", stage.Say(EventFrame.Write("T1", 1, "Ended", time, 6, null, "")));
        }

        /// <summary>The line was told, and what it was told with is no tariff: the receipt is stored and not priced, as if nobody had told it.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void An_odd_tariff_of_a_line_counts_as_not_told(string database)
        {
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            stage.Sql("INSERT INTO told (station_id, token, line, tenant_id, tariff) SELECT id, '04A1B2', '2 EUR/kWh', 1, '{\"name\":7}' FROM stations");
            string receipt = _maker.Sign(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End).Replace("\"CT\"", "\"TT\":\"2 EUR/kWh\",\"CT\"", StringComparison.Ordinal));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Ended", Said.End, receipt, _maker.OcppKey)));
            Assert.Contains("which nobody was told here", Assert.Single(stage.Transactions()).Withheld);
            Assert.Single(stage.All<DocumentRow>());
        }

        /// <summary>It breaks when the event has its place among the others already: nothing of it is stored or remembered, so that the same again is no repeat, and others go on.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_decision_that_breaks_leaves_nothing_behind(string database)
        {
            bool breaks = true;
            using Stage stage = new(database, options => options with { Accepts = token => token != "ODD" || (breaks ? throw new InvalidDataException("odd") : true) });
            const string card = """
                "idToken":{"idToken":"ODD","type":"ISO14443"},
                """;
            string frame = Said.Event("T1", 0, "Started", 5, more: card.Trim());
            for (int time = 0; time < 2; time++)
            {
                string?[] answers = stage.SayTogether(("bay", frame), ("bay", Said.Event("T2", time, "Updated", 5)), ("other", Said.Event("T1", time, "Updated", 5)));
                Assert.Equal((string?[])[null, """[3,"1-1",{}]""", """[3,"1-1",{}]"""], answers);
            }

            Assert.Equal(4, stage.All<EventRow>().Count);
            breaks = false;
            Assert.StartsWith("[3,", stage.Say(frame));
            Assert.Equal(5, stage.All<EventRow>().Count);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Another_customer_or_another_word_on_the_clock_is_no_repeat(string database)
        {
            using Stage stage = new(database);
            string Told(string token, string more = "")
            {
                return Said.Event("T1", 0, "Started", 5, more: more + $$"""
                    "idToken":{"idToken":"{{token}}","type":"NoAuthorization"},
                    """.Trim());
            }

            string first = Told("04AA");
            Assert.StartsWith("[3,", stage.Say(first));
            Assert.StartsWith("[3,", stage.Say(Told("04AA", "\"offline\":true,")));
            Assert.StartsWith("[4,", stage.Say(Told("04BB")));
            Assert.StartsWith("[4,", stage.Say(Told("04AA", "\"customData\":{\"vendorId\":\"nanoCharger\",\"clock\":\"U\"},")));
            Assert.Equal(2, stage.All<RefusalRow>().Count);
        }

        /// <summary>Its document has a byte that is no ASCII, and so is no text: it is not taken for the unsigned event that says the same.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_is_signed_is_no_repeat_of_what_is_not(string database)
        {
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            Assert.StartsWith("[3,", stage.Say(Said.Event("T1", 0, "Started", Said.Begin)));
            string good = _maker.Begin(1, Said.Begin);
            string odd = _maker.Started("T1", 1);
            int from = odd.IndexOf("\"signedMeterData\":\"", StringComparison.Ordinal) + "\"signedMeterData\":\"".Length;
            byte[] spoilt = [.. Encoding.ASCII.GetBytes(good)[..^1], 0xE9];
            odd = odd[..from] + Convert.ToBase64String(spoilt) + odd[odd.IndexOf('"', from)..];
            Assert.StartsWith("[4,", stage.Say(odd));
            Assert.Single(stage.All<RefusalRow>());
        }

        private static (long One, long Two) TwoTenants(Stage stage)
        {
            stage.Say(Said.Event("T0", 0, "Updated", 5));
            long at = new DateTimeOffset(2026, 11, 22, 17, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
            stage.Do(context =>
            {
                Tenant two = context.Tenants.Add(new Tenant { Name = "two" }).Entity;
                context.SaveChanges();
                House yard = context.Houses.Add(new House { TenantId = two.Id, Name = "yard" }).Entity;
                context.SaveChanges();
                context.Bays.Add(new Bay { TenantId = two.Id, HouseId = yard.Id, Name = "7" });
                return context.SaveChanges();
            });
            stage.Sql("DELETE FROM events");
            stage.Sql("DELETE FROM transactions");
            stage.Sql("UPDATE placements SET from_ms = 1");
            stage.Do(context =>
            {
                Moves.Move(context, "bay", Moves.BayOf(context, "two/yard/7").Bay, at);
                return 2;
            });
            List<Tenant> all = stage.All<Tenant>();
            return (all.Min(row => row.Id), all.Max(row => row.Id));
        }
    }
}
