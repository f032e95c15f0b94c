using BenchmarkDotNet.Attributes;
using Org.BouncyCastle.Math;

namespace NanoCharger.Check.Benchmarks
{
    /// <summary>From the hash to r and s.</summary>
    [MemoryDiagnoser]
    public class SignBenchmark
    {
        private readonly Fixture _fixture = new();

        /// <summary>Ours, constant work, all steps in a row.</summary>
        [Benchmark(Baseline = true)]
        public byte[] NanoCharger()
        {
            _fixture.Signer.Begin(_fixture.Key, _fixture.Hash);
            while (!_fixture.Signer.Step())
            {
            }

            return _fixture.Signer.S;
        }

        /// <summary>Portable.BouncyCastle: managed too, with the same nonce; its work varies with the secret.</summary>
        [Benchmark]
        public BigInteger[] BouncyCastle()
        {
            return _fixture.BouncySigner.GenerateSignature(_fixture.Hash);
        }

        /// <summary>.NET's own: OpenSSL in machine code, with a random nonce.</summary>
        [Benchmark]
        public byte[] Native()
        {
            return _fixture.Native.SignHash(_fixture.Hash);
        }
    }
}
