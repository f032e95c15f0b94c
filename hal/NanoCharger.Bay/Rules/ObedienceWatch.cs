using System;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Whether the vehicle keeps to a pause and to its offer, whatever becomes of pause and offer meanwhile.</summary>
    /// <remarks>
    /// A pause that the vehicle draws through does not end when the PWM comes back, but when it draws nothing. An over-current ends when the vehicle keeps to the least offer since it began, not when
    /// more is offered. So nobody is drawn into minutes of excess by an offer that goes up and down.
    /// </remarks>
    internal sealed class ObedienceWatch
    {
        /// <summary>Below 1 A the firmware calls it idle, by its own meter.</summary>
        private const double IdleAmps = 1.2;

        // Over-current by what the outlet draws, beyond what the meter of an adjusted or a raw unit leaves open.
        private const double OverCurrentShare = 1.10;
        private const double OverCurrentAmps = 0.5;
        private const double AdjustedBand = 1.02;
        private const double RawBand = 1.13;
        private const double BandAmps = 0.1;

        private const int SteadyHigh = 10_000;

        /// <summary>So long before the ends of a pause and of an over-current an opening was not for them.</summary>
        private const long PauseNanos = 5_950_000_000;

        private const long ExcessNanos = 6_500_000_000;

        private readonly Plant _plant;
        private readonly double _band;
        private readonly Insistence _pause;
        private readonly Insistence _excess;
        private double _leastAmps;

        public ObedienceWatch(Machine machine, Plant plant, bool rawUnit)
        {
            _plant = plant;
            _band = rawUnit ? RawBand : AdjustedBand;
            _pause = new Insistence(machine);
            _excess = new Insistence(machine);
        }

        /// <summary>The outlet was live for so long against pause or offer that a firmware which opens it now does so under load.</summary>
        public bool Ignored
        {
            get { return _plant.SwitchedAmps.Max() >= IdleAmps && (_pause.LastedNanos >= PauseNanos || _excess.LastedNanos >= ExcessNanos); }
        }

        /// <summary>A pause that is not obeyed, or null.</summary>
        public string? Pause()
        {
            bool steady = _plant.Pilot.DutyHundredths == SteadyHigh;
            _pause.Tell(_plant.OutletLive && (steady || (_pause.On && _plant.Vehicle.Amps.Max() >= IdleAmps)));
            return _pause.On ? "the pause began" : null;
        }

        /// <summary>An over-current, or null.</summary>
        public string? OverCurrent()
        {
            double offer = _plant.Pilot.OfferAmps;
            double least = _excess.On ? _leastAmps : double.PositiveInfinity;
            _leastAmps = offer > 0 ? Math.Min(offer, least) : least;
            _excess.Tell(_plant.OutletLive && _plant.Vehicle.Amps.Max() > (((OverCurrentShare * _leastAmps) + OverCurrentAmps) * _band) + BandAmps);
            return _excess.On ? "the vehicle drew more than 1.10 times the least offer since then and 0.5 A" : null;
        }
    }
}
