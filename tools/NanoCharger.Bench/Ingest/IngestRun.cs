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

        private long _left;
        private long _wrong;

        /// <summary>Documents a second of .NET's own verification, keys imported, on one thread.</summary>
        internal double Bare()
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

            return Rate(number => all[number].Key.VerifyData(all[number].Signed, all[number].Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        /// <summary>Documents a second of NanoCharger.Verify, with every check that it makes, on one thread.</summary>
        internal double Verify()
        {
            return Rate(number => OcmfVerifier.Verify(load.Documents[number].Document, load.Documents[number].Key).Valid);
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
            long began = Stopwatch.GetTimestamp();
            for (int station = 0; station < load.Frames.Length; station++)
            {
                Send(backend, station, 0, latencies, done);
            }

            bool ended = done.Wait(Patience);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            long after = GC.GetTotalMemory(forceFullCollection: true);
            long[] sorted = Array.FindAll([.. System.Linq.Enumerable.SelectMany(latencies, one => one)], ticks => ticks > 0);
            Array.Sort(sorted);
            bool complete = ended && Interlocked.Read(ref _wrong) == 0 && backend.Transactions().Count == load.Documents.Length / 2;
            return new IngestFigures(load.Documents.Length / seconds, Milliseconds(sorted, 0.5), Milliseconds(sorted, 0.99), heap >> 10, after >> 10, complete);
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

        /// <summary>Once to warm up on a part, then all of it.</summary>
        private double Rate(Func<int, bool> verify)
        {
            int warm = Math.Min(load.Documents.Length, 500);
            for (int number = 0; number < warm; number++)
            {
                verify(number);
            }

            long began = Stopwatch.GetTimestamp();
            for (int number = 0; number < load.Documents.Length; number++)
            {
                if (!verify(number))
                {
                    throw new InvalidOperationException("a document of the load does not hold");
                }
            }

            return load.Documents.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        private static double Milliseconds(long[] sorted, double part)
        {
            return sorted.Length == 0 ? 0 : sorted[(int)(part * (sorted.Length - 1))] * 1000.0 / Stopwatch.Frequency;
        }
    }
}
