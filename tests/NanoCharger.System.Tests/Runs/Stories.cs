using System.Globalization;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>Scenario texts that several tests vary.</summary>
    public static class Stories
    {
        /// <summary>A backend's SetChargingProfile of one limit for whoever charges, as a timeline's command.</summary>
        /// <param name="limit">In amperes.</param>
        public static string Profile(string limit)
        {
            return "{\"action\": \"SetChargingProfile\", \"payload\": {\"evseId\": 1, \"chargingProfile\": {\"id\": 1, \"stackLevel\": 0,"
                + " \"chargingProfilePurpose\": \"TxDefaultProfile\", \"chargingProfileKind\": \"Relative\", \"chargingSchedule\": [{\"id\": 1,"
                + " \"chargingRateUnit\": \"A\", \"chargingSchedulePeriod\": [{\"startPeriod\": 0, \"limit\": " + limit + "}]}]}}}";
        }

        /// <summary>A car is plugged at 20 s, asks for energy, takes what is offered, and leaves.</summary>
        /// <param name="readyAt">It shows C.</param>
        /// <param name="unplugAt">It leaves, still in C.</param>
        /// <param name="until">End of the story.</param>
        /// <param name="more">More timeline entries, each with a comma behind it.</param>
        /// <param name="head">More keys of the file, each with a comma behind it.</param>
        public static string OneCharge(double readyAt, double unplugAt, double until, string more = "", string head = "")
        {
            return string.Create(CultureInfo.InvariantCulture, $$$"""
                {
                  "name": "one charge", {{{head}}}
                  "until": {{{until}}},
                  "timeline": [
                    {"at": 20, "plug": {"cableAmps": 32}},
                    {"at": 20, "draw": "offered"},
                    {"at": {{{readyAt}}}, "vehicle": "C"},
                    {{{more}}}
                    {"at": {{{unplugAt}}}, "unplug": true}
                  ]
                }
                """);
        }
    }
}
