using System.Text.Json;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>Calls to stations and what came of them, in words.</summary>
    internal static class CallWords
    {
        /// <summary>What was wanted; OCPP's own word where there is none of ours.</summary>
        internal static string Of(Language text, string action)
        {
            return action switch
            {
                CallBook.Reset => text["call.reset"],
                StationWishes.GetLog => text["call.log"],
                StationWishes.SetVariables => text["call.set"],
                StationWishes.RequestStart => text["call.start"],
                StationWishes.RequestStop => text["call.stop"],
                StationWishes.Availability => text["call.availability"],
                StationWishes.SetLimit => text["call.limit"],
                StationWishes.ClearLimit => text["call.no-limit"],
                _ => action,
            };
        }

        /// <summary>What was wanted, as the trail has it: the action, and how much of it.</summary>
        internal static string Wanted(Language text, string told)
        {
            string action = told.Split(' ')[0];
            return told switch
            {
                "Reset OnIdle" => text["sheet.restart-idle"],
                "Reset Immediate" => text["sheet.restart-now"],
                "ChangeAvailability in" => text["sheet.in-service"],
                "ChangeAvailability out" => text["sheet.out-of-service"],
                _ => Of(text, action) + told[action.Length..],
            };
        }

        /// <summary>What came of it.</summary>
        internal static string Outcome(Language text, CallRow row)
        {
            return row.EndedMs is null ? text[row.SentMs is null ? "call.waits" : "call.sent"]
                : row.Error == CallBook.Expired ? text["call.expired"]
                : row.Error is { } error ? text.Say("call.failed", error)
                : row.Answer is null ? text["call.done"]
                : Said(text, row) + (row.Note is { } note ? $" ({note})" : "");
        }

        /// <summary>Whether it did not come to what was wanted.</summary>
        internal static bool Failed(CallRow row)
        {
            return row.EndedMs is not null && (row.Error is not null || Status(row) is "Rejected");
        }

        private static string Said(Language text, CallRow row)
        {
            return Status(row) switch
            {
                "Accepted" => text["call.accepted"],
                "Scheduled" => text["call.scheduled"],
                "RebootRequired" => text["call.reboot"],
                "Rejected" => Reason(row) is { } reason ? text.Say("call.rejected-for", reason) : text["call.rejected"],
                { } other => other,
                null => text["call.done"],
            };
        }

        private static string? Status(CallRow row)
        {
            return row.Action == StationWishes.SetVariables ? StationWishes.StatusOf(row.Answer) : Word(row.Answer, "status");
        }

        /// <summary>The reason as a word, and what the station adds to it.</summary>
        private static string? Reason(CallRow row)
        {
            return Word(row.Answer, "statusInfo", "additionalInfo") ?? Word(row.Answer, "statusInfo", "reasonCode");
        }

        /// <summary>A text of what a station has answered; whatever that is, a page is shown.</summary>
        private static string? Word(string? json, params string[] path)
        {
            try
            {
                using JsonDocument read = JsonDocument.Parse(json ?? "{}");
                JsonElement at = read.RootElement;
                foreach (string name in path)
                {
                    if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    {
                        return null;
                    }
                }

                return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
