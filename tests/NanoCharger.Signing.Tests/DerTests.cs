namespace NanoCharger.Signing.Tests
{
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>The one form of a signature; the host's tests have the Wycheproof vectors.</summary>
    [TestClass]
    public class DerTests
    {
        private const string One = "0000000000000000000000000000000000000000000000000000000000000001";
        private const string High = "80000000000000000000000000000000000000000000000000000000000000ff";

        [DataRow(One, One, "3006020101020101")]
        [DataRow("0000000000000000000000000000000000000000000000000000000000000080", One, "300702020080020101")]
        [DataRow("0000000000000000000000000000000000000000000000000000000000000000", One, "3006020100020101")]
        [DataRow(One, High, "302602010102210080000000000000000000000000000000000000000000000000000000000000ff")]
        public void Signature_is_as_short_as_it_can_be_and_read_back(string r, string s, string der)
        {
            byte[] into = new byte[Der.MaxSignatureBytes];
            int length = Der.WriteSignature(Letters.Bytes(r), Letters.Bytes(s), into, 0);
            Assert.AreEqual(der, Letters.Hex(into, length));

            byte[] first = new byte[32];
            byte[] second = new byte[32];
            Assert.IsTrue(Der.TryReadSignature(into, 0, length, first, second));
            Assert.AreEqual(r, Letters.Hex(first, 32));
            Assert.AreEqual(s, Letters.Hex(second, 32));
        }

        [DataRow("300602010102010100")]
        [DataRow("30070201010201")]
        [DataRow("3081060201010201010000")]
        [DataRow("30070202000102010100")]
        [DataRow("3007020200010201")]
        [DataRow("300702020001020101")]
        [DataRow("3006020181020101")]
        [DataRow("3105020101020101")]
        [DataRow("3006030101020101")]
        [DataRow("3005020002010100")]
        public void Any_other_form_is_refused(string der)
        {
            byte[] bytes = Letters.Bytes(der);
            Assert.IsFalse(Der.TryReadSignature(bytes, 0, bytes.Length, new byte[32], new byte[32]));
        }
    }
}
