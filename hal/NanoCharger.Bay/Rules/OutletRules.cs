using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Bay.Rules
{
    /// <summary>The rules of the outlet in force, with their limits (IEC 61851-1 Table A.6, IEC 62955). A new protection adds a rule here.</summary>
    internal sealed class OutletRules
    {
        private const long NanosPerMilli = 1_000_000;
        private const long PilotNanos = 100 * NanosPerMilli;

        /// <summary>The vehicle's 6 s to stop drawing after a pause, and half a second to open.</summary>
        private const long PauseNanos = 6_600 * NanosPerMilli;

        /// <summary>A pause, and 400 ms for the decision.</summary>
        private const long AuthorityNanos = 7_000 * NanosPerMilli;

        /// <summary>A pause after the digital sensor's second and a filter of two more.</summary>
        private const long HeatNanos = 9_500 * NanosPerMilli;

        /// <summary>7 s after the first block above, half a second for that block and the contacts.</summary>
        private const long OverCurrentNanos = 7_500 * NanosPerMilli;
        private const long EarthNanos = 1_200 * NanosPerMilli;
        private const long DiodeNanos = 1_100 * NanosPerMilli;

        /// <summary>4.5 V less the widest hysteresis: what is above may still pass for C.</summary>
        private const double SurelyVentilatedMillivolts = 4_000;

        private readonly Plant _plant;
        private readonly Func<FirmwareFacts?> _facts;
        private readonly IReadOnlyList<FaultInput> _inputs;
        private readonly SettingsInForce _settings;
        private bool _interlockFailed;

        /// <param name="plant">What the rules look at.</param>
        /// <param name="facts">The firmware's beliefs, or null while there are none.</param>
        /// <param name="scenario">What the unit is.</param>
        /// <param name="settings">Those in force.</param>
        public OutletRules(Plant plant, Func<FirmwareFacts?> facts, Scenario scenario, SettingsInForce settings)
        {
            _plant = plant;
            _facts = facts;
            _inputs = FaultInput.On(scenario);
            _settings = settings;
        }

        /// <param name="mains">Judges the mains.</param>
        /// <param name="heat">Judges the temperature.</param>
        /// <param name="arrivals">Knows whom the open transaction is not for.</param>
        /// <param name="obedience">Judges whether the vehicle keeps to pause and offer.</param>
        public IReadOnlyList<OutletRule> All(MainsWatch mains, HeatWatch heat, ArrivalWatch arrivals, ObedienceWatch obedience)
        {
            return
            [
                PilotLeft(),
                Residual(),
                ByFirmware(1, PilotNanos, Ventilation),
                ByFirmware(1, AuthorityNanos, () => _facts() is { Authorised: false } ? "the authorisation ended" : null),
                ByFirmware(1, PilotNanos, arrivals.Wrong),
                ByFirmware(2, PauseNanos, obedience.Pause),
                ByFirmware(2, DiodeNanos, Diode),
                ByFirmware(2, EarthNanos, () => _plant.EarthConnected ? null : "the earth was lost"),
                ByFirmware(2, OverCurrentNanos, obedience.OverCurrent),
                ByFirmware(2, HeatNanos, heat.Wrong),
                ByFirmware(2, () => mains.LimitNanos, mains.Wrong),
                .. _inputs.Select(Input),
            ];
        }

        /// <summary>The pilot leaves C and D: a vehicle that ended, left, or a short. The interlock opens by itself, so stalls excuse nothing.</summary>
        private OutletRule PilotLeft()
        {
            return new OutletRule
            {
                Invariant = 2,
                Wrong = Left,
                LimitNanos = () => PilotNanos,
                ByFirmware = () => _interlockFailed,
                LateExcuse = () => _interlockFailed ? "the interlock had failed during a stall" : null,
                Excuse = Weld,
            };
        }

        /// <summary>An interlock that is repaired meanwhile was still not there in time. In its place stands firmware, which may call C or D what is near their edge.</summary>
        private string? Left()
        {
            _interlockFailed = _plant.Chain.InterlockFailed || (_plant.Pilot.State is not ('C' or 'D') && _interlockFailed);
            bool left = _interlockFailed ? _plant.Pilot.SurelyAsksNothing : _plant.Pilot.State is not ('C' or 'D');
            return left ? "the pilot went to " + _plant.Pilot.State : null;
        }

        private OutletRule Residual()
        {
            return new OutletRule
            {
                Invariant = 2,
                Wrong = () => _plant.Monitor.Flowing ? "a residual current began" : null,
                LimitNanos = () => _plant.Monitor.LimitNanos,
                ByFirmware = () => false,
                Excuse = () => _plant.Monitor.Silent ? "the residual current monitor was made silent" : Weld(),
            };
        }

        private OutletRule Input(FaultInput input)
        {
            return ByFirmware(2, input.LimitMillis * NanosPerMilli, () => _plant.Reporting.Contains(input.Name) ? "the input " + input.Name + " reported" : null);
        }

        private OutletRule ByFirmware(int invariant, long limitNanos, Func<string?> wrong)
        {
            return ByFirmware(invariant, () => limitNanos, wrong);
        }

        private OutletRule ByFirmware(int invariant, Func<long> limitNanos, Func<string?> wrong)
        {
            return new OutletRule
            {
                Invariant = invariant,
                Wrong = wrong,
                LimitNanos = limitNanos,
                ByFirmware = () => true,
                Excuse = Weld,
            };
        }

        /// <summary>A vehicle that wants ventilation gets no power where there is none. The interlock lets D through, so firmware acts.</summary>
        private string? Ventilation()
        {
            bool asked = _plant.Pilot.State == 'D' && _plant.Pilot.HighMillivolts < SurelyVentilatedMillivolts;
            return asked && !_settings.Now.Ventilated ? "the pilot went to D without ventilation" : null;
        }

        /// <summary>Seen by the low level only, so while there is a PWM; a vehicle that is being asked to pause has its own limit.</summary>
        private string? Diode()
        {
            bool seen = _plant.Pilot.DiodeMissing && _plant.Pilot.OfferAmps > 0 && (_plant.Pilot.State is 'C' or 'D');
            return seen ? "the vehicle's diode went missing" : null;
        }

        private string? Weld()
        {
            return _plant.Contactor.Welded || _plant.Contactor.BreakingFree ? "the contactor was welded" : null;
        }
    }
}
