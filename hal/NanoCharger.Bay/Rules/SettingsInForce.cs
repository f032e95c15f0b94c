using System;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Follows the firmware's settings through a run: those of the scenario at first, then those that became durable, whoever set them and by which way.</summary>
    /// <remarks>What is in the flash, not what the firmware works by: one that stores a setting and does not follow it breaks a rule.</remarks>
    internal sealed class SettingsInForce
    {
        private readonly Scenario _scenario;
        private readonly IFirmwareProbe? _probe;

        public SettingsInForce(Scenario scenario, IFirmwareProbe? probe)
        {
            _scenario = scenario;
            _probe = probe;
            Now = RuleSettings.From(Value);
            Station = Now.Station;
        }

        /// <summary>A setting that a rule goes by has changed.</summary>
        public event Action? Changed;

        /// <summary>The settings of this moment.</summary>
        public RuleSettings Now { get; private set; }

        /// <summary>The station's name, which the firmware takes at its start.</summary>
        public string Station { get; private set; }

        /// <summary>Something became durable in the flash.</summary>
        public void Read()
        {
            RuleSettings before = Now;
            Now = RuleSettings.From(Value);
            if (Now != before)
            {
                Changed?.Invoke();
            }
        }

        /// <summary>The firmware starts.</summary>
        public void Booted()
        {
            Station = Now.Station;
        }

        private string? Value(string name)
        {
            return _probe?.Setting(name) ?? _scenario.Setting(name);
        }
    }
}
