namespace NanoCharger.Signing.Tests
{
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>Examples of FIPS 180 that end in one block and in two; the host's tests have the rest.</summary>
    [TestClass]
    public class Sha256Tests
    {
        [DataRow("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
        [DataRow("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        [DataRow("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
        public void Has_the_hashes_of_the_standard(string text, string hash)
        {
            byte[] message = Letters.Of(text);
            byte[] into = new byte[Sha256.HashBytes];
            Sha256 sha = new Sha256();
            sha.Add(message, 0, message.Length);
            sha.Finish(into);
            Assert.AreEqual(hash, Letters.Hex(into, into.Length));

            for (int i = 0; i < message.Length; i++)
            {
                sha.Add(message, i, 1);
            }

            sha.Finish(into);
            Assert.AreEqual(hash, Letters.Hex(into, into.Length));
        }
    }
}
