namespace NanoCharger.App.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Signing;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What a technician may do with the key, on the whole charger; the private number is shown to nobody.</summary>
    [TestClass]
    public class KeyCommandTests
    {
        private const int DocumentMillis = 30000;
        private const int KeyMillis = 30000;
        private const string Der = "3059301306072a8648ce3d020106082a8648ce3d0301070342000460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";

        [TestMethod]
        public void Show_prints_the_public_key()
        {
            SignedLoop charger = Start();
            string shown = charger.Type("key show", KeyMillis);
            Assert.Contains(Der, shown);
            Assert.Contains("-----BEGIN PUBLIC KEY-----", shown);
            Assert.Contains("-----END PUBLIC KEY-----", shown);
        }

        [TestMethod]
        public void Without_the_word_nothing_is_replaced()
        {
            SignedLoop charger = Start();
            string before = Slots(charger);
            Assert.Contains("key generate CONFIRM replaces it for ever", charger.Type("key generate", KeyMillis));
            charger.Type("key generate confirm", KeyMillis);
            Assert.AreEqual(before, Slots(charger));
            Assert.AreEqual("key 1 made", SignedLoop.SecurityEvent(charger.Board.Flash));
        }

        [TestMethod]
        public void Confirmed_it_is_replaced_in_both_slots_shown_and_told_in_the_log()
        {
            SignedLoop charger = Start();
            string old = SignedLoop.PrivateDigits(charger.Board.Flash, KeyStore.SlotA);
            string told = charger.Type("key generate CONFIRM", KeyMillis);
            Assert.Contains("ok, the result follows", told);
            Assert.Contains("key: made", told);
            FakeFlash flash = charger.Board.Flash;
            Assert.AreEqual("key 2 made, the one before replaced", SignedLoop.SecurityEvent(flash));
            Assert.Contains("key 2 made", charger.Type("log 5", KeyMillis));
            Assert.AreEqual(SignedLoop.PublicDigits(flash, KeyStore.SlotA), SignedLoop.PublicDigits(flash, KeyStore.SlotB));
            Assert.IsFalse(old == SignedLoop.PrivateDigits(flash, KeyStore.SlotA), "replaced");
            Assert.IsFalse(old == SignedLoop.PrivateDigits(flash, KeyStore.SlotB), "gone");
            string shown = charger.Type("key show", KeyMillis);
            Assert.Contains(SignedLoop.PublicDigits(flash, KeyStore.SlotA), shown);
            Assert.DoesNotContains(Der, shown);
        }

        [TestMethod]
        public void Refused_while_a_transaction_is_open()
        {
            SignedLoop charger = Start();
            string before = Slots(charger);
            charger.Loop.Charge(449);
            Assert.Contains("refused: a transaction is open", charger.Type("key generate CONFIRM", KeyMillis));
            Assert.AreEqual(before, Slots(charger));
        }

        [TestMethod]
        public void Given_up_when_a_transaction_begins_meanwhile()
        {
            SignedLoop charger = Start();
            string before = Slots(charger);
            charger.Board.Converter.AmpsPeak = 449;
            charger.Board.PilotLine.Show(9000);
            charger.Run(1000);
            charger.Board.PilotLine.Show(6000);
            string told = charger.Type("key generate CONFIRM", KeyMillis);
            Assert.Contains("ok, the result follows", told);
            Assert.Contains("given up: a transaction is open", told);
            Assert.AreEqual(before, Slots(charger));
        }

        [TestMethod]
        public void Refused_while_bills_are_owed_and_done_when_they_are_delivered()
        {
            SignedLoop charger = Start();
            string before = Slots(charger);
            charger.ChargeOnce(5000);
            Assert.Contains("refused: bills are owed under the present key", charger.Type("key generate CONFIRM", KeyMillis));
            Assert.AreEqual(before, Slots(charger));
            charger.Link.Connect();
            charger.Run(3 * DocumentMillis);
            Assert.AreEqual(2, charger.Documents);
            Assert.Contains("key: made", charger.Type("key generate CONFIRM", KeyMillis));
        }

        /// <summary>A document that has left keeps its bytes for ever: sent again, it has to be signed by the key that signed it first.</summary>
        [TestMethod]
        public void Refused_while_records_are_set_aside_and_done_when_they_are_taken()
        {
            FakeFlash flash = SignedLoop.FlashWithKey();
            SetAside(flash);
            SignedLoop charger = new SignedLoop(flash, new CountingNoise());
            string before = Slots(charger);
            Assert.Contains("refused: records are set aside under the present key, see outbox", charger.Type("key generate CONFIRM", KeyMillis));
            Assert.AreEqual(before, Slots(charger));
            charger.Link.Connect();
            charger.Type("outbox retry", 3 * DocumentMillis);
            Assert.Contains("key: made", charger.Type("key generate CONFIRM", KeyMillis));
        }

        [TestMethod]
        public void With_the_key_lost_what_is_set_aside_is_no_reason_to_refuse_another()
        {
            FakeFlash flash = SignedLoop.FlashWithKey();
            SignedLoop charger = new SignedLoop(flash, new CountingNoise());
            SetAside(flash);
            flash.Content(KeyStore.SlotA)[30] ^= 1;
            flash.Content(KeyStore.SlotB)[30] ^= 1;
            charger = new SignedLoop(flash, new CountingNoise());
            Assert.Contains("key: made", charger.Type("key generate CONFIRM", KeyMillis));
        }

        [TestMethod]
        public void Nobody_is_ever_told_the_private_number()
        {
            SignedLoop charger = Start();
            charger.Link.Connect();
            byte[] old = SignedLoop.PrivateBytes(charger.Board.Flash);
            charger.ChargeOnce(DocumentMillis);
            charger.Run(2 * DocumentMillis);
            charger.Type("key show", KeyMillis);
            charger.Type("key generate CONFIRM", KeyMillis);
            charger.ChargeOnce(DocumentMillis);
            charger.Run(2 * DocumentMillis);
            string[] lines = { "help", "status", "log 50", "faults", "settings", "get", "set", "key", "key show", "key private", "token list", "calibrate show" };
            for (int i = 0; i < lines.Length; i++)
            {
                charger.Type(lines[i], KeyMillis);
            }

            Assert.IsTrue(charger.Documents >= 4, "documents were told");
            string told = charger.Told;
            AssertHidden(old, told);
            AssertHidden(SignedLoop.PrivateBytes(charger.Board.Flash), told);
            AssertHidden(old, charger.Board.Flash);
        }

        private static SignedLoop Start()
        {
            return new SignedLoop(SignedLoop.FlashWithKey(), new CountingNoise());
        }

        private static void SetAside(FakeFlash flash)
        {
            LogRecord record = new LogRecord { Sequence = 1, Transaction = 1, Event = TransactionEventKind.Ended, Kind = LogRecordKind.Transaction };
            Assert.IsTrue(new AsideFile(flash).TryKeep(record, new AsciiWriter(1)));
        }

        private static string Slots(SignedLoop charger)
        {
            return SignedLoop.PrivateDigits(charger.Board.Flash, KeyStore.SlotA) + SignedLoop.PrivateDigits(charger.Board.Flash, KeyStore.SlotB);
        }

        // As digits of either size, as base64 at each of its three places, and as it is. A part of 8 bytes would be too much already.
        private static void AssertHidden(byte[] number, string told)
        {
            for (int at = 0; at + 8 <= number.Length; at++)
            {
                byte[] part = new byte[8];
                System.Array.Copy(number, at, part, 0, 8);
                AsciiWriter capitals = new AsciiWriter(17);
                Hex.WriteCapitals(capitals, part, 0, 8);
                AsciiWriter base64 = new AsciiWriter(17);
                Base64.Write(base64, part, 0, 6);
                char[] raw = new char[8];
                for (int i = 0; i < 8; i++)
                {
                    raw[i] = (char)part[i];
                }

                Assert.IsTrue(told.IndexOf(Letters.Hex(part, 8)) < 0, "digits");
                Assert.IsTrue(told.IndexOf(capitals.ToString()) < 0, "capital digits");
                Assert.IsTrue(told.IndexOf(base64.ToString()) < 0, "base64");
                Assert.IsTrue(told.IndexOf(new string(raw)) < 0, "bytes");
            }
        }

        // A replaced key is nowhere in flash any more.
        private static void AssertHidden(byte[] number, FakeFlash flash)
        {
            string digits = Letters.Hex(number, number.Length);
            string[] names = flash.List();
            for (int i = 0; i < names.Length; i++)
            {
                byte[] content = flash.Content(names[i]);
                Assert.IsTrue(Letters.Hex(content, content.Length).IndexOf(digits) < 0, names[i]);
            }
        }
    }
}
