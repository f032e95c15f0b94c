using System.Globalization;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;

namespace NanoCharger.Backend.Stations
{
    /// <summary>What a BootNotification tells of the station's start. Ours begins each session with one: only the number of its start, with which its message ids begin, says whether it is another one.</summary>
    /// <param name="Reason">OCPP's word for why it was started.</param>
    /// <param name="Number">Which start it is; null where its ids have no such number: then each BootNotification is one.</param>
    internal sealed record Start(string Reason, long? Number)
    {
        /// <summary>It is told because somebody has asked for it.</summary>
        private const string Triggered = "Triggered";

        private const int LongestReason = 20;

        /// <summary>Why it was not heard before.</summary>
        internal OutageCause Cause => Reason switch
        {
            "PowerUp" => OutageCause.Power,
            "Watchdog" => OutageCause.Watchdog,
            _ => OutageCause.Restart,
        };

        /// <summary>What a frame says of it; null where it says nothing.</summary>
        internal static Start? Of(OcppFrame frame)
        {
            if (frame is not { Problem: null, Type: OcppFrame.Call, Action: "BootNotification" })
            {
                return null;
            }

            try
            {
                return Fields.OptionalText(frame.Payload, "reason", LongestReason) is { } word && word != Triggered ? new Start(word, NumberOf(frame.Id)) : null;
            }
            catch (OcppViolation)
            {
                // It is refused for that where it is answered.
                return null;
            }
        }

        /// <summary>Whether it is another start than the one that was known; null: nobody can tell.</summary>
        internal bool? IsAnew(long? known)
        {
            return Number is null ? true : known is null ? null : known != Number;
        }

        /// <summary>An id of ours is START.NUMBER.</summary>
        private static long? NumberOf(string? id)
        {
            return id?.Split('.') is [{ } start, { } number] && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out long which) && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? which : null;
        }
    }
}
