using System;
using System.Diagnostics;
using System.Threading;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>The stations say a load: every one has one call in flight, and sends the next one when it has its answer.</summary>
    internal sealed class Conversation
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

        private readonly IIngestWay _way;
        private readonly Action<byte[]>[] _answers;
        private readonly int[] _next;
        private readonly long[] _sent;
        private readonly long[] _latencies;
        private readonly ManualResetEventSlim _done = new();

        /// <summary>Let go at the end: who still has a call that was answered shall not keep all of them.</summary>
        private byte[][][] _frames;

        private int _latency;
        private int _left;
        private int _wrong;

        /// <param name="way">How.</param>
        /// <param name="frames">What each of them says.</param>
        /// <param name="latencies">Takes the time of each call, in ticks of the stopwatch.</param>
        /// <param name="firstLatency">Where in it.</param>
        internal Conversation(IIngestWay way, byte[][][] frames, long[] latencies, int firstLatency)
        {
            _way = way;
            _frames = frames;
            _next = new int[frames.Length];
            _sent = new long[frames.Length];
            _answers = new Action<byte[]>[frames.Length];
            _latencies = latencies;
            _latency = firstLatency;
            for (int station = 0; station < frames.Length; station++)
            {
                int number = station;
                _answers[station] = answer => OnAnswer(number, answer);
                _left += frames[station].Length;
            }
        }

        /// <summary>Calls that had no answer, or another one than a result.</summary>
        internal int Wrong => _wrong + _left;

        /// <summary>Has it.</summary>
        /// <returns>How long it took.</returns>
        /// <exception cref="OperationCanceledException">Stopped.</exception>
        internal TimeSpan Run(CancellationToken stop)
        {
            long began = Stopwatch.GetTimestamp();
            for (int station = 0; station < _frames.Length; station++)
            {
                Send(station);
            }

            _done.Wait(Patience, stop);
            TimeSpan lasted = Stopwatch.GetElapsedTime(began);
            _frames = [];
            return lasted;
        }

        private void Send(int station)
        {
            _sent[station] = Stopwatch.GetTimestamp();
            _way.Send(station, _frames[station][_next[station]++], _answers[station]);
        }

        private void OnAnswer(int station, byte[] answer)
        {
            _latencies[Interlocked.Increment(ref _latency) - 1] = Stopwatch.GetTimestamp() - _sent[station];
            if (!answer.AsSpan().StartsWith("[3,"u8))
            {
                Interlocked.Increment(ref _wrong);
            }

            byte[][][] frames = _frames;
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.Set();
            }
            else if (station < frames.Length && _next[station] < frames[station].Length)
            {
                Send(station);
            }
        }
    }
}
