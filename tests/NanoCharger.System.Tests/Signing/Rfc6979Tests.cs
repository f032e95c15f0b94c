using System;
using System.Text;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Signing;
using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>Nonces and signatures of RFC 6979, A.2.5 (P-256), with SHA-256.</summary>
    public sealed class Rfc6979Tests
    {
        private const string Key = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
        private const string Order = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";

        private readonly Pen _pen = new();

        [Theory]
        [InlineData("sample", "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60")]
        [InlineData("test", "D16B6AE827F17175E040871A1C7EC3500192C4C92677336EC2537ACAEE0008E0")]
        public void Nonce_is_the_one_of_the_standard(string message, string nonce)
        {
            Assert.Equal(nonce, Nonce(new Esp32Hmac(), Key, Convert.ToHexString(_pen.Hash(Encoding.ASCII.GetBytes(message)))));
        }

        [Theory]
        [InlineData(
            "sample",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
        [InlineData(
            "test",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
            "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
        public void Signature_is_the_one_of_the_standard(string message, string r, string s)
        {
            (PrivateKey key, PublicKey publicKey) = _pen.Keys(Convert.FromHexString(Key));
            Assert.Equal("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6", Convert.ToHexString(publicKey.X));
            Assert.Equal("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299", Convert.ToHexString(publicKey.Y));

            byte[] signature = _pen.Sign(key, Encoding.ASCII.GetBytes(message));
            byte[] firstNumber = new byte[32];
            byte[] secondNumber = new byte[32];
            Assert.True(Der.TryReadSignature(signature, 0, signature.Length, firstNumber, secondNumber));
            Assert.Equal(r, Convert.ToHexString(firstNumber));
            Assert.Equal(s, Convert.ToHexString(secondNumber));
        }

        [Theory]
        [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000000")]
        [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550")]
        [InlineData(Order, "0000000000000000000000000000000000000000000000000000000000000000")]
        [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552", "0000000000000000000000000000000000000000000000000000000000000001")]
        [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "00000000FFFFFFFF00000000000000004319055258E8617B0C46353D039CDAAE")]
        public void Hash_is_taken_modulo_the_order(string hash, string reduced)
        {
            // The first HMAC's message: value, tag, key, hash.
            ScriptedHmac hmac = new();
            Nonce(hmac, Key, hash);
            Assert.Equal(Key + reduced, hmac.FirstMessage[66..]);
        }

        [Theory]
        [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
        [InlineData(Order)]
        [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
        public void Nonce_out_of_range_is_replaced_by_the_next(string candidate)
        {
            ScriptedHmac hmac = new() { FifthAnswer = candidate };
            string nonce = Nonce(hmac, Key, Order);

            // Key, value, key, value, candidate; then key and value anew (3.2 h) and the next candidate.
            Assert.Equal(8, hmac.Calls);
            Assert.Equal(candidate + "00", hmac.SixthMessage);
            Assert.Equal(new string('1', 64), nonce);
        }

        [Theory]
        [InlineData("0000000000000000000000000000000000000000000000000000000000000001")]
        [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550")]
        public void Nonce_at_the_end_of_the_range_is_taken(string candidate)
        {
            ScriptedHmac hmac = new() { FifthAnswer = candidate };
            Assert.Equal(candidate, Nonce(hmac, Key, Order));
            Assert.Equal(5, hmac.Calls);
        }

        [Fact]
        public void Nonce_that_the_signer_rejects_is_followed_by_another()
        {
            Rfc6979 nonces = new(new Esp32Hmac());
            nonces.Begin(Convert.FromHexString(Key), new byte[32]);
            Run(nonces);
            string first = Convert.ToHexString(nonces.Nonce);
            nonces.Reject();
            Run(nonces);
            Assert.NotEqual(first, Convert.ToHexString(nonces.Nonce));
        }

        private static string Nonce(IHmac hmac, string key, string hash)
        {
            Rfc6979 nonces = new(hmac);
            nonces.Begin(Convert.FromHexString(key), Convert.FromHexString(hash));
            Run(nonces);
            return Convert.ToHexString(nonces.Nonce);
        }

        private static void Run(Rfc6979 nonces)
        {
            int steps = 0;
            while (!nonces.Step())
            {
                Assert.True(++steps < 100);
            }
        }

        /// <summary>Answers 11.. each time but the fifth, and keeps what it was asked.</summary>
        private sealed class ScriptedHmac : IHmac
        {
            public int Calls { get; private set; }

            public string FirstMessage { get; private set; } = "";

            public string SixthMessage { get; private set; } = "";

            public string FifthAnswer { get; init; } = new('1', 64);

            public byte[] Compute(byte[] key, byte[] data)
            {
                Calls++;
                if (Calls == 1)
                {
                    FirstMessage = Convert.ToHexString(data);
                }
                else if (Calls == 6)
                {
                    SixthMessage = Convert.ToHexString(data);
                }

                return Convert.FromHexString(Calls == 5 ? FifthAnswer : new string('1', 64));
            }
        }
    }
}
