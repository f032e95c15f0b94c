using BenchmarkDotNet.Attributes;

namespace NanoCharger.Check.Benchmarks
{
    /// <summary>From the hash, r and s to the verdict.</summary>
    [MemoryDiagnoser]
    public class VerifyBenchmark
    {
        private readonly Fixture _fixture = new();

        /// <summary>Ours, all steps in a row.</summary>
        [Benchmark(Baseline = true)]
        public bool NanoCharger()
        {
            _fixture.Check.Begin(_fixture.PublicKey, _fixture.Hash, _fixture.Signer.R, _fixture.Signer.S);
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
