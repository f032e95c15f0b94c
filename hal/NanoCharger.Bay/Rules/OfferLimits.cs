using System;
using System.Collections.Generic;

namespace NanoCharger.Bay.Rules
{
    /// <summary>The limits on the offer that the duty rule holds the pilot against, each for itself, in amperes at this moment.</summary>
    internal sealed class OfferLimits
    {
        private const double HardLimitAmps = 80;

        /// <summary>A vehicle that was never in B gets no more (IEC 61851-1:2017, A.3).</summary>
        private const double SimplifiedAmps = 10;

        private readonly Plant _plant;
        private readonly SettingsInForce _settings;
        private readonly Func<FirmwareFacts?> _facts;

        /// <param name="plant">What stands in the bay.</param>
        /// <param name="settings">Those in force.</param>
        /// <param name="facts">The firmware's beliefs, or null while there are none.</param>
        public OfferLimits(Plant plant, SettingsInForce settings, Func<FirmwareFacts?> facts)
        {
            _plant = plant;
            _settings = settings;
            _facts = facts;
        }

        /// <summary>What the firmware itself holds for its limit; before its first turn, what its settings say.</summary>
        public double Own
        {
            get { return _facts() is { } facts ? facts.LimitMilliamps / 1_000.0 : Math.Min(_settings.Now.MaxAmps, HardLimitAmps); }
        }

        /// <summary>Those that the firmware has to find anew after a start.</summary>
        /// <param name="heat">Judges the temperature.</param>
        /// <param name="arrivals">Knows whether the firmware has seen the vehicle come.</param>
        public IReadOnlyList<Func<double>> Measured(HeatWatch heat, ArrivalWatch arrivals)
        {
            return
            [
                () => heat.Limit(_settings.Now.MaxAmps),
                () => arrivals.Noticed && _plant.Vehicle.Simplified && (_plant.Vehicle.State is 'C' or 'D') ? SimplifiedAmps : double.PositiveInfinity,
                () => _settings.Now.Socket && _plant.Vehicle.Plugged ? _plant.Vehicle.CableCode : double.PositiveInfinity,
            ];
        }
    }
}
