namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Link;
    using nanoFramework.TestFramework;

    /// <summary>The way to the broker at the serial port.</summary>
    [TestClass]
    public class LinkCommandTests
    {
        [TestMethod]
        public void Shows_where_it_leads_and_that_nothing_went_wrong()
        {
            FakeDesk desk = new FakeDesk();
            desk.Parts.Settings.Set("mqtt.host", "broker.example");
            desk.Parts.Trial.Start("NC-0001", 1);
            Assert.AreEqual(
                "link\r\nlink      offline, no Wi-Fi, sessions 0, messages dropped 0\r\n"
                + "broker    broker.example:1883, none without an authority\r\n"
                + "trial     nothing\r\n"
                + "handshake 0, outlasted the hold 0, ration 0, none waits\r\n"
                + "last      nothing\r\n> ",
                desk.Answer("link\r"));
        }

        [TestMethod]
        public void Names_each_cause_with_how_often_and_the_last_with_its_number()
        {
            FakeDesk desk = new FakeDesk();
            desk.Parts.Trial.Start("NC-0001", 1);
            for (int cause = 1; cause < LinkCauseText.Count; cause++)
            {
                desk.Parts.Link.Record.Note((LinkCause)cause, -0x2700);
            }

            desk.Parts.Link.Record.Note(LinkCause.BrokerUntrusted, -0x2700);
            string answer = desk.Answer("link\r");
            Assert.Contains("last      the broker's certificate does not pass: authority, host name or dates,", answer);
            Assert.Contains("-9984", answer);
            for (int cause = 1; cause < LinkCauseText.Count; cause++)
            {
                string count = (LinkCause)cause == LinkCause.BrokerUntrusted ? "2 x " : "1 x ";
                Assert.Contains(count + LinkCauseText.Of((LinkCause)cause).Substring(0, 12), answer);
            }
        }

        [TestMethod]
        public void Tells_how_long_a_handshake_waits()
        {
            FakeDesk desk = new FakeDesk();
            desk.Parts.Trial.Start("NC-0001", 1);
            FakeLink link = (FakeLink)desk.Parts.Link;
            link.WantsHandshake = true;
            desk.Parts.Handshakes.Turn(true, 1_000_000);
            desk.Parts.Handshakes.Turn(true, 9_000_000);
            link.Handshakes++;
            desk.Parts.Handshakes.Turn(true, 9_020_000);
            link.WantsHandshake = true;
            desk.Parts.Handshakes.Turn(true, 9_040_000);
            Assert.Contains("handshake 1, outlasted the hold 1, ration 1, next in 60 s, contactor open\r\n", desk.Answer("link\r"));
        }

        [TestMethod]
        public void What_follows_is_refused()
        {
            Assert.Contains("link: nothing may follow", new FakeDesk().Answer("link up\r"));
        }
    }
}
