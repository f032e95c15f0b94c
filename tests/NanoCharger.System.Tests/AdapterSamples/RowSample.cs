using nanoFramework.TestFramework;

namespace NanoCharger.System.Tests.AdapterSamples
{
    /// <summary>A device test class with rows, right and wrong ones.</summary>
    [TestClass]
    public class RowSample
    {
        [TestMethod]
        [DataRow(1, 2, 3)]
        [DataRow(2, 2, 5)]
        public void Sums(int left, int right, int sum)
        {
            Assert.AreEqual(sum, left + right);
        }

        [DataRow("a", null!)]
        public void Names(string name, object nothing)
        {
            Assert.AreEqual("a", name);
            Assert.IsNull(nothing);
        }

        [DataRow(1)]
        public void TakesTwo(int left, int right)
        {
            Assert.AreEqual(left, right);
        }
    }
}
