namespace NanoCharger.Link.Tests
{
    using NanoCharger.Fakes;
    using NanoCharger.Link.Credentials;
    using NanoCharger.Signing;
    using nanoFramework.TestFramework;

    /// <summary>Credentials over a flash in memory, for the station and the day of <see cref="TestCertificates"/>.</summary>
    internal sealed class CredentialStage
    {
        internal CredentialStage()
        {
            Restart();
        }

        internal FakeFlash Flash { get; } = new FakeFlash();

        internal StandingClock Clock { get; } = new StandingClock();

        internal Credentials Credentials { get; private set; }

        /// <summary>What the start had to tell.</summary>
        internal string Told { get; private set; }

        /// <summary>The certificates in use, authorities and chain, as text; nothing but a stroke for none.</summary>
        internal string InUse
        {
            get
            {
                Hal.LinkIdentity identity = Credentials.Identity;
                return identity == null ? "|" : TestCertificates.Text(identity.Trust) + "|" + TestCertificates.Text(identity.Chain);
            }
        }

        /// <summary>What <see cref="InUse"/> is with these.</summary>
        internal static string Both(string trust, string chain)
        {
            return TestCertificates.Pem(trust) + "|" + TestCertificates.Pem(chain);
        }

        /// <summary>A new start over what the flash holds.</summary>
        internal void Restart()
        {
            Credentials = new Credentials(Flash, Clock);
            Credentials.Station = TestCertificates.Station;
            Told = Credentials.Load();
        }

        /// <summary>A request for this key is out.</summary>
        internal void Await(string key)
        {
            byte[] der = TestCertificates.FromHex(key);
            Credentials.SetPending(LinkKey.FromSec1(der, 0, der.Length));
        }

        internal string ImportTrust(string body)
        {
            byte[] pem = TestCertificates.Bytes(TestCertificates.Pem(body));
            return Credentials.ImportTrust(pem, pem.Length);
        }

        internal string ImportChain(string body)
        {
            byte[] pem = TestCertificates.Bytes(TestCertificates.Pem(body));
            return Credentials.ImportChain(pem, pem.Length);
        }

        /// <summary>The first set, kept: Root and Own.</summary>
        internal void Settle()
        {
            Await(TestCertificates.Key);
            Assert.IsNull(ImportTrust(TestCertificates.Root));
            Assert.IsNull(ImportChain(TestCertificates.Own));
            Credentials.Keep();
            Assert.IsFalse(Credentials.OnTrial);
        }
    }
}
