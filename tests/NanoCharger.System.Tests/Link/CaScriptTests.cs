using System;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>What the small CA signs, and what it does not.</summary>
    public sealed class CaScriptTests
    {
        [LinkFact]
        public void The_CA_signs_what_was_asked_for_and_says_why_not()
        {
            using ProductionBroker broker = new();
            Refuses("asks for 'bay-2', not for bay-1", () => broker.Station("bay-1", "bay-2"));
            Refuses("'../bay' is no name", () => broker.Station("../bay"));
            Refuses("'bay/#' is no name", () => broker.Station("bay/#"));
            Refuses("nothing was signed for 'nobody'", () => broker.Ca("revoke", "station", "nobody"));
            Refuses("there is one already", () => broker.Ca("init"));
            Refuses("'steal' is no command", () => broker.Ca("steal"));
            _ = broker.Station("bay-1");
            _ = broker.Station("bay-1");
            Assert.Equal(2, broker.Ca("list").Split("CN=bay-1").Length - 1);
        }

        private static void Refuses(string why, Action ask)
        {
            Assert.Contains(why, Assert.ThrowsAny<Exception>(ask).Message, StringComparison.Ordinal);
        }
    }
}
