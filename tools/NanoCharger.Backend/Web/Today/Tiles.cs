using System;
using NanoCharger.Backend.Stations;
using NodaTime;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>Puts what a bay is doing into words.</summary>
    internal static class Tiles
    {
        private const decimal WattsOfKilowatt = 1000;

        /// <summary>The sheet of a station.</summary>
        internal static string PathOf(string station)
        {
            return "/stations/" + Uri.EscapeDataString(station);
        }

        internal static BayTile Of(Language text, BayNow bay)
        {
            BayStatus status = bay.Status;
            return new BayTile(bay.Bay.Name, bay.Station is { } station ? PathOf(station.Name) : null, status.State, text[Key(status.State)])
            {
                Since = status.SinceMs is { } since && status.State is not (BayState.Free or BayState.Bare) ? Since(text, since, bay.NowMs, Zones.Of(bay.House.Zone)) : null,
                Power = status.Watts is { } watts ? Power(text, watts) : null,
                Energy = status.MilliwattHours is { } energy ? text.Energy(energy, 1) : null,
                Why = status.State == BayState.Faulty && bay.Facts.Fault is { Length: > 0 } fault ? FaultWords.Of(text, fault) : Slow(text, status),
            };
        }

        /// <summary>Power in kW.</summary>
        internal static string Power(Language text, decimal watts)
        {
            return text.Say("today.power", text.Number(watts / WattsOfKilowatt, 1));
        }

        /// <summary>A current.</summary>
        internal static string Amps(Language text, decimal amps)
        {
            return text.Say("today.amps", text.Number(amps, decimal.Round(amps, 1) == decimal.Round(amps) ? 0 : 1));
        }

        /// <summary>Since when: of today the time alone.</summary>
        internal static string Since(Language text, long ms, long nowMs, DateTimeZone zone)
        {
            return text.Say("today.since", At(text, ms, nowMs, zone));
        }

        /// <summary>When: of today the time alone.</summary>
        internal static string At(Language text, long ms, long nowMs, DateTimeZone zone)
        {
            return Zones.Day(ms, zone) == Zones.Day(nowMs, zone) ? text.Time(Zones.In(ms, zone).TimeOfDay) : text.Moment(ms, zone);
        }

        private static string? Slow(Language text, BayStatus status)
        {
            return status.Slow switch
            {
                SlowReason.Offered => text.Say("today.slow-offered", Amps(text, status.OfferedAmps!.Value), Amps(text, status.RatedAmps!.Value)),
                SlowReason.Vehicle => text["today.slow-vehicle"],
                SlowReason.OnePhase => text["today.slow-one-phase"],
                _ => status is { State: BayState.Charging, Watts: null } ? text["today.no-live"] : null,
            };
        }

        private static string Key(BayState state)
        {
            return state switch
            {
                BayState.Bare => "today.bare",
                BayState.New => "today.new",
                BayState.Silent => "today.silent",
                BayState.Faulty => "today.faulty",
                BayState.Unavailable => "today.unavailable",
                BayState.Charging => "today.charging",
                BayState.Paused => "today.paused",
                BayState.Full => "today.full",
                BayState.Ended => "today.ended",
                BayState.Occupied => "today.occupied",
                _ => "today.free",
            };
        }
    }
}
