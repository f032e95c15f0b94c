namespace NanoCharger.Ocpp.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>The backend's text about the price: taken as it is meant, or not at all.</summary>
    [TestClass]
    public class TariffAnswerTests
    {
        private const string Ten = "0123456789";

        [TestMethod]
        [DataRow("0.39 EUR/kWh", "0.39 EUR/kWh")]
        [DataRow("night \\\"low\\\"", "night \"low\"")]
        [DataRow("a\\\\b\\/c", "a\\b/c")]
        [DataRow("\\u0041\\u007e\\u0020\\u007E", "A~ ~")]
        public void It_is_taken_with_its_escapes_undone(string sent, string expected)
        {
            TokenAnswer answer = new TokenAnswer();
            Read(answer, sent);
            Assert.IsTrue(answer.Told);
            Assert.IsTrue(answer.Accepted);
            Assert.AreEqual(expected, answer.Tariff);
            Assert.AreEqual(0, answer.TariffsLeftOut);
        }

        [TestMethod]
        public void Eighty_characters_are_taken_and_one_more_is_not()
        {
            string longest = Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten;
            TokenAnswer answer = new TokenAnswer();
            Read(answer, longest);
            Assert.AreEqual(longest, answer.Tariff);
            Read(answer, longest + "x");
            Assert.IsNull(answer.Tariff, "not cut: left out");
            Assert.AreEqual(1, answer.TariffsLeftOut);

            // It is the text that counts, not how it is written.
            Read(answer, longest.Substring(1) + "\\u0041");
            Assert.AreEqual(longest.Substring(1) + "A", answer.Tariff);
            Assert.AreEqual(1, answer.TariffsLeftOut);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("a|b")]
        [DataRow("a\\u007cb")]
        [DataRow("a\\nb")]
        [DataRow("a\\tb")]
        [DataRow("\\u20ac")]
        [DataRow("\\u0141")]
        [DataRow("\\u0000")]
        [DataRow("\\u007f")]
        [DataRow("\u00c3\u00a9")]
        public void What_no_document_can_carry_is_left_out_and_counted(string sent)
        {
            TokenAnswer answer = new TokenAnswer();
            Read(answer, sent);
            Assert.IsTrue(answer.Accepted, "the driver charges all the same");
            Assert.IsNull(answer.Tariff);
            Assert.AreEqual(1, answer.TariffsLeftOut);
            Read(answer, sent);
            Assert.AreEqual(2, answer.TariffsLeftOut);
        }

        [TestMethod]
        public void An_answer_without_one_has_none_of_the_answer_before()
        {
            TokenAnswer answer = new TokenAnswer();
            Read(answer, "0.39 EUR/kWh");
            byte[] bytes = Bytes("{\"idTokenInfo\":{\"status\":\"Accepted\"}}");
            answer.Read(bytes, 0, bytes.Length);
            Assert.IsNull(answer.Tariff);
            Assert.AreEqual(0, answer.TariffsLeftOut);
        }

        private static void Read(TokenAnswer answer, string content)
        {
            byte[] bytes = Bytes("{\"idTokenInfo\":{\"personalMessage\":{\"format\":\"ASCII\",\"content\":\"" + content + "\"},\"status\":\"Accepted\"}}");
            answer.Read(bytes, 0, bytes.Length);
        }

        // One byte a character: what is behind ASCII is written as the bytes of UTF-8.
        private static byte[] Bytes(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }
    }
}
