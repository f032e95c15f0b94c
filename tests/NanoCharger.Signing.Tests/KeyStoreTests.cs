namespace NanoCharger.Signing.Tests
{
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The key in its two slots, whatever becomes of the power or of a slot.</summary>
    [TestClass]
    public class KeyStoreTests
    {
        [TestMethod]
        public void Holds_the_key_in_both_slots_and_finds_it_again()
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            KeyStore keys = new KeyStore(flash);
            Assert.IsNull(keys.Load());
            Assert.AreEqual((byte)0x60, keys.Public.X[0]);
            Assert.AreEqual(1L, keys.Generation);
            Assert.AreEqual(1700000000000, keys.UtcMillis);
            Same(flash.Content(KeyStore.SlotA), flash.Content(KeyStore.SlotB));
        }

        /// <summary>Every bit of either slot; and a slot with the key before, which a power cut has left.</summary>
        [TestMethod]
        [DataRow(KeyStore.SlotA)]
        [DataRow(KeyStore.SlotB)]
        public void One_spoilt_slot_is_mended_from_the_other(string name)
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            byte[] before = new byte[flash.Content(name).Length];
            flash.Content(name).CopyTo(before, 0);
            KeyStore keys = new KeyStore(flash);
            keys.Load();
            keys.Save(Drawn(new CountingNoise()).Made, 1, ClockQuality.Unknown);
            byte newest = keys.Public.X[0];
            for (int bit = 0; bit <= before.Length * 8; bit++)
            {
                bool spoilt = bit < before.Length * 8;
                if (spoilt)
                {
                    flash.Content(name)[bit / 8] ^= (byte)(1 << (bit % 8));
                }
                else
                {
                    flash.Write(name, before, before.Length);
                }

                keys = new KeyStore(flash);
                Assert.AreEqual(spoilt ? "a slot was damaged, mended from the other" : null, keys.Load());
                Assert.AreEqual(newest, keys.Public.X[0], "bit " + bit.ToString());
                Assert.AreEqual(2L, keys.Generation);
                Same(flash.Content(KeyStore.SlotA), flash.Content(KeyStore.SlotB));
            }
        }

        /// <summary>An older key than the station's last one is as good as none, and its number is not used again.</summary>
        [TestMethod]
        public void A_key_older_than_the_last_is_lost_and_the_next_is_counted_from_there()
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            KeyStore keys = new KeyStore(flash);
            keys.Load();
            keys.GoOnFrom(3);
            Assert.IsTrue(keys.Lost);
            Assert.IsNull(keys.Key);
            keys.Save(Drawn(new CountingNoise()).Made, 1, ClockQuality.Unknown);
            Assert.AreEqual(4L, keys.Generation);
            KeyStore again = new KeyStore(flash);
            Assert.IsNull(again.Load());
            Assert.AreEqual(4L, again.Generation);
            Assert.IsFalse(again.Lost);
        }

        [TestMethod]
        public void Two_spoilt_slots_are_a_lost_key_and_none_is_made_in_its_place()
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            flash.Content(KeyStore.SlotA)[40] ^= 1;
            flash.Content(KeyStore.SlotB)[40] ^= 1;
            KeyStore keys = new KeyStore(flash);
            keys.Load();
            Assert.IsTrue(keys.Lost);
            Assert.IsNull(keys.Key);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        public void A_power_cut_while_a_key_is_replaced_leaves_the_one_or_the_other(int cut)
        {
            for (int operation = 1; operation <= 2; operation++)
            {
                FakeFlash flash = new FakeFlash();
                FakeKey.Store(flash);
                KeyStore keys = new KeyStore(flash);
                keys.Load();
                KeyDraw draw = Drawn(new CountingNoise());
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + operation;
                try
                {
                    keys.Save(draw.Made, 1, ClockQuality.Unknown);
                }
                catch (PowerCutException)
                {
                    flash.Restore();
                }

                KeyStore again = new KeyStore(flash);
                again.Load();
                bool old = cut == 0 && operation == 1;
                Assert.AreEqual(old ? 1L : 2L, again.Generation);
                Assert.AreEqual(old ? (byte)0x60 : draw.Made.Public.X[0], again.Public.X[0]);
                Same(flash.Content(KeyStore.SlotA), flash.Content(KeyStore.SlotB));
            }
        }

        [TestMethod]
        public void Noise_gives_a_key_and_other_noise_another()
        {
            CountingNoise noise = new CountingNoise();
            KeyDraw one = Drawn(noise);
            KeyDraw other = Drawn(noise);
            Assert.IsNotNull(one.Made.Key);
            Assert.IsNotNull(other.Made.Key);
            Assert.IsFalse(one.Made.Public.X[0] == other.Made.Public.X[0] && one.Made.Public.X[1] == other.Made.Public.X[1]);
        }

        [TestMethod]
        public void Noise_that_is_dead_or_repeats_itself_or_is_not_there_gives_none()
        {
            Assert.IsNull(Drawn(new FakeNoise(0)).Made.Key, "dead");
            Assert.IsNull(Drawn(new FakeNoise(0xA7)).Made.Key, "stuck");
            CountingNoise repeating = new CountingNoise();
            repeating.Repeats = true;
            Assert.IsNull(Drawn(repeating).Made.Key, "the same twice");
            Assert.IsNull(Drawn(null).Made.Key, "a board without");
        }

        private static KeyDraw Drawn(IEntropy entropy)
        {
            KeyDraw draw = new KeyDraw(entropy);
            draw.Begin();
            while (!draw.Step())
            {
            }

            return draw;
        }

        private static void Same(byte[] one, byte[] other)
        {
            Assert.AreEqual(one.Length, other.Length);
            for (int i = 0; i < one.Length; i++)
            {
                Assert.AreEqual(one[i], other[i]);
            }
        }
    }
}
