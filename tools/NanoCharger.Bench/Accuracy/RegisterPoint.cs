using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;

namespace NanoCharger.Bench.Accuracy;

/// <summary>By how much the energy register moves at a load.</summary>
internal static class RegisterPoint
{
    private const int MilliwattsPerWatt = 1_000;

    /// <summary>Milliwatt-hours that are registered in some virtual seconds with the contactor closed, at the starting threshold of an untouched unit.</summary>
    public static UnitFigure Measure(ulong unit, ulong seed, MeterLoad load, Calibration calibration, double seconds)
    {
        return MeterStand.With(unit, seed, calibration, stand =>
        {
            stand.Apply(load);
            var register = new EnergyRegister(0);
            register.SetStart(new SettingsStore().Int(SettingId.StartWatts) * MilliwattsPerWatt);
            double end = stand.Seconds + seconds;
            long last = stand.Block.EndMicros;
            while (stand.Seconds < end)
            {
                if (stand.Measure())
                {
                    register.Credit(stand.Block.EndMicros - last, stand.Meter.TotalMilliwatts, true);
                    last = stand.Block.EndMicros;
                }
            }

            register.Settle();
            return new UnitFigure(register.MilliwattHours, 0, seconds);
        });
    }
}
