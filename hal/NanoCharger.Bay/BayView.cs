using System.Collections.Generic;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>A snapshot of the bay for a display, at most a second of virtual time old.</summary>
    /// <param name="Seconds">Virtual time since the start.</param>
    /// <param name="Vehicle">State that the vehicle shows: A, B, C or D.</param>
    /// <param name="Closed">The contacts are closed.</param>
    /// <param name="OutletLive">There is mains on the outlet.</param>
    /// <param name="OfferAmps">What the pilot's duty offers; 0: no offer.</param>
    /// <param name="Amps">True current of each phase.</param>
    /// <param name="Watts">True power.</param>
    /// <param name="EnergyWh">True energy since the start.</param>
    /// <param name="Lamp">Its last 4 s, a character for 0.1 s: # for lit, . for dark.</param>
    /// <param name="Linked">The firmware has a session with the broker.</param>
    /// <param name="Powered">The bay has its supply.</param>
    /// <param name="Transaction">The newest transaction; null while there was none.</param>
    /// <param name="Facts">The firmware's beliefs; null without a probe.</param>
    public sealed record BayView(
        double Seconds,
        string Vehicle,
        bool Closed,
        bool OutletLive,
        double OfferAmps,
        IReadOnlyList<double> Amps,
        double Watts,
        double EnergyWh,
        string Lamp,
        bool Linked,
        bool Powered,
        TrueTransaction? Transaction,
        FirmwareFacts? Facts)
    {
        internal static BayView Of(Machine machine, Plant plant, bool linked, TrueTransaction? transaction, FirmwareFacts? facts)
        {
            return new BayView(
                machine.NowNanos / 1e9,
                plant.Vehicle.State.ToString(),
                plant.Contactor.Closed,
                plant.OutletLive,
                plant.Pilot.OfferAmps,
                plant.Vehicle.Amps.Take(plant.Vehicle.Phases).ToArray(),
                plant.Meter.Watts,
                plant.Meter.EnergyWh,
                plant.Lamp.Rhythm(),
                linked,
                machine.Powered,
                transaction,
                facts);
        }
    }
}
