using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>What all else is measured against: .NET's own verification on one thread with keys imported; and beside it NanoCharger.Verify, with every check that it makes.</summary>
    internal sealed class BareVerification
    {
        /// <summary>Documents of a load that are looked at.</summary>
        private const int MostDocuments = 4_000;

        /// <summary>Documents that each of the two takes in its turn, since other work of the machine comes and goes.</summary>
        private const int Turn = 100;

        private long _documents;
        private Spent _bare;
        private Spent _verify;

        /// <summary>Documents a second, bare, as the clock on the wall has it.</summary>
        internal double Rate => _documents / _bare.Passed.TotalSeconds;

        /// <summary>Processor time of a bare verification, µs.</summary>
        internal double ProcessorMicros => _bare.Worked.TotalMicroseconds / _documents;

        /// <summary>How fast NanoCharger.Verify is as a part of bare, by processor time: both are one thread, and of that others take nothing.</summary>
        internal double VerifyPart => _bare.Worked / _verify.Worked;

        /// <summary>Adds what documents of this load show.</summary>
        internal void Measure(IngestLoad load)
        {
            List<(byte[] Document, StationKey Key)> taken = Some(load);
            List<(byte[] Signed, byte[] Signature, ECDsa Key)> bare = Taken(taken);
            for (int first = 0; first < taken.Count; first += Turn)
            {
                int end = Math.Min(first + Turn, taken.Count);
                _bare += Time(first, end, number => bare[number].Key.VerifyData(bare[number].Signed, bare[number].Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
                _verify += Time(first, end, number => OcmfVerifier.Verify(taken[number].Document, taken[number].Key).Valid);
            }

            _documents += taken.Count;
            bare.ForEach(one => one.Key.Dispose());
        }

        /// <summary>Evenly from all stations.</summary>
        private static List<(byte[] Document, StationKey Key)> Some(IngestLoad load)
        {
            List<(byte[], StationKey)> some = [];
            for (int number = 0; number < load.Documents.Length; number += (load.Documents.Length / MostDocuments) + 1)
            {
                some.Add(load.Documents[number]);
            }

            return some;
        }

        private static List<(byte[] Signed, byte[] Signature, ECDsa Key)> Taken(List<(byte[] Document, StationKey Key)> documents)
        {
            Dictionary<StationKey, ECDsa> keys = [];
            return documents.ConvertAll(one =>
            {
                if (!keys.TryGetValue(one.Key, out ECDsa? key))
                {
                    key = keys[one.Key] = ECDsa.Create();
                    key.ImportSubjectPublicKeyInfo(Convert.FromHexString(one.Key.Hex), out _);
                }

                string[] parts = Encoding.ASCII.GetString(one.Document).Split('|');
                string hex = parts[2][(parts[2].IndexOf("SD\":\"", StringComparison.Ordinal) + 5)..^2];
                return (Encoding.ASCII.GetBytes(parts[1]), Convert.FromHexString(hex), key);
            });
        }

        private static Spent Time(int first, int end, Func<int, bool> verify)
        {
            long began = Stopwatch.GetTimestamp();
            TimeSpan worked = Environment.CpuUsage.TotalTime;
            for (int number = first; number < end; number++)
            {
                if (!verify(number))
                {
                    throw new InvalidOperationException("a document of the load does not hold");
                }
            }

            return new Spent(Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - worked);
        }

        private readonly record struct Spent(TimeSpan Passed, TimeSpan Worked)
        {
            public static Spent operator +(Spent one, Spent other)
            {
                return new Spent(one.Passed + other.Passed, one.Worked + other.Worked);
            }
        }
    }
}
