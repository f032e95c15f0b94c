using System;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Link.Handshakes;
using NanoCharger.Link.Trial;
using NanoCharger.Signing;

namespace NanoCharger.Console
{
    /// <summary>The parts of the charger that the commands show or act on. All of them have to be given.</summary>
    public sealed class ConsoleParts
    {
        /// <summary>The charger's settings, only read.</summary>
        public SettingsStore Settings { get; set; }

        /// <summary>Where they are changed.</summary>
        public SettingsDesk SettingsDesk { get; set; }

        /// <summary>The charger's log, only read.</summary>
        public RecordLog Log { get; set; }

        /// <summary>How the log's owed records fare, only read.</summary>
        public Delivery Delivery { get; set; }

        /// <summary>What the charger knows of itself, only read.</summary>
        public ChargerStatus Status { get; set; }

        /// <summary>Carries out what the technician asks for.</summary>
        public ICommands Commands { get; set; }

        /// <summary>Starts the charger anew when the technician asks for it.</summary>
        public IRestart Restart { get; set; }

        /// <summary>Tells what became of a token, only read.</summary>
        public Authorisation Authorisation { get; set; }

        /// <summary>The station's own tokens.</summary>
        public LocalList Tokens { get; set; }

        /// <summary>Knows the faults, only read.</summary>
        public Guard Guard { get; set; }

        /// <summary>The meter's calibration in use, only read.</summary>
        public Calibration Calibration { get; set; }

        /// <summary>Tells what of the calibration was changed last, only read.</summary>
        public CalibrationStore CalibrationStore { get; set; }

        /// <summary>The station's key, of which the public half is shown.</summary>
        public KeyStore Keys { get; set; }

        /// <summary>The certificates of the link, and where they are changed.</summary>
        public CertificateDesk Certificates { get; set; }

        /// <summary>The way to the broker, only read.</summary>
        public ILink Link { get; set; }

        /// <summary>What of it is on trial, only read.</summary>
        public LinkTrial Trial { get; set; }

        /// <summary>When it may shake hands, only read.</summary>
        public HandshakeDesk Handshakes { get; set; }

        /// <summary>A part that is missing shows when the console is made, and not when a technician asks for it.</summary>
        /// <exception cref="ArgumentException">A part is missing; the message names it.</exception>
        internal void Check()
        {
            Need(Settings, nameof(Settings));
            Need(SettingsDesk, nameof(SettingsDesk));
            Need(Log, nameof(Log));
            Need(Delivery, nameof(Delivery));
            Need(Status, nameof(Status));
            Need(Commands, nameof(Commands));
            Need(Restart, nameof(Restart));
            Need(Authorisation, nameof(Authorisation));
            Need(Tokens, nameof(Tokens));
            Need(Guard, nameof(Guard));
            Need(Calibration, nameof(Calibration));
            Need(CalibrationStore, nameof(CalibrationStore));
            Need(Keys, nameof(Keys));
            Need(Link, nameof(Link));
            Need(Trial, nameof(Trial));
            Need(Handshakes, nameof(Handshakes));
            Need(Certificates, nameof(Certificates));
        }

        private static void Need(object part, string name)
        {
            if (part == null)
            {
                throw new ArgumentException(name + ": the console needs it");
            }
        }
    }
}
