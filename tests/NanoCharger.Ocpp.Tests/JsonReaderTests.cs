namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Ocpp.Json;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What is JSON and what is not, and that nothing from outside can do more than be refused.</summary>
    [TestClass]
    public class JsonReaderTests
    {
        private const string Sample = "[2,\"1-2\",\"A\",{\"a\":[1,-2.5e+3,true,null,{\"b\\\"\":\"\\u00e4\"}],\"c\":{}}]";

        [TestMethod]
        [DataRow("{}")]
        [DataRow(" [ ] ")]
        [DataRow("[1,2]")]
        [DataRow("{\"a\":1,\"b\":[{}]}")]
        [DataRow("\"\\\\\\/\\b\\u00Ff\"")]
        [DataRow("-0.5E-10")]
        [DataRow("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]")]
        public void Reads_what_is_JSON(string text)
        {
            Assert.AreEqual((int)JsonFault.None, (int)ReadAll(text, out _));
        }

        [TestMethod]
        [DataRow("", (int)JsonFault.Truncated, 0)]
        [DataRow("[1", (int)JsonFault.Truncated, 2)]
        [DataRow("[1,", (int)JsonFault.Truncated, 3)]
        [DataRow("[1,]", (int)JsonFault.Unexpected, 3)]
        [DataRow("[,1]", (int)JsonFault.Unexpected, 1)]
        [DataRow("[1 2]", (int)JsonFault.Unexpected, 3)]
        [DataRow("[}", (int)JsonFault.Unexpected, 1)]
        [DataRow("{]", (int)JsonFault.Unexpected, 1)]
        [DataRow("{\"a\"}", (int)JsonFault.Unexpected, 4)]
        [DataRow("{\"a\":}", (int)JsonFault.Unexpected, 5)]
        [DataRow("{\"a\":1,}", (int)JsonFault.Unexpected, 7)]
        [DataRow("{1:2}", (int)JsonFault.Unexpected, 1)]
        [DataRow("]", (int)JsonFault.Unexpected, 0)]
        [DataRow("01", (int)JsonFault.Trailing, 1)]
        [DataRow("-", (int)JsonFault.BadNumber, 1)]
        [DataRow("1.", (int)JsonFault.BadNumber, 2)]
        [DataRow("1e", (int)JsonFault.BadNumber, 2)]
        [DataRow("tru", (int)JsonFault.Unexpected, 0)]
        [DataRow("\"a", (int)JsonFault.Truncated, 2)]
        [DataRow("\"\\x\"", (int)JsonFault.BadText, 2)]
        [DataRow("\"\\u12G4\"", (int)JsonFault.BadText, 5)]
        [DataRow("\"\n\"", (int)JsonFault.BadText, 1)]
        [DataRow("{} {}", (int)JsonFault.Trailing, 3)]
        [DataRow("[[[[[[[[[[[[[[[[[", (int)JsonFault.TooDeep, 16)]
        public void Refuses_what_is_not_and_says_where(string text, int fault, int position)
        {
            Assert.AreEqual(fault, (int)ReadAll(text, out int at));
            Assert.AreEqual(position, at);
        }

        [TestMethod]
        public void Every_beginning_of_a_text_is_refused_and_the_whole_is_not()
        {
            for (int length = 0; length < Sample.Length; length++)
            {
                Assert.AreNotEqual((int)JsonFault.None, (int)ReadAll(Sample.Substring(0, length), out _), length.ToString());
            }

            Assert.AreEqual((int)JsonFault.None, (int)ReadAll(Sample, out _));
        }

        [TestMethod]
        public void Any_bytes_are_read_or_refused_within_their_length()
        {
            // A linear congruence instead of Random, which gives other numbers on the device. Seed 1.
            uint state = 1;
            byte[] bytes = new byte[Sample.Length];
            JsonReader reader = new JsonReader();
            OcppFrame frame = new OcppFrame();
            for (int round = 0; round < 5000; round++)
            {
                for (int i = 0; i < bytes.Length; i++)
                {
                    state = (state * 1664525) + 1013904223;
                    bytes[i] = (state >> 24) < 16 ? (byte)(state >> 16) : (byte)Sample[i];
                }

                reader.Start(bytes, 0, bytes.Length);
                int tokens = 0;
                while (reader.Read() != JsonToken.End && reader.Token != JsonToken.Fault)
                {
                    tokens++;
                }

                Assert.IsTrue(tokens <= bytes.Length && reader.Position <= bytes.Length, round.ToString());
                frame.Parse(bytes, bytes.Length);
            }
        }

        [TestMethod]
        public void Writes_what_it_reads()
        {
            JsonWriter json = new JsonWriter(new AsciiWriter(200));
            json.OpenObject().Name("a\"").Text("\\\n\u00e4").Name("b").OpenArray().Number(-1).Thousandths(2).Bool(false).OpenObject().CloseObject();
            json.CloseArray().Name("c").Date(0).CloseObject();
            string text = json.Target.ToString();
            Assert.AreEqual("{\"a\\\"\":\"\\\\\\u000a?\",\"b\":[-1,0.002,false,{}],\"c\":\"1970-01-01T00:00:00Z\"}", text);
            Assert.AreEqual((int)JsonFault.None, (int)ReadAll(text, out _));
        }

        private static JsonFault ReadAll(string text, out int position)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            JsonReader reader = new JsonReader();
            reader.Start(bytes, 0, bytes.Length);
            while (reader.Read() != JsonToken.End && reader.Token != JsonToken.Fault)
            {
            }

            position = reader.Position;
            return reader.Fault;
        }
    }
}
