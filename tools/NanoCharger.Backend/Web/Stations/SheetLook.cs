using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>Reads what stands on a station's sheet: a statement a part, however long its history is.</summary>
    internal sealed class SheetLook(PlatformContext context, Language text, BayNow bay)
    {
        /// <summary>So long an old board's key counts beside a new one.</summary>
        internal const long BesideMs = 30 * DayMs;

        private const long DayMs = 86_400_000;
        private const int MostLines = 10;
        private const int DigestGroup = 4;
        private const int ShownDocuments = 5;

        private readonly DateTimeZone _zone = Zones.Of(bay.House.Zone);

        private long Station => bay.Station!.Id;

        /// <summary>What was wanted of it, the newest first.</summary>
        internal async Task<IReadOnlyList<CallLine>> Calls()
        {
            List<CallRow> rows = await context.Calls.AsNoTracking().Where(row => row.StationId == Station).OrderByDescending(row => row.Number).Take(MostLines).ToListAsync();
            StoredWords words = new(text, _zone);
            return rows.ConvertAll(row => new CallLine(Tiles.At(text, row.StoredMs, bay.NowMs, _zone), CallWords.Of(text, row.Action), words.Of(row.CausedBy)!, CallWords.Outcome(text, row), CallWords.Failed(row)));
        }

        /// <summary>What its meter shows.</summary>
        internal IReadOnlyList<Figure> Live()
        {
            if (bay.Facts.Live is not { IsFresh: true } live)
            {
                return [];
            }

            return
            [
                .. live.Values.Select(value => value.Measurand switch
                {
                    "Power.Active.Import" => new Figure(Named("sheet.power", value), Tiles.Power(text, value.Value)),
                    "Current.Import" => new Figure(Named("sheet.current", value), Tiles.Amps(text, value.Value)),
                    "Current.Offered" => new Figure(text["sheet.offered"], Tiles.Amps(text, value.Value)),
                    "Voltage" => new Figure(Named("sheet.voltage", value), text.Say("sheet.volts", text.Number(value.Value))),
                    "Energy.Active.Import.Register" => new Figure(text["sheet.register"], text.Energy((long)(value.Value * 1000), 3)),
                    _ => null,
                }).OfType<Figure>(),
            ];
        }

        /// <summary>Its keys.</summary>
        internal async Task<IReadOnlyList<KeyLine>> Keys()
        {
            List<KeyRow> rows = await context.Keys.AsNoTracking().Where(row => row.StationId == Station).OrderByDescending(row => row.Number).ToListAsync();
            return rows.ConvertAll(row => new KeyLine(row.Number, Digest(row.PublicKey), Origin(row.Origin), row.FromMs == 0 ? text["sheet.always"] : text.Moment(row.FromMs, _zone), row.ToMs is { } to ? text.Moment(to, _zone) : null));
        }

        /// <summary>The digest of a key as people compare it: groups of four hex digits.</summary>
        internal static string Digest(string publicKey)
        {
            string hex = Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(publicKey)));
            return string.Join(' ', hex.Chunk(DigestGroup).Select(group => new string(group)));
        }

        /// <summary>Its newest documents.</summary>
        internal async Task<IReadOnlyList<DocumentLine>> Documents()
        {
            List<DocumentRow> rows = await context.Documents.AsNoTracking().Where(row => row.StationId == Station).OrderByDescending(row => row.KeyNumber).ThenByDescending(row => row.Number).Take(ShownDocuments).ToListAsync();
            return rows.ConvertAll(row => DocumentPages.Line(text, bay.Station!.Name, row, _zone));
        }

        /// <summary>Where it may be hung, each with what hangs there.</summary>
        internal async Task<IReadOnlyList<BayOption>> Bays()
        {
            var rows = await (from other in context.Bays
                              join house in context.Houses on other.HouseId equals house.Id
                              where other.Id != bay.Bay.Id
                              orderby house.Id, other.Id
                              select new
                              {
                                  other.Id,
                                  other.Name,
                                  House = house.Name,
                                  Hangs = context.Placements.Where(placed => placed.BayId == other.Id && placed.ToMs == null).Join(context.Stations, placed => placed.StationId, station => station.Id, (_, station) => station.Name).FirstOrDefault(),
                              }).AsNoTracking().ToListAsync();
            return rows.ConvertAll(row => new BayOption(row.Id.ToString(CultureInfo.InvariantCulture), $"{row.House}, {row.Name}" + (row.Hangs is { } hangs ? text.Say("sheet.hangs", hangs) : "")));
        }

        /// <summary>What was found at its documents, and what was refused.</summary>
        internal async Task<IReadOnlyList<Incident>> Incidents()
        {
            var found = await context.Findings.AsNoTracking().Where(row => row.StationId == Station).OrderByDescending(row => row.CameMs).Take(MostLines)
                .Select(row => new { row.CameMs, row.Number, row.Text }).ToListAsync();
            var refused = await context.Refusals.AsNoTracking().Where(row => row.StationId == Station).OrderByDescending(row => row.CameMs).Take(MostLines)
                .Select(row => new { row.CameMs, row.Waits, row.Reason, row.SettledMs }).ToListAsync();
            Sentences said = new(text, _zone);
            return
            [
                .. found.Select(row => (row.CameMs, What: text.Say("sheet.found", row.Number), Text: said.Of(row.Text) ?? row.Text))
                    .Concat(refused.Select(row => (row.CameMs, What: text[row.SettledMs is not null ? "sheet.taken-later" : row.Waits ? "sheet.waits" : "sheet.refused"], Text: said.Of(row.Reason) ?? text.Say("said.protocol", row.Reason))))
                    .OrderByDescending(one => one.CameMs).Take(MostLines).Select(one => new Incident(text.Moment(one.CameMs, _zone), one.What, one.Text)),
            ];
        }

        private string Named(string key, LiveValue value)
        {
            return text[key] + (value.Phase is { } phase ? " " + phase : "");
        }

        private string Origin(KeyOrigin origin)
        {
            return text[origin switch
            {
                KeyOrigin.Report => "sheet.by-report",
                KeyOrigin.Hand => "sheet.by-hand",
                _ => "sheet.by-first-sight",
            }];
        }
    }
}
