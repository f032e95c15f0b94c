using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Charges;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>Reads how a station fares: its facts, when it was faulty, and when it was not heard. Three statements.</summary>
    internal sealed class HealthLook(PlatformContext context, Language text, BayNow bay)
    {
        private const long DayMs = 86_400_000;
        private const int MostLines = 10;
        private const int Percent = 100;

        private readonly DateTimeZone _zone = Zones.Of(bay.House.Zone);

        private long Station => bay.Station!.Id;

        private long Since => bay.NowMs - (30 * DayMs);

        /// <summary>What is known of it, each with its name.</summary>
        internal IReadOnlyList<Figure> Facts()
        {
            List<Figure> facts = [];
            if (bay.SinceMs is { } contact && bay.Facts.HeardMs is { } heard)
            {
                facts.Add(bay.Status.State == BayState.Silent ? new Figure(text["sheet.silent-since"], text.Moment(heard, _zone)) : new Figure(text["sheet.contact-since"], text.Moment(contact, _zone)));
            }

            if (bay.Closings is { } closings)
            {
                facts.Add(new Figure(text["sheet.contactor"], Closed(closings, bay.Station!.ContactorLife)));
            }

            if (bay.Station!.Serial is { } serial)
            {
                facts.Add(new Figure(text["sheet.board"], serial));
            }

            if (bay.Station!.LinkRevokedMs is { } revoked)
            {
                facts.Add(new Figure(text["sheet.link-revoked"], text.Moment(revoked, _zone)));
            }
            else if (bay.Station!.LinkNotAfterMs is { } end)
            {
                facts.Add(new Figure(text["sheet.link-until"], text.Moment(end, _zone)));
            }

            if (bay.Facts.RatedAmps is { } rated)
            {
                facts.Add(new Figure(text["sheet.rated"], text.Say(bay.Facts.Phases is > 1 ? "sheet.rated-as" : "sheet.rated-one", Tiles.Amps(text, rated), bay.Facts.Phases ?? 1)));
            }

            return facts;
        }

        /// <summary>When it was faulty in the last month, and is, the newest first.</summary>
        internal async Task<IReadOnlyList<SpellLine>> Faults()
        {
            List<FaultRow> rows = await context.Faults.AsNoTracking().Where(row => row.StationId == Station && (row.ToMs == null || row.ToMs >= Since)).OrderByDescending(row => row.FromMs).Take(MostLines).ToListAsync();
            return rows.ConvertAll(row => new SpellLine(Span(row.FromMs, row.ToMs), FaultWords.Of(text, row.What), row.ToMs is null ? FaultWords.Help(text, row.What) : null, row.ToMs is null));
        }

        /// <summary>When it was not heard in the last month, and when nobody listened, the newest first.</summary>
        internal async Task<IReadOnlyList<SpellLine>> Outages()
        {
            List<OutageRow> rows = await context.Outages.AsNoTracking().Where(row => row.StationId == Station && row.ToMs >= Since).OrderByDescending(row => row.FromMs).Take(MostLines).ToListAsync();
            List<ListeningRow> heard = await context.Listenings.AsNoTracking().Where(row => row.ToMs >= Since).OrderByDescending(row => row.FromMs).Take(MostLines + 1).ToListAsync();
            return
            [
                .. rows.Select(row => (row.FromMs, Line: new SpellLine(Span(row.FromMs, row.ToMs), text[Key(row.Cause)], row.Times > 1 ? text.Say("sheet.times", row.Times) : null)))
                    .Concat(heard.Zip(heard.Skip(1)).Where(pair => pair.First.FromMs - pair.Second.ToMs > Presence.GapMs)
                        .Select(pair => (FromMs: pair.Second.ToMs, Line: new SpellLine(Span(pair.Second.ToMs, pair.First.FromMs), text["sheet.not-listened"], null))))
                    .OrderByDescending(one => one.FromMs).Take(MostLines).Select(one => one.Line),
            ];
        }

        private string Closed(long closings, long? life)
        {
            return life is { } made ? text.Say("sheet.closings-of", text.Number(closings), text.Number(made), text.Number(Math.Ceiling((decimal)closings * Percent / made))) : text.Say("sheet.closings", text.Number(closings));
        }

        /// <summary>From when to when, and how long that was; of one day the day once.</summary>
        private string Span(long fromMs, long? toMs)
        {
            string lasted = new ChargeTexts(text, _zone).Lasted((toMs ?? bay.NowMs) - fromMs);
            return toMs is not { } to ? text.Say("sheet.lasts", text.Moment(fromMs, _zone), lasted)
                : text.Say("sheet.lasted", text.Moment(fromMs, _zone), Tiles.At(text, to, fromMs, _zone), lasted);
        }

        private static string Key(OutageCause cause)
        {
            return cause switch
            {
                OutageCause.Link => "sheet.outage-link",
                OutageCause.Power => "sheet.outage-power",
                OutageCause.Restart => "sheet.outage-restart",
                OutageCause.Watchdog => "sheet.outage-watchdog",
                _ => "sheet.outage-unknown",
            };
        }
    }
}
