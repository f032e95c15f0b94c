using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Hal.Esp32;
using NanoCharger.Signing;
using NanoCharger.TestData;
using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>The Wycheproof vectors: what has broken other implementations.</summary>
    public sealed class WycheproofTests
    {
        [VectorFact]
        public void Codes_by_the_board_are_right()
        {
            Esp32Hmac hmac = new();
            List<string> wrong = new();
            int cases = 0;
            foreach ((JsonElement group, JsonElement test) in Vectors.Read("wycheproof-hmac-sha256.json"))
            {
                byte[] code = hmac.Compute(Vectors.Bytes(test, "key"), Vectors.Bytes(test, "msg"))[..(group.GetProperty("tagSize").GetInt32() / 8)];
                Judge(test, code.SequenceEqual(Vectors.Bytes(test, "tag")), wrong);
                cases++;
            }

            Assert.Empty(wrong);
            Assert.Equal(174, cases);
        }

        [VectorFact]
        public void Signatures_are_accepted_and_refused_as_they_should()
        {
            Pen pen = new();
            byte[] x = new byte[32];
            byte[] y = new byte[32];
            List<string> wrong = new();
            int cases = 0;
            foreach ((JsonElement group, JsonElement test) in Vectors.Read("wycheproof-ecdsa-secp256r1-sha256.json"))
            {
                byte[] der = Vectors.Bytes(group, "publicKeyDer");
                Assert.True(Der.TryReadPublicKey(der, 0, der.Length, x, y));
                PublicKey key = PublicKey.FromBytes(x, y);
                Assert.NotNull(key);
                Judge(test, pen.Accepts(key, Vectors.Bytes(test, "msg"), Vectors.Bytes(test, "sig")), wrong);
                cases++;
            }

            Assert.Empty(wrong);
            Assert.Equal(484, cases);
        }

        private static void Judge(JsonElement test, bool accepted, List<string> wrong)
        {
            bool valid = Vectors.Text(test, "result") == "valid";
            if (accepted != valid)
            {
                wrong.Add($"{test.GetProperty("tcId").GetInt32()} {Vectors.Text(test, "comment")}: {(accepted ? "accepted" : "refused")}");
            }
        }
    }
}
