using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The one writer: what has come from all stations is one database transaction, and nothing waits for more to come. A batch that fails is done again station by station, and then call by call.</summary>
    internal sealed class IngestWriter : IDisposable
    {
        /// <summary>The most calls of one unit of work.</summary>
        internal const int MostCalls = 256;

        /// <summary>The most rows of a unit that is no ingest: stations wait while it is done.</summary>
        internal const int MostRows = 50;

        private const int QueueLength = 1024;
        private const int Attempts = 5;

        private static readonly Call Wake = new() { Station = "", Frame = [], CameMs = 0 };

        private readonly PlatformDatabase _database;
        private readonly BackendOptions _options;
        private readonly StationMemory _memory;
        private readonly Action<IngestStep, bool>? _at;
        private readonly Channel<Call> _calls = Channel.CreateBounded<Call>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
        private readonly ConcurrentQueue<(Func<PlatformContext, int> Work, TaskCompletionSource Done)> _units = new();
        private readonly Task _running;
        private IngestStore? _store;
        private volatile int _thread;
        private int _queued;

        internal IngestWriter(PlatformDatabase database, BackendOptions options, CallReader reader, Action<IngestStep, bool>? at)
        {
            _database = database;
            _options = options;
            _memory = new StationMemory(options, database.Tokens, reader);
            _at = at;
            _running = Task.Run(Run);
        }

        /// <summary>Takes calls that are done, in their order: stored and to be answered, or failed and never answered.</summary>
        internal required Action<IReadOnlyList<Call>> Finished { get; init; }

        /// <summary>Is told of a station that has a key for the first time.</summary>
        internal required Action<string> Enrolled { get; init; }

        /// <summary>Is told, at each attempt, that this program may not write any more, and why.</summary>
        internal required Action<string> Outdated { get; init; }

        /// <summary>Why the last calls could not be stored, in one line; null where they were.</summary>
        internal string? Trouble { get; private set; }

        /// <summary>Calls that wait; units of work are none.</summary>
        internal int Queued => Volatile.Read(ref _queued);

        /// <summary>Takes a call that has been read.</summary>
        internal async ValueTask Put(Call call)
        {
            Interlocked.Increment(ref _queued);
            try
            {
                await _calls.Writer.WriteAsync(call);
            }
            catch (ChannelClosedException)
            {
                Interlocked.Decrement(ref _queued);
                throw;
            }
        }

        /// <summary>Takes a unit of work that is no ingest.</summary>
        /// <exception cref="InvalidOperationException">Who adds it is called by the writer, as who takes an answer is, and would wait for itself.</exception>
        internal async Task Add(Func<PlatformContext, int> work)
        {
            if (_thread == Environment.CurrentManagedThreadId)
            {
                throw new InvalidOperationException("the writer is given work by whom it has called, and who would wait for it");
            }

            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _units.Enqueue((work, done));
            await _calls.Writer.WriteAsync(Wake);
            await done.Task;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _calls.Writer.TryComplete();
            _running.Wait();
            _store?.Dispose();
        }

        private async Task Run()
        {
            List<Call> batch = [];
            while (await _calls.Reader.WaitToReadAsync())
            {
                _thread = Environment.CurrentManagedThreadId;
                batch.Clear();
                while (batch.Count < MostCalls && _calls.Reader.TryRead(out Call? call))
                {
                    if (!ReferenceEquals(call, Wake))
                    {
                        Interlocked.Decrement(ref _queued);
                        batch.Add(call);
                    }
                }

                Process(batch);
                while (_units.TryDequeue(out (Func<PlatformContext, int> Work, TaskCompletionSource Done) unit))
                {
                    Do(unit.Work, unit.Done);
                    if (_calls.Reader.TryPeek(out _))
                    {
                        break;
                    }
                }

                _thread = 0;
            }
        }

        private void Process(IReadOnlyList<Call> calls)
        {
            for (int attempt = 1; calls.Count > 0; attempt++)
            {
                try
                {
                    Attempt(calls);
                    return;
                }
                catch (Exception problem)
                {
                    bool mayPass = _store?.MayPass(problem) ?? false;
                    bool databases = IsTheDatabases(problem);
                    Abandon(calls, databases && !mayPass);
                    if (mayPass && attempt < Attempts)
                    {
                        continue;
                    }

                    if (databases || calls.Count == 1)
                    {
                        Fail(calls, problem);
                        return;
                    }
                }

                Divide(calls);
                return;
            }
        }

        /// <summary>By station, and where there is one station left by call.</summary>
        private void Divide(IReadOnlyList<Call> calls)
        {
            List<List<Call>> stations = calls.GroupBy(call => call.Station).Select(group => group.ToList()).ToList();
            foreach (List<Call> part in stations.Count > 1 ? stations : calls.Select(call => new List<Call> { call }))
            {
                Process(part);
            }
        }

        private void Attempt(IReadOnlyList<Call> calls)
        {
            IngestStore store = _store ??= Open();
            _at?.Invoke(IngestStep.Begun, false);
            store.Begin(_database);
            _at?.Invoke(IngestStep.Begun, true);
            _at?.Invoke(IngestStep.Loaded, false);
            Dictionary<string, StationState> stations = _memory.Load(store, calls);
            _at?.Invoke(IngestStep.Loaded, true);
            List<StationChanges> parts = _memory.Decide(store, calls, stations);
            _at?.Invoke(IngestStep.Written, false);
            List<StationChanges> written = parts.Where(part => part.Any).ToList();
            IReadOnlyDictionary<StationChanges, Exception> failed = written.Count > 0 ? store.Write(written) : new Dictionary<StationChanges, Exception>();
            _at?.Invoke(IngestStep.Written, true);
            _at?.Invoke(IngestStep.Committed, false);
            store.Commit();
            _at?.Invoke(IngestStep.Committed, true);
            Trouble = null;
            foreach (StationChanges part in written)
            {
                _memory.Settle(part, failed.ContainsKey(part));
                if (part.Keys.Count > 0 && !failed.ContainsKey(part))
                {
                    Enrolled(part.Station.Name);
                }
            }

            Hand(calls, failed);
        }

        /// <summary>Hands on what is done; of a station whose rows could not be written each call is tried by itself.</summary>
        private void Hand(IReadOnlyList<Call> calls, IReadOnlyDictionary<StationChanges, Exception> failed)
        {
            if (failed.Count == 0)
            {
                Finished(calls);
                return;
            }

            Dictionary<string, Exception> stations = failed.ToDictionary(part => part.Key.Station.Name, part => part.Value);
            Finished(calls.Where(call => !stations.ContainsKey(call.Station)).ToList());
            foreach (IGrouping<string, Call> group in calls.Where(call => stations.ContainsKey(call.Station)).GroupBy(call => call.Station))
            {
                List<Call> own = group.ToList();
                own.ForEach(call => call.Forget());
                if (own.Count == 1)
                {
                    Fail(own, stations[group.Key]);
                }
                else
                {
                    own.ForEach(call => Process([call]));
                }
            }
        }

        /// <summary>Whether fewer rows would fail as well: the database cannot be written, or not by this program any more, which is told.</summary>
        private bool IsTheDatabases(Exception problem)
        {
            if (problem is OutdatedException)
            {
                Outdated(problem.Message);
                return true;
            }

            return _store is null || _store.IsTheDatabases(problem);
        }

        /// <summary>A failure of ours is never an answer: the station keeps its record, and sends it again.</summary>
        private void Fail(IReadOnlyList<Call> calls, Exception problem)
        {
            Trouble = _database.Describe(problem);
            _options.Log($"{calls.Count} calls not stored and not answered: {Trouble}");
            foreach (Call call in calls)
            {
                call.Forget();
                call.Reply = null;
            }

            Finished(calls);
        }

        private void Abandon(IReadOnlyList<Call> calls, bool close)
        {
            foreach (Call call in calls)
            {
                call.Forget();
                _memory.Forget(call.Station);
            }

            try
            {
                _store?.Rollback();
            }
            catch (Exception problem)
            {
                _options.Log(_database.Describe(problem));
                close = true;
            }

            if (close)
            {
                _store?.Dispose();
                _store = null;
            }
        }

        private void Do(Func<PlatformContext, int> work, TaskCompletionSource done)
        {
            try
            {
                IngestStore store = _store ??= Open();
                store.Begin(_database);
                int rows = store.Run(_database, work);
                if (rows > MostRows)
                {
                    throw new InvalidOperationException($"a unit of work of {rows} rows is longer than stations should wait; {MostRows} are the most");
                }

                store.Commit();
                _memory.Prices.Forget();
                _memory.Cards.Forget();
                done.SetResult();
            }
            catch (Exception problem)
            {
                Abandon([], IsTheDatabases(problem));
                done.SetException(problem);
            }
        }

        private IngestStore Open()
        {
            return _database is PostgresDatabase ? new PostgresStore(_database.Connect()) : new SqliteStore(_database.Connect());
        }
    }
}
