namespace NanoCharger.Core.Settings
{
    /// <summary>The settings, in the order of <see cref="SettingsTable"/>, which says what each of them is.</summary>
    /// <remarks>They are stored by name, so these numbers may change.</remarks>
    public enum SettingId
    {
        /// <summary>station.id</summary>
        StationId = 0,

        /// <summary>phases</summary>
        Phases,

        /// <summary>maxAmps</summary>
        MaxAmps,

        /// <summary>cable.amps</summary>
        CableAmps,

        /// <summary>nominal.volts</summary>
        NominalVolts,

        /// <summary>nominal.hertz</summary>
        NominalHertz,

        /// <summary>ventilation</summary>
        Ventilation,

        /// <summary>stop.energy</summary>
        StopEnergy,

        /// <summary>stop.time</summary>
        StopTime,

        /// <summary>stop.underPower</summary>
        StopUnderPower,

        /// <summary>offline.amps</summary>
        OfflineAmps,

        /// <summary>offline.seconds</summary>
        OfflineSeconds,

        /// <summary>gain.pilot</summary>
        GainPilot,

        /// <summary>wifi.name</summary>
        WifiName,

        /// <summary>wifi.passphrase</summary>
        WifiPassphrase,

        /// <summary>mqtt.host</summary>
        MqttHost,

        /// <summary>mqtt.port</summary>
        MqttPort,

        /// <summary>time.host</summary>
        TimeHost,

        /// <summary>checkpoint.seconds</summary>
        CheckpointSeconds,

        /// <summary>checkpoint.wattHours</summary>
        CheckpointWattHours,

        /// <summary>heartbeat.seconds</summary>
        HeartbeatSeconds,

        /// <summary>start.watts</summary>
        StartWatts,

        /// <summary>auth.mode</summary>
        AuthMode,

        /// <summary>auth.expiry</summary>
        AuthExpiry,

        /// <summary>auth.offline</summary>
        AuthOffline,

        /// <summary>auth.resume</summary>
        AuthResume,

        /// <summary>market</summary>
        Market,

        /// <summary>retry.times</summary>
        RetryTimes,

        /// <summary>mains.lowPercent</summary>
        MainsLowPercent,

        /// <summary>mains.highPercent</summary>
        MainsHighPercent,

        /// <summary>mains.returnLowPercent</summary>
        MainsReturnLowPercent,

        /// <summary>mains.returnHighPercent</summary>
        MainsReturnHighPercent,

        /// <summary>hertz.lowPercent</summary>
        HertzLowPercent,

        /// <summary>hertz.highPercent</summary>
        HertzHighPercent,

        /// <summary>hertz.returnPermille</summary>
        HertzReturnPermille,

        /// <summary>mains.outMillis</summary>
        MainsOutMillis,

        /// <summary>mains.returnSeconds</summary>
        MainsReturnSeconds,

        /// <summary>delay.max</summary>
        DelayMax,

        /// <summary>delay.atStart</summary>
        DelayAtStart,

        /// <summary>sign.minutes</summary>
        SignMinutes,

        /// <summary>auth.plugged</summary>
        AuthPlugged,

        /// <summary>ocpp.beforeAccepted</summary>
        OcppBeforeAccepted,

        /// <summary>sign.at</summary>
        SignAt,

        /// <summary>mqtt.plain</summary>
        MqttPlain,

        /// <summary>mqtt.pause</summary>
        MqttPause,
    }
}
