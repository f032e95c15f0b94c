namespace NanoCharger.Core.Settings
{
    /// <summary>What a setting holds. The numbers are those of the stored slots.</summary>
    public enum SettingKind
    {
        /// <summary>A whole number.</summary>
        Int = 1,

        /// <summary>A text.</summary>
        Text = 2,

        /// <summary>A text that is never shown.</summary>
        Secret = 3,
    }
}
