using NanoCharger.Core.Settings;

namespace NanoCharger.Ocpp.Variables
{
    /// <summary>What OCPP 2.0.1 calls one of our settings (part 2, appendices: controller components).</summary>
    internal sealed class StandardName
    {
        internal StandardName(SettingId setting, string component, string name)
        {
            Setting = setting;
            Component = component;
            Name = name;
        }

        /// <summary>The setting.</summary>
        internal SettingId Setting { get; }

        /// <summary>Its component.</summary>
        internal string Component { get; }

        /// <summary>Its variable.</summary>
        internal string Name { get; }
    }
}
