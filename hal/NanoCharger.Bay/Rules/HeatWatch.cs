using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>What the temperature allows: half of the rating from 65 °C, a quarter from 68 °C, nothing from 71 °C until it is below 62 °C.</summary>
    /// <remarks>By the tolerance of the board's sensor later: ±3 °C with an NTC.</remarks>
    internal sealed class HeatWatch
    {
        private const double HalfCelsius = 65;
        private const double QuarterCelsius = 68;
        private const double OffCelsius = 71;
        private const double BackCelsius = 62;
        private const double DigitalBand = 0.2;
        private const double NtcBand = 3.5;
        private const double LeastOfferAmps = 6;

        // The digital sensor answers once a second.
        private const long NoticedNanos = 3_000_000_000;

        private const long WrittenNanos = 1_000_000_000;

        private readonly Func<double> _celsius;
        private readonly double _band;
        private readonly Spell _spell;

        public HeatWatch(Machine machine, StallWatch stalls, Func<double> celsius, bool digital)
        {
            _celsius = celsius;
            _band = digital ? DigitalBand : NtcBand;
            _spell = new Spell(machine, stalls, NoticedNanos);
        }

        /// <summary>Why there may be no power, or null.</summary>
        public string? Wrong()
        {
            double celsius = _celsius();
            bool hot = celsius >= OffCelsius + _band;
            _spell.Tell(hot);
            if (celsius < BackCelsius + _band)
            {
                _spell.End();
            }

            return hot ? "the temperature reached 71 °C" : _spell.Remembered ? "the temperature reached 71 °C, not below 62 °C since" : null;
        }

        /// <summary>The most that may be offered of a rating, in amperes.</summary>
        public double Limit(double ratingAmps)
        {
            double celsius = _celsius();
            return celsius >= QuarterCelsius + _band ? Math.Max(LeastOfferAmps, ratingAmps / 4)
                : celsius >= HalfCelsius + _band ? Math.Max(LeastOfferAmps, ratingAmps / 2)
                : double.PositiveInfinity;
        }

        /// <summary>The firmware starts anew, and has kept that it was too hot, if it had a second to write it down.</summary>
        public void Restart()
        {
            _spell.Resume(WrittenNanos);
        }
    }
}
