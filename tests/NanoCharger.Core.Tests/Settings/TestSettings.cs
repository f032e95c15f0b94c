namespace NanoCharger.Core.Tests.Settings
{
    using NanoCharger.Core.Settings;
    using nanoFramework.TestFramework;

    /// <summary>Settings of a test: the defaults, and what it names.</summary>
    public static class TestSettings
    {
        /// <summary>Settings with other values than the defaults.</summary>
        /// <param name="namesAndValues">Name and value by turns, as a technician types them.</param>
        public static SettingsStore Of(params string[] namesAndValues)
        {
            SettingsStore settings = new SettingsStore();
            for (int i = 0; i < namesAndValues.Length; i += 2)
            {
                Assert.IsNull(settings.Set(namesAndValues[i], namesAndValues[i + 1]));
            }

            return settings;
        }
    }
}
