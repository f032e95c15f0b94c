using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>All settings: the one place that says what they are called, what they may be and what they are for.</summary>
    public static class SettingsTable
    {
        // Gains: true value = nominal value * gain / 1 000 000. The range is what a converter's reference (±10 %) and its parts can need, with room.
        private const int LeastGain = 800000;
        private const int MostGain = 1250000;
        private const int NominalGain = 1000000;

        private static readonly SettingRow[] Rows =
        {
            SettingRow.Text(SettingId.StationId, "station.id", SettingKind.Text, Alphabet.Identifier, 1, 20, "",
                "The station's identity towards the backend.").FromNextBoot().WithoutDefault(),
            SettingRow.Number(SettingId.Phases, "phases", "", 1, 3, 1,
                "Mains phases that the board has, 1 or 3.").WithGap(1, 3).FromNextBoot().FromFactory().ByHandAfterLoss(),
            SettingRow.Number(SettingId.MaxAmps, "maxAmps", "A", 6, 80, 0,
                "Most that the installation may be loaded with, per phase.").WithoutDefault(),
            SettingRow.Number(SettingId.CableAmps, "cable.amps", "A", 0, 80, 0,
                "Rating of the tethered cable; 0 for a socket, whose plug tells.").WithGap(0, 6).WithoutDefault(),
            SettingRow.Number(SettingId.NominalVolts, "nominal.volts", "V", 100, 277, 230,
                "Nominal voltage between phase and neutral."),
            SettingRow.Number(SettingId.NominalHertz, "nominal.hertz", "Hz", 50, 60, 50,
                "Nominal mains frequency, 50 or 60.").WithGap(50, 60),
            SettingRow.Number(SettingId.Ventilation, "ventilation", "", 0, 1, 0,
                "1 in a ventilated room: vehicles that need it (D) are charged."),
            SettingRow.Number(SettingId.StopEnergy, "stop.energy", "Wh", 0, 1000000, 0,
                "Energy at which a transaction stops charging; 0: no limit."),
            SettingRow.Number(SettingId.StopTime, "stop.time", "s", 0, 604800, 0,
                "Time after which a transaction stops charging; 0: no limit."),
            SettingRow.Number(SettingId.StopUnderPower, "stop.underPower", "W", 0, 20000, 0,
                "Charging stops after 60 s below this power; 0: no limit."),
            SettingRow.Number(SettingId.OfflineAmps, "offline.amps", "A", 0, 80, 80,
                "Most that is offered while the backend is silent; 0 pauses.").WithGap(0, 6),
            SettingRow.Number(SettingId.OfflineSeconds, "offline.seconds", "s", 10, 86400, 600,
                "Silence of the backend after which offline.amps is in force."),
            SettingRow.Number(SettingId.GainPilot, "gain.pilot", "ppm", LeastGain, MostGain, NominalGain,
                "Correction of the control pilot's divider."),
            SettingRow.Text(SettingId.WifiName, "wifi.name", SettingKind.Text, Alphabet.Printable, 1, 32, "nanocharger",
                "Name of the Wi-Fi network.").FromNextBoot(),
            SettingRow.Text(SettingId.WifiPassphrase, "wifi.passphrase", SettingKind.Secret, Alphabet.Printable, 0, 63, "",
                "Passphrase of the Wi-Fi network (WPA); none for an open one.").WithGap(0, 8).FromNextBoot(),
            SettingRow.Text(SettingId.MqttHost, "mqtt.host", SettingKind.Text, Alphabet.Host, 1, 64, "broker.local",
                "Host of the MQTT broker.").FromNextBoot(),
            SettingRow.Number(SettingId.MqttPort, "mqtt.port", "", 1, 65535, 1883,
                "TCP port of the MQTT broker.").FromNextBoot(),
            SettingRow.Text(SettingId.TimeHost, "time.host", SettingKind.Text, Alphabet.Host, 1, 64, "pool.ntp.org",
                "Host of the time server (SNTP).").FromNextBoot(),
            SettingRow.Number(SettingId.CheckpointSeconds, "checkpoint.seconds", "s", 10, 60, 60,
                "Longest time between two records while charging."),
            SettingRow.Number(SettingId.CheckpointWattHours, "checkpoint.wattHours", "Wh", 10, 100, 100,
                "Most energy between two records while charging."),
            SettingRow.Number(SettingId.HeartbeatSeconds, "heartbeat.seconds", "s", 10, 86400, 300,
                "Heartbeat interval where the backend names none."),
            SettingRow.Number(SettingId.StartWatts, "start.watts", "W", 1, 100, 15,
                "Power below which the meter counts nothing."),
            SettingRow.Choice(SettingId.AuthMode, "auth.mode", new string[] { "free", "backend", "local" },
                "Who decides about a card: nobody, the backend, the station's list.").ByHandAfterLoss(),
            SettingRow.Number(SettingId.AuthExpiry, "auth.expiry", "s", 5, 3600, 60,
                "How long an authorisation waits for a vehicle."),
            SettingRow.Choice(SettingId.AuthOffline, "auth.offline", new string[] { "refuse", "list", "all" },
                "What becomes of a card while the backend cannot be asked."),
            SettingRow.ByMarket(SettingId.AuthResume, "auth.resume", "s", 0, 3600, new int[] { 0, 0, 0, 0, 900, 0, 0 },
                "How long after power is back a paid charge may resume; 0 never."),
            SettingRow.Choice(SettingId.Market, "market", new string[] { "EU", "US", "CH", "DK", "GB", "FR", "DE" },
                "Whose rules hold for retries of a residual trip, and auth.resume.").WithoutDefault(),
            SettingRow.Number(SettingId.RetryTimes, "retry.times", "", 0, 4, 4,
                "Most retries after a trip, where the market allows any."),
            SettingRow.Number(SettingId.MainsLowPercent, "mains.lowPercent", "%", 50, 95, 80,
                "Mains voltage below which the charging stops, of nominal."),
            SettingRow.Number(SettingId.MainsHighPercent, "mains.highPercent", "%", 105, 130, 115,
                "Mains voltage above which the charging stops, of nominal."),
            SettingRow.Number(SettingId.MainsReturnLowPercent, "mains.returnLowPercent", "%", 50, 99, 90,
                "Least mains voltage to go on with, of nominal."),
            SettingRow.Number(SettingId.MainsReturnHighPercent, "mains.returnHighPercent", "%", 101, 130, 109,
                "Most mains voltage to go on with, of nominal."),
            SettingRow.Number(SettingId.HertzLowPercent, "hertz.lowPercent", "%", 85, 99, 95,
                "Mains frequency below which the charging stops, of nominal."),
            SettingRow.Number(SettingId.HertzHighPercent, "hertz.highPercent", "%", 101, 115, 103,
                "Mains frequency above which the charging stops, of nominal."),
            SettingRow.Number(SettingId.HertzReturnPermille, "hertz.returnPermille", "0.1 %", 1, 50, 2,
                "How far the frequency may be off nominal to go on."),
            SettingRow.Number(SettingId.MainsOutMillis, "mains.outMillis", "ms", 100, 60000, 3000,
                "How long the mains may be out of its limits."),
            SettingRow.Number(SettingId.MainsReturnSeconds, "mains.returnSeconds", "s", 1, 3600, 60,
                "How long the mains has to be back before going on."),
            SettingRow.Number(SettingId.DelayMax, "delay.max", "s", 0, 600, 60,
                "Longest random delay after mains return; 0 for none."),
            SettingRow.Number(SettingId.DelayAtStart, "delay.atStart", "", 0, 1, 1,
                "1: the delay also after a power loss, where a vehicle is there."),
            SettingRow.Number(SettingId.SignMinutes, "sign.minutes", "min", 0, 60, 0,
                "How often a reading is signed while energy flows; 0: begin and end."),
            SettingRow.Number(SettingId.AuthPlugged, "auth.plugged", "s", 60, 604800, 43200,
                "How long an authorisation waits for the wish of a plugged vehicle."),
            SettingRow.Number(SettingId.OcppBeforeAccepted, "ocpp.beforeAccepted", "", 0, 1, 0,
                "1: sells although the backend has not accepted this station."),
            SettingRow.Text(SettingId.SignAt, "sign.at", SettingKind.Text, Alphabet.Times, 0, DayTimes.MaxLength, "",
                "UTC times at which a reading is signed, up to 4: 04:00,20:00."),
            SettingRow.Number(SettingId.MqttPlain, "mqtt.plain", "", 0, 1, 0,
                "1: without a CA talks in clear, for all to read and forge.").FromNextBoot(),
            SettingRow.Number(SettingId.MqttPause, "mqtt.pause", "", 0, 1, 1,
                "1: pauses a charge for a handshake that took too long before."),
        };

        /// <summary>Number of settings.</summary>
        public static int Count
        {
            get { return Rows.Length; }
        }

        /// <summary>The row of a setting.</summary>
        public static SettingRow Row(SettingId id)
        {
            return Rows[(int)id];
        }

        /// <summary>The row with this name (its case matters), or null.</summary>
        public static SettingRow Find(string name)
        {
            for (int i = 0; i < Rows.Length; i++)
            {
                if (Rows[i].Name == name)
                {
                    return Rows[i];
                }
            }

            return null;
        }
    }
}
