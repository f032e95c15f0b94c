namespace NanoCharger.Core.Tests.SessionLog
{
    using System.IO;
    using NanoCharger.Core.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What is set aside stays readable, whatever the power or a bit does.</summary>
    [TestClass]
    public class AsideFileTests
    {
        [TestMethod]
        public void A_torn_tail_is_seen_and_the_next_record_stands_in_line()
        {
            FakeFlash flash = new FakeFlash();
            Keep(Loaded(flash), 5, "one");
            flash.Append(AsideFile.FileName, new byte[100], 100);
            AsideFile file = Loaded(flash);
            Assert.AreEqual(1, file.Count);
            Keep(file, 7, "two");
            Assert.AreEqual(2 * AsideFile.EntryBytes, flash.Content(AsideFile.FileName).Length);
            Assert.AreEqual("5 one, 7 two, ", All(Loaded(flash)));
        }

        [TestMethod]
        public void A_bit_costs_one_record_at_most_and_in_the_reason_none()
        {
            for (int i = 0; i < AsideFile.EntryBytes; i += 3)
            {
                FakeFlash flash = Three();
                flash.Content(AsideFile.FileName)[AsideFile.EntryBytes + i] ^= 4;
                AsideFile file = Loaded(flash);
                string all = All(file);
                Assert.AreEqual(i < LogRecord.Bytes ? "5 one, 9 three, " : "5 one, 7 the reason is damaged, 9 three, ", all, i.ToString());
                Assert.AreEqual(i < LogRecord.Bytes ? 1 : 0, file.Damaged);
                Keep(file, 11, "four");
                Assert.AreEqual(all + "11 four, ", All(Loaded(flash)));
            }
        }

        [TestMethod]
        public void A_damaged_record_is_kept_for_somebody_to_look_into()
        {
            FakeFlash flash = Three();
            flash.Content(AsideFile.FileName)[AsideFile.EntryBytes + 40] ^= 4;
            AsideFile file = Loaded(flash);
            file.Remove(5);
            Assert.AreEqual("9 three, ", All(file));
            file = Loaded(flash);
            Assert.AreEqual(1, file.Damaged);
            Assert.AreEqual("9 three, ", All(file));
        }

        [TestMethod]
        public void A_record_that_is_kept_already_gets_the_new_reason_only()
        {
            FakeFlash flash = Three();
            AsideFile file = Loaded(flash);
            Keep(file, 7, "again");
            Assert.AreEqual("5 one, 7 again, 9 three, ", All(file));
            Assert.AreEqual("5 one, 7 again, 9 three, ", All(Loaded(flash)));
        }

        [TestMethod]
        public void Removes_one_and_the_file_with_the_last()
        {
            FakeFlash flash = Three();
            AsideFile file = Loaded(flash);
            file.Remove(7);
            file.Remove(8);
            Assert.AreEqual("5 one, 9 three, ", All(file));
            Assert.AreEqual("5 one, 9 three, ", All(Loaded(flash)));
            file.Remove(5);
            file.Remove(9);
            Assert.AreEqual(0, file.Count);
            Assert.IsNull(flash.Content(AsideFile.FileName));
        }

        [TestMethod]
        public void A_full_file_takes_no_other_record()
        {
            AsideFile file = Loaded(new FakeFlash());
            for (int i = 1; i <= AsideFile.MaxEntries; i++)
            {
                Keep(file, i, "x");
            }

            LogRecord record = new LogRecord { Sequence = 100 };
            Assert.IsFalse(file.TryKeep(record, new AsciiWriter(1)));
            file.Remove(1);
            Assert.IsTrue(file.TryKeep(record, new AsciiWriter(1)));
            Assert.AreEqual(100L, file.LastSequence);
        }

        [TestMethod]
        public void After_a_failure_of_the_flash_it_looks_what_is_there()
        {
            FakeFlash flash = Three();
            AsideFile file = Loaded(flash);
            flash.Lying = true;
            try
            {
                file.Remove(5);
                Assert.IsTrue(false, "the flash said that it failed");
            }
            catch (IOException)
            {
                flash.Lying = false;
            }

            Assert.AreEqual("7 two, 9 three, ", All(file));
            Keep(file, 11, "four");
            Assert.AreEqual("7 two, 9 three, 11 four, ", All(Loaded(flash)));
        }

        private static FakeFlash Three()
        {
            FakeFlash flash = new FakeFlash();
            AsideFile file = Loaded(flash);
            Keep(file, 5, "one");
            Keep(file, 7, "two");
            Keep(file, 9, "three");
            return flash;
        }

        private static AsideFile Loaded(FakeFlash flash)
        {
            AsideFile file = new AsideFile(flash);
            file.Load();
            return file;
        }

        private static void Keep(AsideFile file, long sequence, string why)
        {
            AsciiWriter reason = new AsciiWriter(20);
            reason.Put(why);
            Assert.IsTrue(file.TryKeep(new LogRecord { Sequence = sequence }, reason));
        }

        private static string All(AsideFile file)
        {
            string all = string.Empty;
            LogRecord record = new LogRecord();
            AsciiWriter reason = new AsciiWriter(AsideFile.MaxReasonLength);
            while (file.TryReadNext(record.Sequence, record, reason))
            {
                all += record.Sequence.ToString() + " " + reason.ToString() + ", ";
                reason.Clear();
            }

            return all;
        }
    }
}
