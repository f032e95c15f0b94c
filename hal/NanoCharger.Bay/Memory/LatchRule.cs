using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Bay.Physics;
using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>A latched fault (residual trip, earth lost under load, welded, failed to close) lets nothing close before somebody unplugs or clears it, whatever restarts lie between.</summary>
    /// <remarks>
    /// It counts from the moment at which the firmware must know of the fault (<see cref="LatchSigns"/>), and over a restart where 20 turns were left to write it down.
    /// An outlet that may have been seen empty lifts it, and so does <c>faults clear</c> from the moment it is typed. In the US a residual trip and a lost earth may be retried
    /// 15 min after trip and start, as often as <c>retry.times</c> says, and not where the contacts had been closed for less than 10 s.
    /// </remarks>
    internal sealed class LatchRule : MemoryRule
    {
        private const long EarlyNanos = 9_500_000_000;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly Plant _plant;
        private readonly Emptiness _emptiness;
        private readonly LatchSigns _signs;
        private readonly LatchedFault _residual;
        private readonly LatchedFault _earth;
        private readonly LatchedFault _welded;
        private readonly LatchedFault _failed;
        private readonly IReadOnlyList<LatchedFault> _all;
        private long _closedFrom;

        public LatchRule(Machine machine, BayResult result, Plant plant, TurnCount turns, Emptiness emptiness, SettingsInForce settings)
        {
            _machine = machine;
            _result = result;
            _plant = plant;
            _emptiness = emptiness;
            _signs = new LatchSigns(machine, plant, turns, settings);
            Func<int> retries = () => settings.Now.Retries;
            _residual = new LatchedFault("a residual trip", machine, turns, retries);
            _earth = new LatchedFault("an earth lost under load", machine, turns, retries);
            _welded = new LatchedFault("a welded contactor", machine, turns, () => 0);
            _failed = new LatchedFault("a contactor that failed to close", machine, turns, () => 0);
            _all = [_residual, _earth, _welded, _failed];
            plant.Contactor.Moved += Judge;
        }

        public override void Changed()
        {
            Follow();
        }

        public override void Turned()
        {
            Follow();
        }

        public override void Cut()
        {
            _signs.Cut();
            foreach (LatchedFault fault in _all)
            {
                fault.Cut();
            }
        }

        public override void Booted()
        {
            foreach (LatchedFault fault in _all)
            {
                fault.Booted();
            }
        }

        public override void Asked(Wish wish)
        {
            if (wish.Kind == WishKind.ClearFaults)
            {
                _signs.Cleared();
                Lift();
            }
        }

        public override void Accepted(Wish wish, string answer)
        {
            Asked(wish);
        }

        private void Follow()
        {
            bool early = _machine.NowNanos - _closedFrom < EarlyNanos;
            Note(_residual, _signs.Residual(), early);
            Note(_earth, _signs.Earth(), early);
            Note(_welded, _signs.Welded(), false);
            Note(_failed, _signs.FailedToClose(), false);
            if (_emptiness.MayBeSeen)
            {
                Lift();
            }
        }

        private static void Note(LatchedFault fault, bool known, bool early)
        {
            if (known)
            {
                fault.Note(early);
            }
        }

        /// <summary>A weld has to be gone too.</summary>
        private void Lift()
        {
            _residual.Lift();
            _earth.Lift();
            _failed.Lift();
            if (!_plant.OutletLive)
            {
                _welded.Lift();
            }
        }

        private void Judge()
        {
            if (!_plant.Contactor.Closed)
            {
                return;
            }

            _closedFrom = _machine.NowNanos;
            foreach (LatchedFault fault in _all)
            {
                if (!fault.MayClose())
                {
                    string what = string.Create(
                        CultureInfo.InvariantCulture, $"the contacts closed on {fault.Name}, latched at {fault.AtSeconds:F1} s; nobody has unplugged or cleared it since");
                    _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 6, what));
                    fault.Lift();
                }
            }
        }
    }
}
