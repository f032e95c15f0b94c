using System;
using System.Security.Cryptography;
using System.Text;
using NanoCharger.Signing;
using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>The firmware's SHA-256 against the examples of FIPS 180 and the library's.</summary>
    public sealed class Sha256Tests
    {
        private readonly Sha256 _sha = new();

        [Theory]
        [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
        [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
        [InlineData(
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
        public void Has_the_hashes_of_the_standard(string text, string hash)
        {
            byte[] message = Encoding.ASCII.GetBytes(text);
            _sha.Add(message, 0, message.Length);
            Assert.Equal(hash, Finished());
        }

        [Fact]
        public void Has_the_hash_of_a_million_letters()
        {
            byte[] letters = new byte[1000];
            Array.Fill(letters, (byte)'a');
            for (int i = 0; i < 1000; i++)
            {
                _sha.Add(letters, 0, letters.Length);
            }

            Assert.Equal("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Finished());
        }

        [Fact]
        public void Does_not_care_how_a_message_is_cut()
        {
            byte[] bytes = new byte[200];
            new Random(180).NextBytes(bytes);
            for (int length = 0; length <= bytes.Length; length++)
            {
                string expected = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length)));
                for (int cut = 0; cut <= length; cut++)
                {
                    _sha.Add(bytes, 0, cut);
                    _sha.Add(bytes, cut, length - cut);
                    Assert.Equal(expected, Finished());
                }

                for (int i = 0; i < length; i++)
                {
                    _sha.Add(bytes, i, 1);
                }

                Assert.Equal(expected, Finished());
            }
        }

        [Fact]
        public void Begins_anew_whatever_was_left()
        {
            _sha.Add(new byte[100], 3, 90);
            _sha.Begin();
            Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Finished());
        }

        [Theory]
        [InlineData(-1, 2)]
        [InlineData(0, 5)]
        [InlineData(0, 64)]
        [InlineData(3, 2)]
        [InlineData(1, -1)]
        public void Refuses_a_part_outside_the_array(int offset, int count)
        {
            Assert.Throws<ArgumentException>(() => _sha.Add(new byte[4], offset, count));
        }

        private string Finished()
        {
            byte[] hash = new byte[Sha256.HashBytes];
            _sha.Finish(hash);
            return Convert.ToHexStringLower(hash);
        }
    }
}
