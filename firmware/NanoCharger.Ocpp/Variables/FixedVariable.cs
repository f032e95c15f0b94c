namespace NanoCharger.Ocpp.Variables
{
    /// <summary>A variable that is the same for ever, and whose name OCPP gives.</summary>
    internal sealed class FixedVariable
    {
        internal FixedVariable(string component, string name, string instance, string type, string value)
        {
            Component = component;
            Name = name;
            Instance = instance;
            Type = type;
            Value = value;
        }

        /// <summary>Its component.</summary>
        internal string Component { get; }

        /// <summary>Its name.</summary>
        internal string Name { get; }

        /// <summary>Its instance; null for none.</summary>
        internal string Instance { get; }

        /// <summary>A word of DataEnumType.</summary>
        internal string Type { get; }

        /// <summary>Its value.</summary>
        internal string Value { get; }
    }
}
