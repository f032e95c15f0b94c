using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Watches the outlet by its rules. To be asked after every change of anything a rule looks at; sets its own alarms for the limits.</summary>
    internal sealed class RuleBook
    {
        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly StallWatch _stalls;
        private readonly Func<bool> _live;
        private readonly IReadOnlyList<OutletRule> _rules;

        public RuleBook(Machine machine, BayResult result, StallWatch stalls, Func<bool> live, IReadOnlyList<OutletRule> rules)
        {
            _machine = machine;
            _result = result;
            _stalls = stalls;
            _live = live;
            _rules = rules;
        }

        public void Check()
        {
            foreach (OutletRule rule in _rules)
            {
                Check(rule);
            }
        }

        /// <summary>The firmware starts anew: what it has to act on, it has yet to see.</summary>
        public void Restart()
        {
            foreach (OutletRule rule in _rules)
            {
                if (rule.ByFirmware())
                {
                    Disarm(rule);
                    rule.Since = -1;
                }
            }
        }

        private void Check(OutletRule rule)
        {
            string? wrong = rule.Wrong();
            bool live = _live();
            Begin(rule, wrong);
            if (wrong is null || !live)
            {
                rule.Told = false;
                rule.LateTold = false;
                Disarm(rule);
                return;
            }

            long stalled = rule.ByFirmware() ? _stalls.StalledNanos - rule.StalledBefore : 0;
            long limit = rule.LimitNanos();
            long elapsed = _machine.NowNanos - rule.Since;
            if (elapsed > limit + stalled)
            {
                Tell(rule, wrong, limit, elapsed);
            }
            else if (rule.Deadline is not { Pending: true })
            {
                TellLate(rule, wrong, limit, elapsed);
                rule.Deadline = _machine.Schedule(rule.Since + limit + stalled + 1, () => Check(rule));
            }
        }

        private void Begin(OutletRule rule, string? wrong)
        {
            if (wrong is null)
            {
                rule.Since = -1;
            }
            else if (rule.Since < 0)
            {
                rule.Since = _machine.NowNanos;
                rule.StalledBefore = _stalls.StalledNanos;
            }
        }

        private void Tell(OutletRule rule, string wrong, long limit, long elapsed)
        {
            if (rule.Told)
            {
                return;
            }

            rule.Told = true;
            string what = Describe(wrong, limit, elapsed);
            if (rule.Excuse() is string excuse)
            {
                Waive(what, excuse);
            }
            else
            {
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, rule.Invariant, what));
            }
        }

        /// <summary>Beyond the limit, and within it plus the stalled time: firmware stands in for hardware that the scenario broke.</summary>
        private void TellLate(OutletRule rule, string wrong, long limit, long elapsed)
        {
            if (elapsed > limit && !rule.LateTold && rule.LateExcuse() is string excuse)
            {
                rule.LateTold = true;
                Waive(Describe(wrong, limit, elapsed), excuse);
            }
        }

        private void Waive(string what, string excuse)
        {
            _result.Waived.Add(string.Create(CultureInfo.InvariantCulture, $"{_machine.NowNanos / 1e9:F3} s: {what}; waived: {excuse}"));
        }

        private static string Describe(string wrong, long limit, long elapsed)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"mains on the outlet {elapsed / 1_000_000} ms after {wrong}; {limit / 1_000_000} ms are allowed");
        }

        private void Disarm(OutletRule rule)
        {
            if (rule.Deadline is not null)
            {
                _machine.Cancel(rule.Deadline);
                rule.Deadline = null;
            }
        }
    }
}
