using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace NanoCharger.Backend.Data
{
    /// <summary>Takes over the file of the program before this one (format 4), once. What was billed stays as it was billed: nothing is judged or reckoned anew.</summary>
    internal sealed class FormatFour : IDisposable
    {
        /// <summary>Rows written at once: one house's file, and nobody waits.</summary>
        private const int Part = 500;

        private readonly SqliteConnection _old;
        private readonly PlatformDatabase _new;
        private readonly long _tenant;
        private readonly long _nowMs;
        private readonly Dictionary<string, (long Id, Dictionary<string, int> Keys)> _stations = new(StringComparer.Ordinal);

        private FormatFour(string from, PlatformDatabase to, long nowMs)
        {
            _old = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            _old.Open();
            _new = to;
            _nowMs = nowMs;
            using PlatformContext context = to.Context();
            House.Ensure(context, keysOnFirstSight: false);
            _tenant = context.Tenants.Single().Id;
        }

        /// <summary>Whether this is such a file.</summary>
        internal static bool Is(string path)
        {
            try
            {
                return File.Exists(path) && SqliteFile.FormatOf(path) == SqliteDatabase.OldFormat;
            }
            catch (SqliteException)
            {
                // Whatever it is, opening it as ours says what is wrong with it.
                return false;
            }
        }

        /// <summary>Puts a file of this program in the place of one of format 4. A copy of that stays beside it.</summary>
        /// <param name="path">The file.</param>
        /// <param name="nowMs">When that is.</param>
        /// <returns>One line that says what was done.</returns>
        /// <exception cref="InvalidDataException">It is no file of format 4, or not all of it could be taken over; the file is as it was.</exception>
        internal static string Migrate(string path, long nowMs)
        {
            (string backup, string fresh) = (path + ".format4", path + ".new");
            if (!Is(path))
            {
                throw new InvalidDataException($"{path} has not the format {SqliteDatabase.OldFormat} of the earlier version.");
            }

            if (File.Exists(backup))
            {
                throw new InvalidDataException($"{backup} is there already: move it away, it may be the only copy of an earlier file.");
            }

            try
            {
                int count = Replace(path, backup, fresh, nowMs);
                return string.Create(CultureInfo.InvariantCulture, $"{path}: {count} transactions taken over, bills unchanged; the file as it was is {backup}");
            }
            catch (SqliteException problem)
            {
                throw new InvalidDataException($"{path}: {problem.Message}", problem);
            }
        }

        public void Dispose()
        {
            _old.Dispose();
        }

        private static int Replace(string path, string backup, string fresh, long nowMs)
        {
            SqliteFile.Copy(path, backup);
            File.Delete(fresh);
            int count;
            using (PlatformDatabase to = PlatformDatabase.Open(fresh))
            {
                using FormatFour old = new(backup, to, nowMs);
                count = old.TakeOver();
            }

            // Each file is all there is of it, so one change of a name puts the one in the place of the other.
            SqliteFile.Fold(fresh);
            SqliteFile.Fold(path);
            File.Move(fresh, path, overwrite: true);
            return count;
        }

        private int TakeOver()
        {
            foreach (string station in Rows("SELECT station FROM event UNION SELECT station FROM station_key UNION SELECT station FROM billed UNION SELECT station FROM told ORDER BY 1", row => row.GetString(0)))
            {
                AddStation(station);
            }

            Add(Rows("SELECT station, transaction_id, sequence, type, utc, clock, came_utc, stopped_reason, begin_mwh, end_mwh, token, body, pagination, public_key FROM event", ToEvent));
            Add(Rows("SELECT station, public_key, pagination, transaction_id, sequence, document, came_utc FROM event WHERE document IS NOT NULL", ToDocument));
            Add(Rows("SELECT station, token, line, tariff FROM told", ToTold));
            const string billed = """
                SELECT station, transaction_id, tariff, begun, ended, complete, started_utc, ended_utc, start_came_utc, end_came_utc, stopped_reason, begin_mwh, end_mwh,
                    event_count, receipt, begin_document, meter, customer, receipt_owed, energy_problem, time_problem, withheld, cost_cents, currency FROM billed
                """;
            List<TransactionRow> transactions = Rows(billed, ToTransaction);
            Add(transactions);
            using PlatformContext context = _new.Context();
            (int rows, long sum) there = (context.Transactions.Count(), context.Transactions.Sum(row => row.CostMinor ?? 0));
            (int rows, long sum) before = (transactions.Count, Rows("SELECT coalesce(sum(cost_cents), 0) FROM billed", row => row.GetInt64(0))[0]);
            return there == before ? before.rows : throw new InvalidDataException($"{there} transactions and minor units instead of {before}: nothing was changed.");
        }

        /// <summary>Its keys in the order in which they were used; the one that was registered last is the last, and alone counts.</summary>
        private void AddStation(string name)
        {
            using PlatformContext context = _new.Context();
            House house = context.Houses.First();
            Station station = context.Stations.Add(new Station { Name = name }).Entity;
            Bay bay = context.Bays.Add(new Bay { TenantId = _tenant, HouseId = house.Id, Name = name }).Entity;
            context.SaveChanges();
            context.Placements.Add(new Placement { StationId = station.Id, FromMs = 0, BayId = bay.Id, TenantId = _tenant });
            List<string> keys = Rows("SELECT public_key FROM event WHERE station = $station AND public_key IS NOT NULL GROUP BY public_key ORDER BY min(came_utc)", row => row.GetString(0), name);
            foreach (string current in Rows("SELECT public_key FROM station_key WHERE station = $station", row => row.GetString(0), name))
            {
                keys.Remove(current);
                keys.Add(current);
            }

            Dictionary<string, int> numbers = [];
            foreach (string key in keys)
            {
                numbers[key] = numbers.Count + 1;
                long? ended = key == keys[^1] ? null : _nowMs;
                context.Keys.Add(new KeyRow { StationId = station.Id, Number = numbers[key], PublicKey = key, FromMs = 0, ToMs = ended, Origin = KeyOrigin.FirstSight });
            }

            context.SaveChanges();
            _stations[name] = (station.Id, numbers);
        }

        private EventRow ToEvent(SqliteDataReader row)
        {
            string station = row.GetString(0);
            string body = row.GetString(11);
            return new EventRow
            {
                StationId = _stations[station].Id,
                KeyNumber = Text(row, 13) is { } key ? _stations[station].Keys[key] : SeriesOf(station, row.GetString(1)),
                TransactionId = row.GetString(1),
                Sequence = row.GetInt64(2),
                Signed = !row.IsDBNull(12),
                TenantId = _tenant,
                Type = row.GetString(3),
                UtcMs = Ms(row, 4)!.Value,
                Clock = row.GetString(5),
                CameMs = Ms(row, 6)!.Value,
                StoppedReason = Text(row, 7),
                BeginMwh = Whole(row, 8),
                EndMwh = Whole(row, 9),
                Token = Text(row, 10) is { } token ? _new.Tokens.Of(token) : null,
                DocumentNumber = Whole(row, 12),
                Hash = SHA256.HashData(Encoding.UTF8.GetBytes(body)),
                Frame = Encoding.UTF8.GetBytes($"[2,\"format4\",\"TransactionEvent\",{body}]"),
                Answer = AnswerOf(station, row.GetString(1)),
            };
        }

        private DocumentRow ToDocument(SqliteDataReader row)
        {
            string station = row.GetString(0);
            return new DocumentRow
            {
                StationId = _stations[station].Id,
                KeyNumber = _stations[station].Keys[row.GetString(1)],
                Number = row.GetInt64(2),
                TenantId = _tenant,
                TransactionId = row.GetString(3),
                Sequence = row.GetInt64(4),
                Text = row.GetString(5),
                CameMs = Ms(row, 6)!.Value,
            };
        }

        private ToldRow ToTold(SqliteDataReader row)
        {
            return new ToldRow { StationId = _stations[row.GetString(0)].Id, Token = _new.Tokens.Of(row.GetString(1)), Line = row.GetString(2), TenantId = _tenant, Tariff = FormatFourTariff.Read(row.GetString(3)).Text };
        }

        private TransactionRow ToTransaction(SqliteDataReader row)
        {
            string station = row.GetString(0);
            FormatFourTariff tariff = FormatFourTariff.Read(row.GetString(2));
            return new TransactionRow
            {
                StationId = _stations[station].Id, KeyNumber = SeriesOf(station, row.GetString(1)), Id = row.GetString(1), TenantId = _tenant, Tariff = tariff.Text,
                Begun = row.GetBoolean(3), Ended = row.GetBoolean(4), Complete = row.GetBoolean(5), StartedMs = Ms(row, 6), EndedMs = Ms(row, 7),
                StartCameMs = Ms(row, 8), EndCameMs = Ms(row, 9), StoppedReason = Text(row, 10), BeginMwh = Whole(row, 11), EndMwh = Whole(row, 12),
                EventCount = row.GetInt32(13), Receipt = Whole(row, 14), BeginDocument = Whole(row, 15), Meter = Text(row, 16), Customer = Text(row, 17) is { } customer ? _new.Tokens.Earlier(customer) : null,
                ReceiptOwed = row.GetBoolean(18), EnergyProblem = Text(row, 19), TimeProblem = Text(row, 20), Withheld = Text(row, 21),
                CostMinor = Whole(row, 22), Currency = row.GetString(23),
            };
        }

        /// <summary>The series of the last document of a transaction; 0 where it has none, and then the next that is signed takes it over.</summary>
        private int SeriesOf(string station, string transaction)
        {
            return Rows("SELECT public_key FROM event WHERE station = $station AND transaction_id = $id AND public_key IS NOT NULL ORDER BY sequence DESC LIMIT 1", row => row.GetString(0), station, transaction)
                is [{ } key] ? _stations[station].Keys[key] : 0;
        }

        /// <summary>What that program answered to a repeat.</summary>
        private string AnswerOf(string station, string transaction)
        {
            return Rows("SELECT cost_cents FROM billed WHERE station = $station AND transaction_id = $id AND cost_cents IS NOT NULL", row => row.GetInt64(0), station, transaction)
                is [{ } cents] ? string.Create(CultureInfo.InvariantCulture, $$"""{"totalCost":{{cents / 100m:0.00}}}""") : "{}";
        }

        private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, string? station = null, string? transaction = null)
        {
            using SqliteCommand command = _old.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$station", station ?? "");
            command.Parameters.AddWithValue("$id", transaction ?? "");
            using SqliteDataReader row = command.ExecuteReader();
            List<T> found = [];
            while (row.Read())
            {
                found.Add(read(row));
            }

            return found;
        }

        private void Add<T>(IReadOnlyList<T> rows)
            where T : class
        {
            foreach (T[] part in rows.Chunk(Part))
            {
                using PlatformContext context = _new.Context();
                context.AddRange(part);
                context.SaveChanges();
            }
        }

        private static long? Ms(SqliteDataReader row, int column)
        {
            return Text(row, column) is { } time
                ? new DateTimeOffset(DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)).ToUnixTimeMilliseconds()
                : null;
        }

        private static long? Whole(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetInt64(column);
        }

        private static string? Text(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetString(column);
        }
    }
}
