using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Web.Places
{
    /// <summary>A station as somebody has typed it: its commissioning report, as file or text, or its name and key.</summary>
    internal sealed class StationForm
    {
        private readonly Language _text;
        private readonly string _field;
        private readonly CommissioningReport? _report;

        private StationForm(Language text, Entries typed, string field, CommissioningReport? report)
        {
            (_text, Entries, _field, _report) = (text, typed, field, report);
        }

        /// <summary>What stands in its fields.</summary>
        internal Entries Entries { get; private set; }

        /// <summary>What its place is called; empty: nothing was typed.</summary>
        internal string Bay { get; private init; } = "";

        /// <summary>The station's name.</summary>
        internal string Station { get; private init; } = "";

        /// <summary>Its key; null where something is wrong: <see cref="Entries"/> says what.</summary>
        internal StationKey? Key { get; private init; }

        /// <summary>Reads it.</summary>
        internal static async Task<StationForm> Read(Visit visit)
        {
            Form form = visit.Form;
            Entries typed = form.Entries("report", "station", "key", "bay");
            string bay = form.Name("bay", PlaceDesk.LongestName);
            byte[]? file = await form.File("file") ?? (typed["report"].Length > 0 ? Encoding.UTF8.GetBytes(typed["report"]) : null);
            if (file is not null)
            {
                CommissioningReport? report = CommissioningReport.Read(file, StationClock.Now(visit), out string? problem);
                StationForm read = new(visit.Text, typed, "report", report) { Bay = bay, Station = report?.Station ?? "", Key = report?.Key };
                return report is null ? read.Wrong(problem!) : read;
            }

            if (!CommissioningReport.IsStation(typed["station"]))
            {
                return new StationForm(visit.Text, typed, "station", null).Wrong(visit.Text["station.name-none"]);
            }

            StationKey? key = StationKey.Read(typed["key"], out string? why);
            StationForm named = new(visit.Text, typed, "key", null) { Bay = bay, Station = typed["station"], Key = key };
            return key is null ? named.Wrong(why!) : named;
        }

        /// <summary>Takes the station, in place of what was known of its key.</summary>
        internal void Enrol(PlatformContext context, long nowMs)
        {
            if (_report is { } report)
            {
                Enrolment.ByReport(context, report, nowMs, beside: false);
            }
            else
            {
                Enrolment.ByKey(context, Station, Key!, (KeyOrigin.Hand, nowMs), beside: false);
            }
        }

        /// <summary>Tells why it cannot be taken, at the field that it is about.</summary>
        /// <param name="against">What was refused.</param>
        /// <param name="why">The same in words of who typed it.</param>
        internal StationForm Wrong(InvalidDataException against, string why)
        {
            return Wrong(why, Refusal.Of(against)?.Key switch
            {
                "refused.bay-hung" or "refused.bay-there" or "refused.place-name" => "bay",
                "refused.station-known" when _report is null => "station",
                _ => _field,
            });
        }

        private StationForm Wrong(string why, string? field = null)
        {
            Entries = Entries.Wrong(field ?? _field, _text.Say("station.wrong", new Sentences(_text, NodaTime.DateTimeZone.Utc).Of(why) ?? why));
            return this;
        }
    }
}
