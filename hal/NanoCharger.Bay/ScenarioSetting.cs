namespace NanoCharger.Bay
{
    /// <summary>A firmware setting that a scenario asks for. The bay does not know the settings: the firmware's own table checks it.</summary>
    /// <param name="Name">Its name, as the console shows it.</param>
    /// <param name="Value">Its value as text.</param>
    /// <param name="Line">Line in the scenario's file, from 1, to be named when the value is refused.</param>
    public sealed record ScenarioSetting(string Name, string Value, int Line);
}
