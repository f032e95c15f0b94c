namespace NanoCharger.Text.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>Times of the day in one text.</summary>
    [TestClass]
    public class DayTimesTests
    {
        [TestMethod]
        [DataRow("", "")]
        [DataRow("00:00", "0 ")]
        [DataRow("23:59,00:01", "1439 1 ")]
        [DataRow("04:00,16:30,20:00,21:05", "240 990 1200 1265 ")]
        public void Reads_up_to_four_times(string text, string minutes)
        {
            int[] into = new int[DayTimes.Most];
            string read = "";
            int count = DayTimes.Read(text, into);
            for (int i = 0; i < count; i++)
            {
                read += into[i].ToString() + " ";
            }

            Assert.AreEqual(minutes, read);
            Assert.AreEqual(count, DayTimes.Read(text, null));
        }

        [TestMethod]
        [DataRow("4:00")]
        [DataRow("24:00")]
        [DataRow("12:60")]
        [DataRow("12.30")]
        [DataRow("1 :30")]
        [DataRow("12:30,")]
        [DataRow(",12:30")]
        [DataRow("12:30;13:30")]
        [DataRow("12:30, 13:30")]
        [DataRow("01:00,02:00,03:00,04:00,05:00")]
        public void Refuses_another_form(string text)
        {
            Assert.AreEqual(-1, DayTimes.Read(text, null));
        }
    }
}
