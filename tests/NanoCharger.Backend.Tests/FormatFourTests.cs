using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Data.Sqlite;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A file of the program before this one is taken over once, and its bills are what they were.</summary>
    public sealed class FormatFourTests : IDisposable
    {
        private const string OldTables = """
            CREATE TABLE event (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, sequence INTEGER NOT NULL,
                type TEXT NOT NULL, utc TEXT NOT NULL, clock TEXT NOT NULL, came_utc TEXT NOT NULL, stopped_reason TEXT,
                begin_mwh INTEGER, end_mwh INTEGER, token TEXT, body TEXT NOT NULL, pagination INTEGER, document TEXT, public_key TEXT,
                PRIMARY KEY (station, transaction_id, sequence)) WITHOUT ROWID;
            CREATE TABLE station_key (station TEXT NOT NULL PRIMARY KEY, public_key TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE told (station TEXT NOT NULL, token TEXT NOT NULL, line TEXT NOT NULL, tariff TEXT NOT NULL, PRIMARY KEY (station, token, line)) WITHOUT ROWID;
            CREATE TABLE billed (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, tariff TEXT NOT NULL,
                begun INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL DEFAULT 0,
                started_utc TEXT, ended_utc TEXT, start_came_utc TEXT, end_came_utc TEXT, stopped_reason TEXT, begin_mwh INTEGER, end_mwh INTEGER,
                event_count INTEGER NOT NULL DEFAULT 0, receipt INTEGER, begin_document INTEGER, meter TEXT, customer TEXT,
                receipt_owed INTEGER NOT NULL DEFAULT 0, energy_problem TEXT, time_problem TEXT, withheld TEXT, cost_cents INTEGER, currency TEXT NOT NULL,
                PRIMARY KEY (station, transaction_id)) WITHOUT ROWID;
            PRAGMA user_version = 4;
            """;

        private readonly string _folder = Directory.CreateTempSubdirectory("format4").FullName;
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private readonly Dictionary<string, string> _frames = [];

        private string Old => Path.Combine(_folder, "billing.db");

        [Fact]
        public void Bills_stay_as_they_were_and_the_stations_go_on()
        {
            byte[] before = Make();
            string told = FormatFour.Migrate(Old, 0);
            Assert.Equal($"{Old}: 2 transactions taken over, bills unchanged; the file as it was is {Old}.format4", told);
            Assert.Equal(before.Length, new FileInfo(Old + ".format4").Length);

            using PlatformDatabase database = PlatformDatabase.Open(Old);
            BilledTransaction[] billed = new Books(database, _ => { }).Transactions().ToArray();
            Assert.Equal([("T1", 7.77m, 10_000_000L), ("T2", null, null)], billed.Select(one => (one.Id, one.Cost, one.EnergyMilliwattHours)));
            Assert.Equal(new DateTime(2026, 11, 22, 18, 0, 0, DateTimeKind.Utc), billed[0].StartedUtc);
            Assert.Equal(_maker.Key.Hex, new Books(database, _ => { }).Receipt(billed[0], "", "").Key!.Hex);

            // A repeat is still one, and what was open is ended where it was begun.
            using IngestEngine engine = new(database, new BackendOptions { Tariff = new TariffVersion { Id = "dear", PerKilowattHour = 9m } });
            Assert.Equal("""[3,"1-1",{"totalCost":7.77}]""", Say(engine, _frames["T1Ended"]));
            Assert.Equal("""[3,"1-1",{"totalCost":5.00}]""", Say(engine, _maker.Ended("T2", 4, Said.End, Said.End + 10_000_000)));
            Assert.Equal(2, new Books(database, _ => { }).Transactions().Count);
        }

        [Fact]
        public void It_is_done_once_and_never_over_the_only_copy()
        {
            Make();
            FormatFour.Migrate(Old, 0);
            Assert.EndsWith("has not the format 4 of the earlier version.", Assert.Throws<InvalidDataException>(() => FormatFour.Migrate(Old, 0)).Message);

            File.Delete(Old);
            Make();
            Assert.StartsWith($"{Old}.format4 is there already", Assert.Throws<InvalidDataException>(() => FormatFour.Migrate(Old, 0)).Message);
        }

        [Fact]
        public void What_is_no_such_file_is_told_as_what_it_is()
        {
            File.WriteAllText(Old, "no database");
            Assert.False(FormatFour.Is(Old));
            Assert.False(FormatFour.Is(Old + "absent"));
            Make(Old + "2");
            using SqliteConnection other = new($"Data Source={Old}2;Pooling=False");
            other.Open();
            Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
            Assert.False(FormatFour.Is(Old + "2"));
        }

        private static string Say(IngestEngine engine, string frame)
        {
            string answer = "";
            engine.Take("bay", Encoding.UTF8.GetBytes(frame), bytes => answer = Encoding.UTF8.GetString(bytes)).AsTask().GetAwaiter().GetResult();
            Assert.True(engine.Drain(TimeSpan.FromSeconds(30)));
            return answer;
        }

        /// <summary>T1 ended and billed by a tariff of 0.777 a kWh; T2 begun.</summary>
        private byte[] Make(string? path = null)
        {
            using (SqliteConnection connection = new($"Data Source={path ?? Old};Pooling=False"))
            {
                connection.Open();
                Execute(connection, OldTables + $"""
                    INSERT INTO station_key VALUES ('bay', '{_maker.Key.Hex}');
                    INSERT INTO told VALUES ('bay', '04A1B2', '0.50 EUR/kWh', '{Earlier("half", "0.5")}');
                    INSERT INTO billed (station, transaction_id, tariff, begun, ended, complete, started_utc, ended_utc, start_came_utc, end_came_utc, begin_mwh, end_mwh, event_count, receipt, begin_document, cost_cents, currency)
                    VALUES ('bay', 'T1', '{Earlier("old", "0.777")}', 1, 1, 1, '2026-11-22T18:00:00.0000000Z', '2026-11-22T20:00:00.0000000Z', '2026-11-22T18:00:01.0000000Z',
                        '2026-11-22T20:00:01.0000000Z', {Said.Begin}, {Said.End}, 2, 2, 1, 777, 'EUR'),
                        ('bay', 'T2', '{Earlier("half", "0.5")}', 1, 0, 0, '2026-11-22T18:00:00.0000000Z', NULL, '2026-11-22T18:00:01.0000000Z', NULL, {Said.End}, NULL, 1, NULL, 3, NULL, 'EUR');
                    """);
                Add(connection, "T1", 0, "Started", Said.Begin, _maker.Begin(1, Said.Begin), 1);
                Add(connection, "T1", 1, "Ended", Said.End, _maker.Receipt(2, Said.Begin, Said.End), 2);
                Add(connection, "T2", 0, "Started", Said.End, _maker.Begin(3, Said.End), 3);
            }

            return File.ReadAllBytes(path ?? Old);
        }

        private void Add(SqliteConnection connection, string transaction, int sequence, string type, long register, string document, long number)
        {
            string frame = Said.Event(transaction, sequence, type, register, document, _maker.OcppKey);
            _frames[transaction + type] = frame;
            string body = frame[(frame.IndexOf("Event\",", StringComparison.Ordinal) + 7)..^1];
            bool end = type == "Ended";
            Execute(connection, $"""
                INSERT INTO event VALUES ('bay', '{transaction}', {sequence}, '{type}', '2026-11-22T{(end ? 20 : 18)}:00:00.0000000Z', 'S', '2026-11-22T{(end ? 20 : 18)}:00:01.0000000Z',
                    {(end ? "'EVDisconnected'" : "NULL")}, {(end ? "NULL" : register)}, {(end ? register : "NULL")}, NULL, '{body}', {number}, '{document}', '{_maker.Key.Hex}')
                """);
        }

        private static void Execute(SqliteConnection connection, string sql)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        /// <summary>A tariff as that version wrote it.</summary>
        private static string Earlier(string name, string price)
        {
            return $$"""{"name":"{{name}}","currency":"EUR","startFee":0,"perKilowattHour":{{price}},"perMinute":0,"taxPercent":0}""";
        }
    }
}
