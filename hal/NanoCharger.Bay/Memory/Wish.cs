using System;
using System.Globalization;

namespace NanoCharger.Bay.Memory
{
    /// <summary>What somebody wanted of the firmware, as far as a rule has to remember it.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Token">Of a grant: whose; else empty.</param>
    /// <param name="Amps">Of a technician's limit: how much; infinite for none.</param>
    /// <param name="Payload">Of a call: its payload; else empty.</param>
    internal sealed record Wish(WishKind Kind, string Token = "", double Amps = double.PositiveInfinity, string Payload = "")
    {
        private static readonly Wish None = new Wish(WishKind.None);

        /// <summary>A line at the console.</summary>
        public static Wish OfLine(string line)
        {
            string[] words = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            string rest = words.Length > 1 ? words[1] : "";
            return words.Length == 0 ? None : words[0] switch
            {
                "authorise" => new Wish(WishKind.Grant, rest),
                "stop" => new Wish(WishKind.Stop),
                "unavailable" => new Wish(WishKind.OutOfServiceAtOnce),
                "available" => new Wish(WishKind.InService),
                "limit" => new Wish(WishKind.Limit, Amps: double.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amps) ? amps : double.PositiveInfinity),
                "faults" when rest == "clear" => new Wish(WishKind.ClearFaults),
                _ => None,
            };
        }

        /// <summary>A call of the backend.</summary>
        public static Wish OfCall(string action, string payload)
        {
            return action switch
            {
                "RequestStartTransaction" => new Wish(WishKind.Grant, CallFields.Token(payload), Payload: payload),
                "RequestStopTransaction" => new Wish(WishKind.Stop, Payload: payload),
                "ChangeAvailability" => new Wish(CallFields.Word(payload, "operationalStatus") == "Operative" ? WishKind.InService : WishKind.OutOfService, Payload: payload),
                "SetChargingProfile" => new Wish(WishKind.Profile, Payload: payload),
                "ClearChargingProfile" => new Wish(WishKind.ClearProfiles, Payload: payload),
                _ => None,
            };
        }
    }
}
