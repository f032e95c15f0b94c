using System;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>Measures the ingest in process: every station has one call in flight, and sends the next one when it has its answer.</summary>
    internal sealed class IngestRun(IngestLoad load, string database)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

        /// <summary>Documents that each of two takes in its turn.</summary>
        private const int Turn = 100;

        private long _left;
        private long _wrong;

        /// <summary>Documents a second on one thread: .NET's own verification with keys imported, and NanoCharger.Verify with every check that it makes. In turns, since other work of the machine comes and goes.</summary>
        internal (double Bare, double Verify) Compare()
        {
            (byte[] Signed, byte[] Signature, ECDsa Key)[] bare = Bare();
            (long bareTicks, long verifyTicks) = (0, 0);
            for (int first = 0; first < bare.Length; first += Turn)
            {
                int end = Math.Min(first + Turn, bare.Length);
                bareTicks += Time(first, end, number => bare[number].Key.VerifyData(bare[number].Signed, bare[number].Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
                verifyTicks += Time(first, end, number => OcmfVerifier.Verify(load.Documents[number].Document, load.Documents[number].Key).Valid);
            }

            return (bare.Length * (double)Stopwatch.Frequency / bareTicks, bare.Length * (double)Stopwatch.Frequency / verifyTicks);
        }

        private (byte[] Signed, byte[] Signature, ECDsa Key)[] Bare()
        {
            (byte[] Signed, byte[] Signature, ECDsa Key)[] all = new (byte[], byte[], ECDsa)[load.Documents.Length];
            ECDsa? key = null;
            for (int number = 0; number < all.Length; number++)
            {
                (byte[] document, StationKey station) = load.Documents[number];
                if (number == 0 || station != load.Documents[number - 1].Key)
                {
                    key = ECDsa.Create();
                    key.ImportSubjectPublicKeyInfo(Convert.FromHexString(station.Hex), out _);
                }

                string[] parts = Encoding.ASCII.GetString(document).Split('|');
                string hex = parts[2][(parts[2].IndexOf("SD\":\"", StringComparison.Ordinal) + 5)..^2];
                all[number] = (Encoding.ASCII.GetBytes(parts[1]), Convert.FromHexString(hex), key!);
            }

            return all;
        }

        /// <summary>The whole way: read, judged, stored and answered.</summary>
        internal IngestFigures Through()
        {
            using PaymentBackend backend = new(new BackendOptions { DatabasePath = database, Tariff = BenchOperator.Tariff, Keys = load.Keys, Accepts = static _ => true });
            long[][] latencies = Array.ConvertAll(load.Frames, frames => new long[frames.Length]);
            _left = load.Documents.Length;
            _wrong = 0;
            using ManualResetEventSlim done = new();
            long heap = GC.GetTotalMemory(forceFullCollection: true);
            TimeSpan worked = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            for (int station = 0; station < load.Frames.Length; station++)
            {
                Send(backend, station, 0, latencies, done);
            }

            bool ended = done.Wait(Patience);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            worked = Environment.CpuUsage.TotalTime - worked;
            long after = GC.GetTotalMemory(forceFullCollection: true);
            long[] sorted = Array.FindAll([.. System.Linq.Enumerable.SelectMany(latencies, one => one)], ticks => ticks > 0);
            Array.Sort(sorted);
            bool complete = ended && Interlocked.Read(ref _wrong) == 0 && backend.Transactions().Count == load.Documents.Length / 2;
            return new IngestFigures(load.Documents.Length / seconds, Milliseconds(sorted, 0.5), Milliseconds(sorted, 0.99), worked.TotalMicroseconds / load.Documents.Length, heap >> 10, after >> 10, complete);
        }

        private void Send(PaymentBackend backend, int station, int number, long[][] latencies, ManualResetEventSlim done)
        {
            long sent = Stopwatch.GetTimestamp();
            _ = backend.Take(IngestLoad.NameOf(station), load.Frames[station][number], answer =>
            {
                latencies[station][number] = Stopwatch.GetTimestamp() - sent;
                if (!answer.AsSpan().StartsWith("[3,"u8))
                {
                    Interlocked.Increment(ref _wrong);
                }

                if (Interlocked.Decrement(ref _left) == 0)
                {
                    done.Set();
                }
                else if (number + 1 < load.Frames[station].Length)
                {
                    Send(backend, station, number + 1, latencies, done);
                }
            });
        }

        private static long Time(int first, int end, Func<int, bool> verify)
        {
            long began = Stopwatch.GetTimestamp();
            for (int number = first; number < end; number++)
            {
                if (!verify(number))
                {
                    throw new InvalidOperationException("a document of the load does not hold");
                }
            }

            return Stopwatch.GetTimestamp() - began;
        }

        private static double Milliseconds(long[] sorted, double part)
        {
            return sorted.Length == 0 ? 0 : sorted[(int)(part * (sorted.Length - 1))] * 1000.0 / Stopwatch.Frequency;
        }
    }
}
