using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The way of a frame: read and judged in the lane of its station, beside those of others; stored by the one writer; answered when the database has it for good.</summary>
    /// <remarks>Knows nothing of the connection: bytes in, bytes out. A station's frames keep their order. Nothing that a frame holds ends it.</remarks>
    internal sealed class IngestEngine : IDisposable
    {
        /// <summary>Frames that wait in one lane; who brings more waits.</summary>
        private const int LaneLength = 256;

        private const int MostLanes = 4;

        /// <summary>How long an end waits for what is under way.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        /// <summary>The most characters of a station's name.</summary>
        internal const int LongestStation = 48;

        private readonly Channel<Call>[] _lanes;
        private readonly Task[] _running;
        private readonly Channel<BilledTransaction> _billed = Channel.CreateUnbounded<BilledTransaction>(new UnboundedChannelOptions { SingleReader = true });
        private readonly Task _telling;
        private readonly PlatformDatabase _database;
        private readonly Dictionary<string, long> _rejudged = new(StringComparer.Ordinal);
        private readonly BackendOptions _options;
        private readonly CallReader _reader;
        private readonly IngestWriter _writer;
        private readonly Action<IngestStep, bool>? _at;
        private long _underWay;

        /// <param name="database">Where everything goes.</param>
        /// <param name="options">What the house says.</param>
        /// <param name="at">Called at each step, false before its effect and true after it: for tests that abandon the engine there.</param>
        internal IngestEngine(PlatformDatabase database, BackendOptions options, Action<IngestStep, bool>? at = null)
        {
            options = options with { Log = Safe(options.Log) };
            _options = options;
            _database = database;
            _at = at;
            Counters = new IngestCounters();
            Plain = new PlainCalls(options);
            _reader = new CallReader(options, Plain, Counters);
            _writer = new IngestWriter(database, options, _reader, at) { Finished = Finish, Enrolled = station => Retake(station), Outdated = why => Outdated?.Invoke(why) };
            _telling = Task.Run(Tell);
            _lanes = new Channel<Call>[Math.Min(MostLanes, Environment.ProcessorCount)];
            _running = new Task[_lanes.Length];
            for (int number = 0; number < _lanes.Length; number++)
            {
                Channel<Call> lane = Channel.CreateBounded<Call>(new BoundedChannelOptions(LaneLength) { SingleReader = true });
                _lanes[number] = lane;
                _running[number] = Task.Run(() => RunLane(lane.Reader));
            }
        }

        /// <summary>A transaction has got its price, or another one. Raised in their order on a thread of its own: who prints, or asks the database, keeps no station waiting.</summary>
        internal event Action<BilledTransaction>? Billed;

        /// <summary>A newer program has changed the tables: nothing is stored or answered by this one any more. Raised on the writer's thread, at each attempt, with the reason in one line.</summary>
        internal event Action<string>? Outdated;

        /// <summary>What came of the frames.</summary>
        internal IngestCounters Counters { get; }

        /// <summary>The calls that no transaction depends on.</summary>
        internal PlainCalls Plain { get; }

        /// <summary>Calls that have been read and wait for the writer.</summary>
        internal int Waiting => _writer.Queued;

        /// <inheritdoc cref="IngestWriter.Trouble"/>
        internal string? Trouble => _writer.Trouble;

        /// <inheritdoc cref="CallReader.Failing"/>
        internal bool Failing
        {
            get => _reader.Failing;
            set => _reader.Failing = value;
        }

        /// <summary>Takes a frame; waits while too many wait already.</summary>
        /// <param name="station">Who sent it.</param>
        /// <param name="frame">The frame; it is copied.</param>
        /// <param name="answer">Takes the answer, on a thread of the engine; never called where there is none.</param>
        internal async ValueTask Take(string station, ReadOnlyMemory<byte> frame, Action<byte[]> answer)
        {
            if (frame.Length > OcppFrame.MaximumBytes || station.Length is 0 or > LongestStation)
            {
                Counters.CountMalformed();
                _options.Log($"a frame of {frame.Length} bytes of a station with a name of {station.Length} characters is not looked at");
                return;
            }

            At(IngestStep.Taken, false);
            Call call = new() { Station = station, Frame = frame.ToArray(), Answer = answer, CameMs = Now() };
            At(IngestStep.Taken, true);
            await Put(call);
        }

        /// <summary>Does a unit of work that is no ingest, after what has come; on SQLite there is no other way to write.</summary>
        /// <returns>When it is committed.</returns>
        internal Task Write(Func<PlatformContext, int> work)
        {
            return _writer.Add(work);
        }

        /// <summary>Judges anew what a station sent that waited for a key.</summary>
        /// <returns>When all of it is under way.</returns>
        internal Task Retake(string station)
        {
            return Task.Run(async () =>
            {
                try
                {
                    foreach (Call call in WaitingCalls.Of(_database, station, Now()))
                    {
                        await Put(call);
                    }
                }
                catch (Exception problem)
                {
                    // It is judged when its station sends it again.
                    _options.Log($"{station}: what waits for a key cannot be read: {problem.Message}");
                }
            });
        }

        /// <summary>Judges anew what waits for a key of a station whose keys another program has changed since the last look.</summary>
        internal void Rejudge()
        {
            using PlatformContext context = _database.Context();
            foreach (var station in context.Stations.AsNoTracking().Where(row => context.Keys.Any(key => key.StationId == row.Id)
                && context.Refusals.Any(refusal => refusal.StationId == row.Id && refusal.Waits && refusal.SettledMs == null)).Select(row => new { row.Name, row.Revision }).ToList())
            {
                if (_rejudged.GetValueOrDefault(station.Name, -1) != station.Revision)
                {
                    _rejudged[station.Name] = station.Revision;
                    _ = Retake(station.Name);
                }
            }
        }

        /// <summary>Waits until all that was taken is answered.</summary>
        /// <returns>False where that took too long.</returns>
        internal bool Drain(TimeSpan patience)
        {
            return SpinWait.SpinUntil(() => Interlocked.Read(ref _underWay) == 0, patience);
        }

        /// <summary>Takes nothing more, and ends when the unit of work at hand has ended.</summary>
        public void Dispose()
        {
            foreach (Channel<Call> lane in _lanes)
            {
                lane.Writer.TryComplete();
            }

            // Who is told of a price may still write.
            Task.WaitAll(_running);
            Drain(Patience);
            _billed.Writer.TryComplete();
            _telling.Wait();
            _writer.Dispose();
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }

        private async ValueTask Put(Call call)
        {
            Interlocked.Increment(ref _underWay);
            try
            {
                await _lanes[(uint)string.GetHashCode(call.Station, StringComparison.Ordinal) % (uint)_lanes.Length].Writer.WriteAsync(call);
            }
            catch (ChannelClosedException)
            {
                Interlocked.Decrement(ref _underWay);
            }
        }

        private async Task RunLane(ChannelReader<Call> lane)
        {
            await foreach (Call call in lane.ReadAllAsync())
            {
                try
                {
                    At(IngestStep.Judged, false);
                    bool goesOn = _reader.Read(call);
                    At(IngestStep.Judged, true);
                    if (goesOn && call.Stores)
                    {
                        await _writer.Put(call);
                        continue;
                    }

                    if (goesOn)
                    {
                        await (call.Work?.Store(_writer.Add) ?? Task.CompletedTask);
                        Answer(call);
                    }
                }
                catch (Exception problem)
                {
                    // Whatever it was, it is this frame's: others go on, and its station sends it again.
                    _options.Log($"{call.Station}: {call.Title} not answered: {problem.GetType().Name}: {problem.Message}");
                }

                Interlocked.Decrement(ref _underWay);
            }
        }

        private async Task Tell()
        {
            await foreach (BilledTransaction billed in _billed.Reader.ReadAllAsync())
            {
                try
                {
                    Billed?.Invoke(billed);
                }
                catch (Exception problem)
                {
                    _options.Log($"{billed.Station}: the price of {billed.Id} could not be handed on: {problem.Message}");
                }
            }
        }

        private void Finish(IReadOnlyList<Call> calls)
        {
            foreach (Call call in calls)
            {
                Answer(call);
                Interlocked.Decrement(ref _underWay);
            }
        }

        private void Answer(Call call)
        {
            try
            {
                if (call.Answer is not null)
                {
                    Counters.Count(call);
                }

                foreach (string line in call.News)
                {
                    _options.Log($"{call.Station}: {line}");
                }

                At(IngestStep.Answered, false);
                if (call.Reply is { } reply)
                {
                    call.Answer?.Invoke(reply);
                }

                At(IngestStep.Answered, true);
                if (call.Billed is { } billed)
                {
                    _billed.Writer.TryWrite(billed);
                }
            }
            catch (Exception problem)
            {
                _options.Log($"{call.Station}: {call.Title}: answer not sent: {problem.Message}");
            }
        }

        private void At(IngestStep step, bool done)
        {
            _at?.Invoke(step, done);
        }

        /// <summary>A log that cannot be written, as on a full disk, stops no station.</summary>
        internal static Action<string> Safe(Action<string> log)
        {
            return line =>
            {
                try
                {
                    log(line);
                }
                catch (Exception)
                {
                    // There is nobody left to tell.
                }
            };
        }
    }
}
