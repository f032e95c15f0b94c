using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The engine on a database of its own, without any connection: frames in, answers out.</summary>
    internal sealed class Stage : IDisposable
    {
        internal const string Sqlite = "SQLite";
        internal const string Postgres = "PostgreSQL";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        /// <summary>A file with all tables and nothing in them: to make them takes longer than most tests.</summary>
        private static readonly Lazy<byte[]> EmptyFile = new(() =>
        {
            string folder = Directory.CreateTempSubdirectory("backend").FullName;
            string file = Path.Combine(folder, "empty.db");
            PlatformDatabase.Open(file).Dispose();
            byte[] bytes = File.ReadAllBytes(file);
            Directory.Delete(folder, recursive: true);
            return bytes;
        });

        private readonly string _folder = Directory.CreateTempSubdirectory("backend").FullName;
        private readonly Action<IngestStep, bool>? _at;

        internal Stage(string database, Func<BackendOptions, BackendOptions>? change = null, Action<IngestStep, bool>? at = null, string? given = null)
        {
            _at = at;
            if (given is not null)
            {
                Given = given;
            }
            else if (database == Sqlite)
            {
                Given = Path.Combine(_folder, "house.db");
                File.WriteAllBytes(Given, EmptyFile.Value);
            }
            else
            {
                Given = PostgresServer.NewTables();
            }

            BackendOptions options = new()
            {
                DatabasePath = Given,
                Tariff = new TariffVersion { Id = "even", PerKilowattHour = 1m },
                Accepts = static token => token != "DEAD",
                TimeProvider = Clock,
                Log = Log.Enqueue,
            };
            Options = change?.Invoke(options) ?? options;
            Open();
        }

        /// <summary>What the database is given by: a file's name, or a connection string.</summary>
        internal string Given { get; }

        internal BackendOptions Options { get; }

        internal SetClock Clock { get; } = new();

        internal ConcurrentQueue<string> Log { get; } = new();

        internal PlatformDatabase Database { get; private set; } = null!;

        internal IngestEngine Engine { get; private set; } = null!;

        public void Dispose()
        {
            Close();
            Directory.Delete(_folder, recursive: true);
        }

        /// <summary>Another engine takes the place of this one, as after a restart.</summary>
        internal void Restart()
        {
            Close();
            Open();
        }

        /// <summary>Says something and waits until all of it is done.</summary>
        /// <returns>The answer; null where there is none.</returns>
        internal string? Say(string frame, string station = "bay")
        {
            string? answer = null;
            Engine.Take(station, Encoding.UTF8.GetBytes(frame), bytes => answer = Encoding.UTF8.GetString(bytes)).AsTask().GetAwaiter().GetResult();
            Drain();
            return answer?.Replace("\\u0027", "'", StringComparison.Ordinal);
        }

        /// <summary>Says something, and something of another station, such that all are in one unit of work.</summary>
        /// <returns>The answers in the order of the frames; null where there is none.</returns>
        internal string?[] SayTogether(params (string Station, string Frame)[] frames)
        {
            string?[] answers = new string?[frames.Length];
            using System.Threading.ManualResetEventSlim busy = new();
            using System.Threading.ManualResetEventSlim gate = new();
            Task blocked = Engine.Write(_ =>
            {
                busy.Set();
                return gate.Wait(Patience) ? 0 : throw new TimeoutException();
            });
            Assert.True(busy.Wait(Patience), "the writer does not begin");
            for (int number = 0; number < frames.Length; number++)
            {
                int at = number;
                Engine.Take(frames[at].Station, Encoding.UTF8.GetBytes(frames[at].Frame), bytes => answers[at] = Encoding.UTF8.GetString(bytes)).AsTask().GetAwaiter().GetResult();
            }

            Assert.True(System.Threading.SpinWait.SpinUntil(() => Engine.Waiting == frames.Length, Patience), "the lanes do not hand on");
            gate.Set();
            blocked.GetAwaiter().GetResult();
            Drain();
            return answers;
        }

        /// <summary>Hands bytes on, and waits for nothing but for room.</summary>
        internal void Send(byte[] frame, Action<byte[]> answer, string station = "bay")
        {
            try
            {
                Engine.Take(station, frame, answer).AsTask().GetAwaiter().GetResult();
            }
            catch (InvalidOperationException)
            {
                // A test's own: the engine is abandoned while it takes.
            }
        }

        internal void Drain()
        {
            Assert.True(Engine.Drain(Patience), "the engine does not come to an end");
        }

        /// <summary>Registers a key, and waits until what waited for it is judged.</summary>
        internal void Register(StationKey key, string station = "bay", bool inPlaceOfOthers = true)
        {
            Engine.Write(context => KeyRegister.Enrol(context, station, key, KeyOrigin.Hand, Clock.GetUtcNow().ToUnixTimeMilliseconds(), inPlaceOfOthers)).GetAwaiter().GetResult();
            Engine.Retake(station).GetAwaiter().GetResult();
            Drain();
        }

        /// <summary>Does a unit of work on the writer's own connection.</summary>
        internal void Do(Func<PlatformContext, int> work)
        {
            Engine.Write(work).GetAwaiter().GetResult();
        }

        /// <summary>All transactions as the pages would read them.</summary>
        internal IReadOnlyList<BilledTransaction> Transactions()
        {
            return new Books(Database, Log.Enqueue).Transactions();
        }

        /// <summary>All rows of a table.</summary>
        internal List<T> All<T>()
            where T : class
        {
            using PlatformContext context = Database.Context();
            return context.Set<T>().AsNoTracking().ToList();
        }

        /// <summary>Does what no program of ours would: SQL past all rules.</summary>
        internal void Sql(string sql)
        {
            using System.Data.Common.DbConnection connection = Database.Connect();
            using System.Data.Common.DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        private void Open()
        {
            Database = PlatformDatabase.Open(Given);
            Engine = new IngestEngine(Database, Options, _at);
            Engine.Write(context => House.Ensure(context, Options.KeysOnFirstSight)).GetAwaiter().GetResult();
        }

        private void Close()
        {
            Engine.Dispose();
            Database.Dispose();
        }

        /// <summary>A clock that stands until it is set.</summary>
        internal sealed class SetClock : TimeProvider
        {
            internal DateTimeOffset Now { get; set; } = new(2026, 11, 22, 20, 0, 1, TimeSpan.Zero);

            public override DateTimeOffset GetUtcNow()
            {
                return Now;
            }
        }
    }
}
