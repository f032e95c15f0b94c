namespace NanoCharger.Link.Tests
{
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using NanoCharger.Link.Credentials;
    using NanoCharger.Link.Handshakes;
    using NanoCharger.Link.Trial;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Signing;
    using nanoFramework.TestFramework;

    /// <summary>A trial with all that it decides over: settings, certificates, ration and a link without a network. Its station has never been accepted, at first.example.</summary>
    internal sealed class TrialStage
    {
        private const long Second = 1_000_000;

        internal TrialStage()
        {
            Settings.Set("station.id", "NC-0001");
            Settings.Set("mqtt.host", "first.example");
            Settings.Save(Certificates.Flash);
            LogScript script = new LogScript(Certificates.Flash);
            script.Start();
            Restart();
        }

        internal CredentialStage Certificates { get; } = new CredentialStage();

        internal SettingsStore Settings { get; private set; } = new SettingsStore();

        internal CertificateDesk Desk { get; private set; }

        internal HandshakeDesk Handshakes { get; private set; }

        internal ScriptedLink Link { get; private set; }

        internal LinkTrial Trial { get; private set; }

        internal long Now { get; set; } = Second;

        /// <summary>A new start over what the flash holds.</summary>
        internal void Restart()
        {
            Certificates.Restart();
            Settings = new SettingsStore();
            Settings.Load(Certificates.Flash);
            LogScript script = new LogScript(Certificates.Flash);
            script.Start();
            Link = new ScriptedLink();
            Desk = new CertificateDesk(Certificates.Credentials, new RequestDesk(Certificates.Credentials, new SoftHmac(), new CountingNoise()), script.Log.Events, Certificates.Clock);
            Certificates.Clock.NowMicros = Now;
            Handshakes = new HandshakeDesk(Certificates.Flash, Link);
            Handshakes.Load(Now);
            Trial = new LinkTrial(Certificates.Flash, Settings, Desk, Handshakes, Link, Certificates.Clock);
            Trial.Start("NC-0001", 1);
        }

        /// <summary>A setting, and the start from which on it counts.</summary>
        internal void Set(string name, string value)
        {
            Assert.IsNull(Settings.Change(Certificates.Flash, name, value));
            Restart();
        }

        /// <summary>Another broker.</summary>
        internal void Change(string host)
        {
            Set("mqtt.host", host);
        }

        /// <summary>A session begins, and the backend accepts the station.</summary>
        internal void Accept()
        {
            Link.Connect();
            Turn(Link.Session);
        }

        /// <summary>A second passes.</summary>
        internal void Turn(int acceptedSession)
        {
            Now += Second;
            Certificates.Clock.NowMicros = Now;
            Handshakes.Turn(false, Now);
            Trial.Turn(acceptedSession, Now);
        }

        /// <summary>Seconds pass, and nobody accepts the station.</summary>
        internal void Pass(int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                Turn(0);
            }
        }
    }
}
