namespace NanoCharger.Console.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Metering;
    using NanoCharger.Core.Protection;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Settings;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Fakes;
    using NanoCharger.Link.Credentials;
    using NanoCharger.Link.Handshakes;
    using NanoCharger.Link.Trial;
    using NanoCharger.Signing;

    /// <summary>The parts of a charger on a desk: true ones, but for what would act.</summary>
    internal static class FakeParts
    {
        /// <summary>Parts over a flash and the log in it.</summary>
        internal static ConsoleParts Of(FakeFlash flash, RecordLog log, int phases)
        {
            LocalList tokens = new LocalList(flash);
            Authorisation authorisation = new Authorisation(tokens);
            SettingsStore settings = new SettingsStore();
            Delivery delivery = new Delivery(flash);
            CertificateDesk certificates = Certificates(flash, log);
            FakeLink link = new FakeLink();
            HandshakeDesk handshakes = new HandshakeDesk(flash, link);
            return new ConsoleParts
            {
                Settings = settings,
                SettingsDesk = new SettingsDesk(settings, flash, log, delivery),
                Log = log,
                Delivery = delivery,
                Status = new ChargerStatus(phases) { NoCurrent = NoCurrent.NoVehicle },
                Commands = new FakeCommands(authorisation),
                Restart = new FakeRestart(),
                Authorisation = authorisation,
                Tokens = tokens,
                Guard = new Guard(new FakeBoard()),
                Calibration = new Calibration(phases),
                CalibrationStore = new CalibrationStore(),
                Keys = new KeyStore(flash),
                Certificates = certificates,
                Link = link,
                Trial = new LinkTrial(flash, settings, certificates, handshakes, link, new FakeBoard()),
                Handshakes = handshakes,
            };
        }

        private static CertificateDesk Certificates(FakeFlash flash, RecordLog log)
        {
            FakeBoard clock = new FakeBoard();
            Credentials credentials = new Credentials(flash, clock) { Station = "NC-0001" };
            credentials.Load();
            return new CertificateDesk(credentials, new RequestDesk(credentials, new SoftHmac(), new CountingNoise()), log.Events, clock);
        }
    }
}
