namespace NanoCharger.App.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>What the charger says by itself on the serial port: the message of an error may hold what came from outside.</summary>
    [TestClass]
    public class NoticeTests
    {
        [TestMethod]
        public void No_control_character_of_an_error_s_message_reaches_the_terminal()
        {
            Loop loop = new Loop();
            loop.Board.Converter.Failure = "a\r\nok\u001b[2J\u007f\u009b\u00e9";
            loop.Charger.Turn();
            Assert.Contains("halted: a\\u000d\\u000aok\\u001b[2J\\u007f\\u009b\\u00e9\r\n", loop.Board.Port.Printed);
        }

        /// <summary>Its line keeps its end, and no escape is torn in two.</summary>
        [TestMethod]
        public void A_message_that_is_too_long_is_cut_and_its_line_ends()
        {
            Loop loop = new Loop();
            string message = string.Empty;
            for (int i = 0; i < 109; i++)
            {
                message += "x";
            }

            loop.Board.Converter.Failure = message + "\u001b\u001b";
            loop.Charger.Turn();
            Assert.Contains("halted: " + message + "\r\n", loop.Board.Port.Printed);
        }
    }
}
