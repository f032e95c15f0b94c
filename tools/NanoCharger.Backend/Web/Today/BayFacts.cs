using System;
using System.Linq;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What is known of a bay at a moment, and what follows from it. Nothing else decides what a tile says.</summary>
    /// <param name="HeardMs">When its station was heard; null: never.</param>
    /// <param name="Outlet">What it said of its outlet; null: nothing yet.</param>
    /// <param name="OutletSinceMs">Since when that is so.</param>
    internal sealed record BayFacts(long? HeardMs, string? Outlet, long OutletSinceMs)
    {
        /// <summary>Three heartbeats: then a station is out of contact.</summary>
        internal const long SilentMs = 15 * 60_000;

        private const decimal NearlyAll = 0.9m;

        /// <summary>The most of a phase that the station was built for, A; null: nobody said.</summary>
        internal decimal? RatedAmps { get; init; }

        /// <summary>Its phases; null: nobody said.</summary>
        internal int? Phases { get; init; }

        /// <summary>The transaction that is open; null: none.</summary>
        internal OpenCharge? Open { get; init; }

        /// <summary>When the last one ended; null: none has.</summary>
        internal long? EndedMs { get; init; }

        /// <summary>The newest live values; null: none.</summary>
        internal LiveReading? Live { get; init; }

        /// <summary>The fault that it has, by its own name; empty: it has not said which; null: none.</summary>
        internal string? Fault { get; init; }

        /// <summary>Since when it has that.</summary>
        internal long? FaultSinceMs { get; init; }

        /// <summary>No station hangs there.</summary>
        internal bool Bare { get; init; }

        private LiveReading? Now => Live is { IsFresh: true } live ? live : null;

        /// <summary>What the bay is doing.</summary>
        internal BayStatus At(long nowMs)
        {
            (BayState state, long? since) = State(nowMs);
            bool flows = state == BayState.Charging;
            decimal? register = Now?.Of("Energy.Active.Import.Register");
            return new BayStatus(state, since)
            {
                Watts = flows ? Now?.Of("Power.Active.Import") : null,
                MilliwattHours = state is not (BayState.Charging or BayState.Paused or BayState.Full) || Open?.BeginMwh is not { } begin ? null
                    : register is { } wattHours && (long)(wattHours * 1000) >= begin ? (long)(wattHours * 1000) - begin
                    : Open.LastMwh > begin ? Open.LastMwh - begin : null,
                Slow = flows ? Slowness() : SlowReason.None,
                OfferedAmps = Now?.Of("Current.Offered"),
                RatedAmps = RatedAmps,
            };
        }

        private (BayState State, long? SinceMs) State(long nowMs)
        {
            if (Bare)
            {
                return (BayState.Bare, null);
            }

            if (HeardMs is not { } heard)
            {
                return (BayState.New, null);
            }

            return nowMs - heard > SilentMs ? (BayState.Silent, heard)
                : Outlet == "Faulted" ? (BayState.Faulty, FaultSinceMs ?? OutletSinceMs)
                : Outlet == "Unavailable" ? (BayState.Unavailable, OutletSinceMs)
                : Open is not null && Outlet != "Available" ? OfCharge(Open)
                : Outlet is "Occupied" or "Reserved" ? (EndedMs >= OutletSinceMs ? (BayState.Ended, EndedMs) : (BayState.Occupied, OutletSinceMs))
                : (BayState.Free, Outlet is null ? null : OutletSinceMs);
        }

        private (BayState State, long? SinceMs) OfCharge(OpenCharge open)
        {
            decimal? watts = Now?.Of("Power.Active.Import");
            return watts > 0 ? (BayState.Charging, open.StartedMs)
                : open.StoppedDrawingMs is { } stopped ? (BayState.Full, stopped)
                : watts == 0 ? (BayState.Paused, open.StartedMs)
                : (BayState.Charging, open.StartedMs);
        }

        private SlowReason Slowness()
        {
            if (Now is not { } live || live.Of("Current.Offered") is not { } offered)
            {
                return SlowReason.None;
            }

            decimal[] phases = [.. live.Values.Where(value => value.Measurand == "Current.Import" && value.Phase is not null).Select(value => value.Value)];
            return RatedAmps is { } rated && offered < rated * NearlyAll ? SlowReason.Offered
                : phases.Length == 0 ? SlowReason.None
                : phases.Max() < offered * NearlyAll ? SlowReason.Vehicle
                : phases.Length == 3 && phases.Count(amps => amps > 1) == 1 ? SlowReason.OnePhase
                : SlowReason.None;
        }
    }

    /// <summary>A transaction that has begun and not ended.</summary>
    /// <param name="StartedMs">When it began.</param>
    /// <param name="BeginMwh">The register then.</param>
    /// <param name="LastMwh">The register at the last signed reading.</param>
    /// <param name="StoppedDrawingMs">When the vehicle stopped drawing, where that is the last that was signed.</param>
    internal sealed record OpenCharge(long? StartedMs, long? BeginMwh, long? LastMwh, long? StoppedDrawingMs);

    /// <summary>What a bay is doing.</summary>
    /// <param name="State">In a word.</param>
    /// <param name="SinceMs">Since when; null where nobody knows.</param>
    internal sealed record BayStatus(BayState State, long? SinceMs)
    {
        /// <summary>What it draws, W; null where it does not, or nobody knows.</summary>
        internal decimal? Watts { get; init; }

        /// <summary>What the charge that is open has had; null where none is.</summary>
        internal long? MilliwattHours { get; init; }

        /// <summary>Why it is slow.</summary>
        internal SlowReason Slow { get; init; }

        /// <summary>What the station offers, A.</summary>
        internal decimal? OfferedAmps { get; init; }

        /// <summary>What it was built for, A.</summary>
        internal decimal? RatedAmps { get; init; }
    }
}
