using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Bay;
using NanoCharger.Core.Settings;

namespace NanoCharger.Bench;

/// <summary>What the factory and the electrician do before the first power-on: write the settings, by the firmware's own table and in its own format.</summary>
public static class Commissioning
{
    private const double BetweenNominalHertz = 55;
    private const double BetweenNominalVolts = 150;

    /// <summary>Writes phases, gains of an adjusted unit, and the scenario's settings, into the unit's flash.</summary>
    /// <exception cref="ScenarioException">The firmware does not take a setting of the scenario; the message names it and its line.</exception>
    public static void Write(BayFactory factory)
    {
        Settings settings = Prepare(factory.Scenario, factory.Scenario.RawUnit ? [] : factory.UnitErrors.GainSettings);
        settings.Save(new FlashStorage(factory.Flash));
    }

    /// <summary>The settings a scenario's unit starts with: the defaults, what the electrician sees (phases, nominal volts and hertz), the factory's gains, the scenario's own.</summary>
    /// <exception cref="ScenarioException">As for <see cref="Write"/>.</exception>
    public static Settings Prepare(Scenario scenario, IReadOnlyList<KeyValuePair<string, int>> gains)
    {
        var settings = new Settings();
        settings.Set("phases", scenario.BoardPhases.ToString(CultureInfo.InvariantCulture));
        settings.Set("nominal.hertz", scenario.Mains.Hertz < BetweenNominalHertz ? "50" : "60");
        settings.Set("nominal.volts", scenario.Mains.Volts < BetweenNominalVolts ? "120" : "230");
        foreach (KeyValuePair<string, int> gain in gains)
        {
            settings.Set(gain.Key, gain.Value.ToString(CultureInfo.InvariantCulture));
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
}
