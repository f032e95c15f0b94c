using System;
using NanoCharger.Check.Cost;
using NanoCharger.Signing;

namespace NanoCharger.Check.Workloads
{
    /// <summary>Checks of signatures, each with a key not seen before, so that all that is made for a key counts too.</summary>
    public sealed class SignCheckWorkload : IWorkload
    {
        private const int Seed = 6;
        private const int HashBytes = 32;

        private readonly bool _steps;
        private readonly int _checks;

        private SignCheckWorkload(string name, string lap, bool steps, int checks)
        {
            Name = name;
            Lap = lap;
            _steps = steps;
            _checks = checks;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public string Lap { get; }

        /// <inheritdoc/>
        public int Channels => 0;

        /// <summary>A lap is a whole check.</summary>
        public static SignCheckWorkload Whole()
        {
            return new SignCheckWorkload("sign-check", "a signature checked with a key not seen before", false, 100);
        }

        /// <summary>A lap is one slice.</summary>
        public static SignCheckWorkload Step()
        {
            return new SignCheckWorkload("sign-check-step", "one slice of a check", true, 20);
        }

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            SignatureCheck check = new();
            Random random = new(Seed);
            Sample warm = new(random);
            warm.Begin(check);
            Finish(check, null);
            Sample[] samples = new Sample[_checks];
            for (int i = 0; i < _checks; i++)
            {
                samples[i] = new Sample(random);
            }
            recorder.Begin();
            foreach (Sample sample in samples)
            {
                sample.Begin(check);
                Finish(check, _steps ? recorder : null);
                recorder.Lap();
            }
            recorder.End();
        }

        private void Finish(SignatureCheck check, Recorder? recorder)
        {
            while (!check.Step())
            {
                recorder?.Lap();
            }
            if (!check.Valid)
            {
                throw new InvalidOperationException($"{Name}: a good signature was refused.");
            }
        }

        private sealed class Sample
        {
            private readonly PublicKey _key;
            private readonly byte[] _hash = new byte[HashBytes];
            private readonly byte[] _r;
            private readonly byte[] _s;

            public Sample(Random random)
            {
                byte[] d = new byte[HashBytes];
                random.NextBytes(d);
                random.NextBytes(_hash);
                KeyMaker maker = new();
                maker.Begin(d);
                while (!maker.Step())
                {
                }
                _key = maker.Public ?? throw new InvalidOperationException("The seed gave a key out of range.");
                Signer signer = new(new NativeHmac(), null);
                signer.Begin(maker.Key, _hash);
                while (!signer.Step())
                {
                }
                _r = signer.R;
                _s = signer.S;
            }

            public void Begin(SignatureCheck check)
            {
                check.Begin(_key, _hash, _r, _s);
            }
        }
    }
}
