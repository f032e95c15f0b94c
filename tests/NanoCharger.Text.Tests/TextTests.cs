namespace NanoCharger.Text.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>Numbers and dates in ASCII, and the code that guards stored bytes.</summary>
    [TestClass]
    public class TextTests
    {
        [TestMethod]
        [DataRow(0L, "0")]
        [DataRow(-1L, "-1")]
        [DataRow(9223372036854775807L, "9223372036854775807")]
        [DataRow(-9223372036854775808L, "-9223372036854775808")]
        public void Writes_every_whole_number(long value, string text)
        {
            AsciiWriter writer = new AsciiWriter(20);
            writer.Number(value);
            Assert.AreEqual(text, writer.ToString());
        }

        [TestMethod]
        [DataRow(1234L, "1.234")]
        [DataRow(5L, "0.005")]
        [DataRow(-5L, "-0.005")]
        [DataRow(1000L, "1.000")]
        public void Writes_thousandths(long value, string text)
        {
            AsciiWriter writer = new AsciiWriter(20);
            writer.Fixed(value, 3);
            Assert.AreEqual(text, writer.ToString());
        }

        [TestMethod]
        public void Keeps_what_fits_and_remembers_that_something_did_not()
        {
            AsciiWriter writer = new AsciiWriter(4);
            writer.Put("abcdef");
            Assert.AreEqual("abcd", writer.ToString());
            Assert.IsTrue(writer.Overflow);
            writer.Clear();
            Assert.IsFalse(writer.Overflow);
        }

        [TestMethod]
        [DataRow(0L, "1970-01-01T00:00:00Z")]
        [DataRow(951782400000L, "2000-02-29T00:00:00Z")]
        [DataRow(1795353724000L, "2026-11-22T13:22:04Z")]
        [DataRow(4107542399000L, "2100-02-28T23:59:59Z")]
        [DataRow(4107542400000L, "2100-03-01T00:00:00Z")]
        [DataRow(253402300799000L, "9999-12-31T23:59:59Z")]
        public void Writes_and_reads_dates(long utcMillis, string text)
        {
            AsciiWriter writer = new AsciiWriter(UtcDate.TextLength);
            UtcDate.Write(writer, utcMillis);
            Assert.AreEqual(text, writer.ToString());
            Assert.IsTrue(UtcDate.TryRead(writer.Buffer, 0, writer.Length, out long back));
            Assert.AreEqual(utcMillis, back);
        }

        [TestMethod]
        public void Every_day_of_four_centuries_goes_there_and_back()
        {
            AsciiWriter writer = new AsciiWriter(UtcDate.TextLength);
            for (long day = 0; day < 146097; day += 7)
            {
                writer.Clear();
                UtcDate.Write(writer, day * 86400000);
                Assert.IsTrue(UtcDate.TryRead(writer.Buffer, 0, writer.Length, out long back));
                Assert.AreEqual(day * 86400000, back);
            }
        }

        [TestMethod]
        [DataRow("2026-13-01T00:00:00Z")]
        [DataRow("2026-02-29T00:00:00Z")]
        [DataRow("2026-01-01 00:00:00Z")]
        [DataRow("2026-01-01T24:00:00Z")]
        [DataRow("2026-01--1T00:00:00Z")]
        [DataRow("2026-01-01T00:00:00")]
        public void Refuses_what_is_no_date(string text)
        {
            AsciiWriter writer = new AsciiWriter(40);
            writer.Put(text);
            Assert.IsFalse(UtcDate.TryRead(writer.Buffer, 0, writer.Length, out _));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("-")]
        [DataRow("+1")]
        [DataRow("1 ")]
        [DataRow("0x1")]
        [DataRow("1234567890123456789")]
        public void Refuses_what_is_no_number(string text)
        {
            Assert.IsFalse(Ascii.TryNumber(text, out long value));
            Assert.AreEqual(0L, value);
        }

        [TestMethod]
        public void The_code_is_that_of_the_standard()
        {
            // The check value that every description of this CRC gives.
            AsciiWriter writer = new AsciiWriter(9);
            writer.Put("123456789");
            Assert.AreEqual(0xCBF43926u, Crc32.Compute(writer.Buffer, 0, 9));
        }

        [TestMethod]
        [DataRow("", "")]
        [DataRow("f", "Zg==")]
        [DataRow("fo", "Zm8=")]
        [DataRow("foo", "Zm9v")]
        [DataRow("foob", "Zm9vYg==")]
        [DataRow("fooba", "Zm9vYmE=")]
        [DataRow("foobar", "Zm9vYmFy")]
        [DataRow("~~~???", "fn5+Pz8/")]
        public void Writes_base64_as_the_examples_of_its_standard_have_it(string text, string base64)
        {
            byte[] bytes = new byte[text.Length + 1];
            for (int i = 0; i < text.Length; i++)
            {
                bytes[i + 1] = (byte)text[i];
            }

            AsciiWriter writer = new AsciiWriter(12);
            Base64.Write(writer, bytes, 1, text.Length);
            Assert.AreEqual(base64, writer.ToString());
            Assert.AreEqual(base64.Length, Base64.Length(text.Length));
        }

        [TestMethod]
        public void Leaves_out_base64_and_digits_that_do_not_fit_as_a_whole()
        {
            AsciiWriter writer = new AsciiWriter(5);
            Base64.Write(writer, new byte[] { 1, 2, 3, 4 }, 0, 4);
            Assert.AreEqual(0, writer.Length);
            Assert.IsTrue(writer.Overflow);
            writer.Clear();
            Hex.Write(writer, new byte[] { 0x0A, 0xF9 }, 0, 2);
            Assert.AreEqual("0af9", writer.ToString());
            Assert.IsFalse(writer.Overflow);
            Hex.WriteCapitals(writer, new byte[] { 0xAB }, 0, 1);
            Assert.AreEqual("0af9", writer.ToString());
            Assert.IsTrue(writer.Overflow);
        }

        /// <summary>A transaction's id of a backend that forges a receipt's total and clears the screen.</summary>
        [TestMethod]
        public void Escapes_what_does_not_print_and_nothing_else()
        {
            Assert.AreEqual("a\\u000aTotal EUR 0.00\\u001b[2J ~\\u007f\\u009b\\u00e9", Escaped("a\nTotal EUR 0.00\u001b[2J ~\u007f\u009b\u00e9", 80));
            Assert.AreEqual(" ~\\\"", Escaped(" ~\\\"", 80));
        }

        [TestMethod]
        public void Never_writes_half_an_escape()
        {
            Assert.AreEqual("ab", Escaped("ab\u001b", 7));
            Assert.AreEqual("ab\\u001b", Escaped("ab\u001b", 8));
        }

        private static string Escaped(string text, int room)
        {
            AsciiWriter writer = new AsciiWriter(room);
            int width = 0;
            for (int i = 0; i < text.Length; i++)
            {
                Printable.Put(writer, text[i]);
                width += Printable.WidthOf(text[i]);
            }

            Assert.AreEqual(width > room, writer.Overflow);
            Assert.IsTrue(writer.Overflow || writer.Length == width);
            return writer.ToString();
        }
    }
}
