using System;
using System.Globalization;

namespace NanoCharger.Bay.Rules
{
    /// <summary>The firmware's settings that change what the bay's rules allow, as they are in force at one moment.</summary>
    internal sealed record RuleSettings
    {
        private const double Percent = 100;
        private const double Permille = 1_000;

        /// <summary>The station's identity towards the backend.</summary>
        public required string Station { get; init; }

        public required int NominalVolts { get; init; }

        public required int NominalHertz { get; init; }

        /// <summary>Most that the installation may be loaded with, in amperes.</summary>
        public required int MaxAmps { get; init; }

        /// <summary>A socket, whose plug tells its cable's rating.</summary>
        public required bool Socket { get; init; }

        /// <summary>The room is ventilated.</summary>
        public required bool Ventilated { get; init; }

        /// <summary>Most that is offered while the backend is silent, in amperes.</summary>
        public required int OfflineAmps { get; init; }

        public required int OfflineSeconds { get; init; }

        /// <summary>How often a residual trip or a lost earth is retried; 0 where the market allows none.</summary>
        public required int Retries { get; init; }

        /// <summary>Shares of the nominal voltage at which charging stops.</summary>
        public required (double Low, double High) Volts { get; init; }

        /// <summary>Shares of the nominal voltage between which it goes on.</summary>
        public required (double Low, double High) ReturnVolts { get; init; }

        /// <summary>Shares of the nominal frequency at which charging stops.</summary>
        public required (double Low, double High) Hertz { get; init; }

        /// <summary>Share by which the frequency may be off nominal to go on.</summary>
        public required double ReturnHertz { get; init; }

        /// <summary>How long the mains may be out of its limits.</summary>
        public required int OutMillis { get; init; }

        /// <summary>How long they have to be back.</summary>
        public required int ReturnSeconds { get; init; }

        /// <summary>Reads them all.</summary>
        /// <param name="value">A setting's value by its name; null: it is not known, and the firmware's default is taken.</param>
        public static RuleSettings From(Func<string, string?> value)
        {
            int Number(string name, int standard)
            {
                return int.TryParse(value(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : standard;
            }

            return new RuleSettings
            {
                Station = value("station.id") ?? "NC-0001",
                NominalVolts = Number("nominal.volts", 230),
                NominalHertz = Number("nominal.hertz", 50),
                MaxAmps = Number("maxAmps", 32),
                Socket = Number("cable.amps", 32) == 0,
                Ventilated = Number("ventilation", 0) == 1,
                OfflineAmps = Number("offline.amps", 80),
                OfflineSeconds = Number("offline.seconds", 600),
                Retries = value("market") == "US" ? Number("retry.times", 4) : 0,
                Volts = (Number("mains.lowPercent", 80) / Percent, Number("mains.highPercent", 115) / Percent),
                ReturnVolts = (Number("mains.returnLowPercent", 90) / Percent, Number("mains.returnHighPercent", 109) / Percent),
                Hertz = (Number("hertz.lowPercent", 95) / Percent, Number("hertz.highPercent", 103) / Percent),
                ReturnHertz = Number("hertz.returnPermille", 2) / Permille,
                OutMillis = Number("mains.outMillis", 3_000),
                ReturnSeconds = Number("mains.returnSeconds", 60),
            };
        }
    }
}
