using BenchmarkDotNet.Attributes;
using NanoCharger.Signing;

namespace NanoCharger.Check.Benchmarks
{
    /// <summary>From the hash, r and s to the verdict.</summary>
    [MemoryDiagnoser]
    public class VerifyBenchmark
    {
        private readonly Fixture _fixture = new();
        private readonly PublicKey _same;
        private bool _turn;

        public VerifyBenchmark()
        {
            _same = PublicKey.FromBytes(_fixture.PublicKey.X, _fixture.PublicKey.Y);
        }

        /// <summary>Ours, all steps in a row, by a key that comes for the first time.</summary>
        [Benchmark(Baseline = true)]
        public bool NanoCharger()
        {
            _turn = !_turn;
            return Checked(_turn ? _same : _fixture.PublicKey);
        }

        /// <summary>Ours by the key of the check before, as a station checks its own signatures.</summary>
        [Benchmark]
        public bool NanoChargerKnownKey()
        {
            return Checked(_fixture.PublicKey);
        }

        private bool Checked(PublicKey key)
        {
            _fixture.Check.Begin(key, _fixture.Hash, _fixture.Signer.R, _fixture.Signer.S);
            while (!_fixture.Check.Step())
            {
            }

            return _fixture.Check.Valid;
        }

        /// <summary>Portable.BouncyCastle: managed too.</summary>
        [Benchmark]
        public bool BouncyCastle()
        {
            return _fixture.BouncyVerifier.VerifySignature(_fixture.Hash, _fixture.R, _fixture.S);
        }

        /// <summary>.NET's own: OpenSSL in machine code.</summary>
        [Benchmark]
        public bool Native()
        {
            return _fixture.Native.VerifyHash(_fixture.Hash, _fixture.NativeSignature);
        }
    }
}
