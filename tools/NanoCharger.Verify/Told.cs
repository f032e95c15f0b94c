using System;
using System.Globalization;

namespace NanoCharger.Verify
{
    /// <summary>How texts tell energy and time: one form in reports, receipts and logs.</summary>
    public static class Told
    {
        /// <summary>Energy in kWh: five decimals, which the public verifiers show in full; a sixth only where it is not zero.</summary>
        public static string Energy(long milliwattHours)
        {
            return (milliwattHours / 1_000_000m).ToString("0.00000#", CultureInfo.InvariantCulture) + " kWh";
        }

        /// <summary>A date and time in UTC, to the second.</summary>
        public static string Time(DateTime utc)
        {
            return utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        }

        /// <summary>A reading's time; "unknown" where the station's clock had never been set, whatever date stands there.</summary>
        public static string Time(Instant instant)
        {
            ArgumentNullException.ThrowIfNull(instant);
            return instant.DateKnown ? Time(instant.Utc) : "unknown";
        }
    }
}
