using System;
using System.Collections.Generic;
using System.Numerics;
using System.Security.Cryptography;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Signing;
using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>The check where points coincide, and the signer with and without blinding.</summary>
    public sealed class CurveTests
    {
        /// <summary>Signatures made up so that the check adds few multiples of points that are themselves few multiples of the base point.</summary>
        [Fact]
        public void Check_is_right_where_it_adds_a_point_to_itself_or_to_its_negative()
        {
            Pen pen = new();
            SignatureCheck check = new();
            foreach (BigInteger number in new[] { 1, 2, 3, 5, Numbers.N - 1, Numbers.N - 2, Numbers.N - 3 })
            {
                PublicKey key = pen.Keys(Numbers.Bytes(number)).Public;
                for (int u1 = 0; u1 < 10; u1++)
                {
                    for (int u2 = 1; u2 < 10; u2++)
                    {
                        BigInteger multiple = (u1 + (u2 * number)) % Numbers.N;
                        BigInteger r = multiple.IsZero ? 12345 : Numbers.Mod(new BigInteger(pen.Keys(Numbers.Bytes(multiple)).Public.X, true, true), Numbers.N);
                        BigInteger s = r * BigInteger.ModPow(u2, Numbers.N - 2, Numbers.N) % Numbers.N;
                        bool valid = Check(check, key, Numbers.Bytes(u1 * s % Numbers.N), Numbers.Bytes(r), Numbers.Bytes(s));
                        Assert.Equal(!multiple.IsZero, valid);
                    }
                }
            }
        }

        [Fact]
        public void Check_of_another_key_in_between_and_one_broken_off_leave_nothing_behind()
        {
            SignatureCheck check = new();
            List<(PublicKey Key, byte[] Hash, byte[] Signature)> all = [];
            for (int i = 0; i < 2; i++)
            {
                using ECDsa library = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                ECPoint q = library.ExportParameters(false).Q;
                byte[] hash = RandomNumberGenerator.GetBytes(32);
                all.Add((PublicKey.FromBytes(q.X!, q.Y!), hash, library.SignHash(hash)));
            }
            for (int steps = 0; steps < 60; steps++)
            {
                check.Begin(all[0].Key, all[0].Hash, all[0].Signature[..32], all[0].Signature[32..]);
                for (int i = 0; i < steps; i++)
                {
                    check.Step();
                }
                Assert.False(check.Valid);
                int other = steps & 1;
                Assert.True(Check(check, all[other].Key, all[other].Hash, all[other].Signature[..32], all[other].Signature[32..]));
                Assert.False(Check(check, all[1 - other].Key, all[other].Hash, all[other].Signature[..32], all[other].Signature[32..]));
            }
        }

        [Fact]
        public void Blinding_changes_nothing_that_comes_out()
        {
            Pen pen = new();
            Signer plain = new(new Esp32Hmac(), null);
            byte[] prime = Numbers.Bytes(Numbers.P);
            Signer[] blinded = [new(new Esp32Hmac(), new Given(RandomNumberGenerator.GetBytes(32))), new(new Esp32Hmac(), new Given(new byte[32])), new(new Esp32Hmac(), new Given(prime))];
            for (int i = 0; i < 20; i++)
            {
                PrivateKey key = pen.Keys(Numbers.Bytes(i + 1)).Private;
                byte[] hash = RandomNumberGenerator.GetBytes(32);
                Sign(plain, key, hash);
                foreach (Signer signer in blinded)
                {
                    Sign(signer, key, hash);
                    Assert.Equal(plain.R, signer.R);
                    Assert.Equal(plain.S, signer.S);
                }
            }
        }

        private static bool Check(SignatureCheck check, PublicKey key, byte[] hash, byte[] r, byte[] s)
        {
            check.Begin(key, hash, r, s);
            while (!check.Step())
            {
            }
            return check.Valid;
        }

        private static void Sign(Signer signer, PrivateKey key, byte[] hash)
        {
            signer.Begin(key, hash);
            while (!signer.Step())
            {
            }
        }

        private sealed class Given(byte[] bytes) : IEntropy
        {
            public void Fill(byte[] buffer)
            {
                bytes.CopyTo(buffer, 0);
            }
        }
    }
}
