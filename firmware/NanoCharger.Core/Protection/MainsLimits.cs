using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Protection
{
    /// <summary>The limits of the mains, from the settings: absolute values in millivolts and millihertz, times in microseconds.</summary>
    internal sealed class MainsLimits
    {
        internal int LeastMillivolts { get; private set; }

        internal int MostMillivolts { get; private set; }

        internal int LeastReturnMillivolts { get; private set; }

        internal int MostReturnMillivolts { get; private set; }

        internal int LeastMillihertz { get; private set; }

        internal int MostMillihertz { get; private set; }

        internal int LeastReturnMillihertz { get; private set; }

        internal int MostReturnMillihertz { get; private set; }

        internal long OutMicros { get; private set; }

        internal long ReturnMicros { get; private set; }

        /// <summary>Takes over the settings.</summary>
        internal void Configure(SettingsStore settings)
        {
            int volts = settings.Int(Settings.SettingId.NominalVolts) * 1_000 / 100;
            LeastMillivolts = volts * settings.Int(Settings.SettingId.MainsLowPercent);
            MostMillivolts = volts * settings.Int(Settings.SettingId.MainsHighPercent);
            LeastReturnMillivolts = volts * settings.Int(Settings.SettingId.MainsReturnLowPercent);
            MostReturnMillivolts = volts * settings.Int(Settings.SettingId.MainsReturnHighPercent);
            int hertz = settings.Int(Settings.SettingId.NominalHertz) * 1_000 / 100;
            LeastMillihertz = hertz * settings.Int(Settings.SettingId.HertzLowPercent);
            MostMillihertz = hertz * settings.Int(Settings.SettingId.HertzHighPercent);
            int band = hertz * settings.Int(Settings.SettingId.HertzReturnPermille) / 10;
            LeastReturnMillihertz = (hertz * 100) - band;
            MostReturnMillihertz = (hertz * 100) + band;
            OutMicros = settings.Int(Settings.SettingId.MainsOutMillis) * 1_000L;
            ReturnMicros = settings.Int(Settings.SettingId.MainsReturnSeconds) * 1_000_000L;
        }
    }
}
