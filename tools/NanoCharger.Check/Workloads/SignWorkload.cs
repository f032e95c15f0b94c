using System;
using System.Globalization;
using NanoCharger.Check.Cost;
using NanoCharger.Hal;
using NanoCharger.Signing;

namespace NanoCharger.Check.Workloads
{
    /// <summary>Signatures, from the 32 bytes of the hash to r and s, each with another key, nonce and hash.</summary>
    public sealed class SignWorkload : IWorkload
    {
        private const int Seed = 5;
        private const int HashBytes = 32;

        private readonly bool _steps;
        private readonly int _signatures;

        private SignWorkload(string name, string lap, bool steps, int signatures)
        {
            Name = name;
            Lap = lap;
            _steps = steps;
            _signatures = signatures;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public string Lap { get; }

        /// <inheritdoc/>
        public int Channels => 0;

        /// <summary>A lap is a whole signature. All of them have to count the same.</summary>
        public static SignWorkload Whole()
        {
            return new SignWorkload("sign", "a signature from hash to r and s, nonce and both inversions included", false, 1000);
        }

        /// <summary>A lap is one slice.</summary>
        public static SignWorkload Step()
        {
            return new SignWorkload("sign-step", "one slice of a signature", true, 3);
        }

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            Random random = new(Seed);
            Signer signer = new(new NativeHmac(), new SeededEntropy());
            PrivateKey[] keys = new PrivateKey[_signatures];
            byte[][] hashes = new byte[_signatures][];
            for (int i = 0; i < _signatures; i++)
            {
                keys[i] = Key(random, i);
                hashes[i] = new byte[HashBytes];
                random.NextBytes(hashes[i]);
            }
            // The runtime makes tables when they are first read, the device before its start.
            Sign(signer, keys[0], hashes[0], null);
            recorder.Begin();
            for (int i = 0; i < _signatures; i++)
            {
                Sign(signer, keys[i], hashes[i], _steps ? recorder : null);
                recorder.Lap();
            }
            recorder.End();
        }

        private static void Sign(Signer signer, PrivateKey key, byte[] hash, Recorder? recorder)
        {
            signer.Begin(key, hash);
            while (!signer.Step())
            {
                recorder?.Lap();
            }
        }

        // The first keys are the smallest numbers and powers of 2, where a work that depended on the key would show.
        private static PrivateKey Key(Random random, int index)
        {
            byte[] bytes = new byte[HashBytes];
            if (index < HashBytes)
            {
                bytes[HashBytes - 1 - index] = 1;
            }
            else
            {
                random.NextBytes(bytes);
            }
            return PrivateKey.FromBytes(bytes) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"key {index} is out of range"));
        }

        private sealed class SeededEntropy : IEntropy
        {
            public void Fill(byte[] buffer)
            {
                new Random(Seed).NextBytes(buffer);
            }
        }
    }
}
