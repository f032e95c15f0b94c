using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>The unit on the factory's bench, before its first power-on.</summary>
    /// <param name="Flash">Its flash, empty.</param>
    /// <param name="Scenario">The story, for its settings.</param>
    /// <param name="UnitErrors">Its true errors; an adjusted unit has what a factory finds of them in its calibration.</param>
    public sealed record BayFactory(Flash Flash, Scenario Scenario, UnitErrors UnitErrors);
}
