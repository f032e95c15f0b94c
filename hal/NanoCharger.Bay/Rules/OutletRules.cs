using System;
using System.Collections.Generic;

namespace NanoCharger.Bay.Rules
{
    /// <summary>The rules of the outlet in force, with their limits (IEC 61851-1 Table A.6, IEC 62955). A new protection adds a rule here.</summary>
    internal static class OutletRules
    {
        private const long NanosPerMilli = 1_000_000;
        private const long PilotNanos = 100 * NanosPerMilli;

        /// <summary>The vehicle's 6 s to stop drawing after a pause, half a second to open, and half a second for the decision.</summary>
        private const long AuthorityNanos = 7_000 * NanosPerMilli;

        /// <param name="plant">What the rules look at.</param>
        /// <param name="facts">The firmware's beliefs, or null while there are none.</param>
        public static IReadOnlyList<OutletRule> All(Plant plant, Func<FirmwareFacts?> facts)
        {
            return
            [
                PilotLeft(plant),
                Ventilation(plant),
                Residual(plant),
                Authority(plant, facts),
            ];
        }

        /// <summary>The pilot leaves C and D: a vehicle that ended, left, or a short. The interlock opens by itself, so stalls excuse nothing.</summary>
        private static OutletRule PilotLeft(Plant plant)
        {
            return new OutletRule
            {
                Invariant = 2,
                Wrong = () => plant.Pilot.State is 'C' or 'D' ? null : "the pilot went to " + plant.Pilot.State,
                LimitNanos = () => PilotNanos,
                ByFirmware = () => plant.Chain.InterlockFailed,
                LateExcuse = () => plant.Chain.InterlockFailed ? "the interlock had failed during a stall" : null,
                Excuse = () => Weld(plant),
            };
        }

        /// <summary>A vehicle that wants ventilation gets no power: this bay has none. The interlock lets D through, so firmware acts.</summary>
        private static OutletRule Ventilation(Plant plant)
        {
            return new OutletRule
            {
                Invariant = 1,
                Wrong = () => plant.Pilot.State == 'D' ? "the pilot went to D without ventilation" : null,
                LimitNanos = () => PilotNanos,
                ByFirmware = () => true,
                Excuse = () => Weld(plant),
            };
        }

        private static OutletRule Residual(Plant plant)
        {
            return new OutletRule
            {
                Invariant = 2,
                Wrong = () => plant.Monitor.Flowing ? "a residual current began" : null,
                LimitNanos = () => plant.Monitor.LimitNanos,
                ByFirmware = () => false,
                Excuse = () => plant.Monitor.Silent ? "the residual current monitor was made silent" : Weld(plant),
            };
        }

        private static OutletRule Authority(Plant plant, Func<FirmwareFacts?> facts)
        {
            return new OutletRule
            {
                Invariant = 1,
                Wrong = () => facts() is { Authorised: false } ? "the authorisation ended" : null,
                LimitNanos = () => AuthorityNanos,
                ByFirmware = () => true,
                Excuse = () => Weld(plant),
            };
        }

        private static string? Weld(Plant plant)
        {
            return plant.Contactor.Welded ? "the contactor was welded" : null;
        }
    }
}
