using System;
using System.Globalization;
using NanoCharger.Bay;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Hal.Esp32;

namespace NanoCharger.Bench;

/// <summary>What factory and technician do before the first power-on: write settings, calibration and the self-test that was passed, by the firmware's own code and in its own format.</summary>
/// <remarks>An adjusted unit comes commissioned. A raw one comes as soldered, with what the scenario sets: it sells nothing before a technician of the scenario has done the rest.</remarks>
public static class Commissioning
{
    private const double BetweenNominalHertz = 55;
    private const double BetweenNominalVolts = 150;

    // What an adjusted unit's technician has set, where the scenario says nothing else.
    private static readonly (string Name, string Value)[] Technician = [("station.id", "NC-0001"), ("maxAmps", "32"), ("cable.amps", "32"), ("market", "EU")];

    /// <summary>Writes the scenario's settings into the unit's flash and, of an adjusted unit, the rest of the settings, the pilot's gain, the meter's calibration and the self-test.</summary>
    /// <exception cref="ScenarioException">The firmware does not take a setting of the scenario; the message names it and its line.</exception>
    public static void Write(BayFactory factory)
    {
        var flash = new FlashStorage(factory.Flash);
        UnitErrors? adjusted = factory.Scenario.RawUnit ? null : factory.UnitErrors;
        Prepare(factory.Scenario, adjusted).Save(flash);
        if (adjusted != null)
        {
            new CalibrationStore().Save(flash, Calibrate(adjusted, factory.Scenario.BoardPhases));
            PassSelfTest(flash, factory.Scenario.BoardPhases);
        }
    }

    private static void PassSelfTest(FlashStorage flash, int phases)
    {
        BoardDescription board = phases == 3 ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase();
        var commissioning = new Core.Charging.Commissioning(new SettingsStore(), null, board.Name);
        var state = new DurableState(flash, [commissioning]);
        state.Load();
        commissioning.NoteTest(true);
        state.Step(false, 0);
        state.Step(false, 0);
    }

    /// <summary>The settings a scenario's unit starts with: the defaults, what the electrician sees (phases, nominal volts and hertz), a link in clear, an adjusted unit's breaker, cable, market, name and gain of the pilot, the scenario's own.</summary>
    /// <param name="scenario">The story.</param>
    /// <param name="adjusted">The unit's errors, which the factory has found; null for a raw unit.</param>
    /// <exception cref="ScenarioException">As for <see cref="Write"/>.</exception>
    public static SettingsStore Prepare(Scenario scenario, UnitErrors? adjusted)
    {
        var settings = new SettingsStore();
        settings.Set("phases", scenario.BoardPhases.ToString(CultureInfo.InvariantCulture));
        settings.Set("nominal.hertz", scenario.Mains.Hertz < BetweenNominalHertz ? "50" : "60");
        settings.Set("nominal.volts", scenario.Mains.Volts < BetweenNominalVolts ? "120" : "230");

        // The bay's broker is on loopback, though the firmware knows it by a name.
        settings.Set("mqtt.plain", "1");
        foreach ((string name, string value) in scenario.RawUnit ? [] : Technician)
        {
            settings.Set(name, value);
        }

        if (adjusted != null)
        {
            settings.Set("gain.pilot", adjusted.PilotCorrection.ToString(CultureInfo.InvariantCulture));
        }

        foreach (ScenarioSetting setting in scenario.Settings)
        {
            string wrong = settings.Set(setting.Name, setting.Value);
            if (wrong != null)
            {
                throw new ScenarioException(scenario.Source, setting.Line, wrong);
            }
        }

        return settings;
    }

    /// <summary>What a factory writes into the calibration: a point of each voltage, at 230 V, two of each current, at 16 A and at the 80 A that the board is made for, and the true lead of the transformers. Noise is left to whoever measures it.</summary>
    /// <param name="unit">The unit's errors.</param>
    /// <param name="phases">Phases of its board, 1 or 3.</param>
    public static Calibration Calibrate(UnitErrors unit, int phases)
    {
        var calibration = new Calibration(phases);
        for (int phase = 0; phase < phases; phase++)
        {
            Put(calibration.Voltage(phase), unit.VoltagePoint(phase));
            Put(calibration.Current(phase), unit.CurrentPoint(phase, UnitErrors.ReferenceAmps));
            Put(calibration.Current(phase), unit.CurrentPoint(phase, UnitErrors.MostAmps));
            calibration.Current(phase).PhaseHundredths = (int)Math.Round(100 * unit.CurrentLeads[phase]);
        }

        return calibration;
    }

    private static void Put(ChannelCalibration channel, FactoryPoint point)
    {
        channel.Put((int)Math.Round(1_000 * point.Counts), point.Correction);
    }
}
