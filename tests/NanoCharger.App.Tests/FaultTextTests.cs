namespace NanoCharger.App.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>What the console says of a fault: the limits that are in force.</summary>
    [TestClass]
    public class FaultTextTests
    {
        [TestMethod]
        public void A_changed_limit_of_the_mains_is_the_one_that_faults_says()
        {
            Loop loop = new Loop();
            loop.Say("set mains.lowPercent 70");
            loop.Say("set mains.returnSeconds 90");
            loop.Board.Converter.VoltsPeak = loop.Board.Converter.VoltsPeak * 65 / 100;
            loop.Run(5_000);
            string faults = loop.Say("faults");
            Assert.Contains("mains voltage out of limits", faults);
            Assert.Contains("seen: a phase below 0.70 or above 1.15 of the nominal voltage for 3000 ms\r\n", faults);
            Assert.Contains("clears by 90 s of a voltage within 0.90 to 1.09 ", faults);
        }
    }
}
