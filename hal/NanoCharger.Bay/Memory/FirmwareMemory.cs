using System;
using System.Collections.Generic;
using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>Invariant 6: what must survive a restart does. Brings to its rules what the bay did and saw.</summary>
    internal sealed class FirmwareMemory
    {
        private const string Prompt = "> ";

        /// <summary>ClearChargingProfile that found none: what was asked for is so.</summary>
        private const string NothingToClear = "Unknown";

        private readonly TurnCount _turns = new TurnCount();
        private readonly Emptiness _emptiness;
        private readonly TechnicianLimit _technician;
        private readonly ProfileBook _profiles;
        private readonly SilenceLimit _silence;
        private readonly IReadOnlyList<MemoryRule> _rules;
        private readonly Dictionary<string, Wish> _called = new Dictionary<string, Wish>();
        private readonly Queue<(string Line, Wish Wish)> _typed = new Queue<(string Line, Wish Wish)>();
        private Wish? _echoed;

        public FirmwareMemory(Machine machine, BayResult result, Plant plant, SettingsInForce settings)
        {
            _emptiness = new Emptiness(machine, plant.Pilot, _turns);
            _technician = new TechnicianLimit(_turns);
            _profiles = new ProfileBook(_turns);
            _silence = new SilenceLimit(machine, settings);
            _rules =
            [
                new LatchRule(machine, result, plant, _turns, _emptiness, settings),
                new GrantRule(machine, result, _turns, _emptiness),
                new ServiceRule(machine, result, plant.Pilot, _turns),
                _technician,
                _profiles,
                _silence,
            ];
        }

        /// <summary>The limits that survive a restart, in amperes at this moment.</summary>
        public IReadOnlyList<Func<double>> Limits
        {
            get { return [() => _technician.Amps, () => _profiles.Amps, () => _silence.Amps]; }
        }

        /// <summary>Something physical has changed.</summary>
        public void Changed()
        {
            _emptiness.Follow();
            Each(rule => rule.Changed());
        }

        /// <summary>The firmware has ended a turn.</summary>
        public void Turned()
        {
            _turns.End();
            _emptiness.Follow();
            Each(rule => rule.Turned());
        }

        /// <summary>The firmware is gone.</summary>
        public void Cut()
        {
            Each(rule => rule.Cut());
            _emptiness.Cut();
            _called.Clear();
            _typed.Clear();
            _echoed = null;
        }

        /// <summary>The firmware is started.</summary>
        public void Booted()
        {
            Each(rule => rule.Booted());
        }

        /// <summary>A card was shown to the reader of a chip that runs.</summary>
        public void Shown(string token)
        {
            Each(rule => rule.Shown(token));
        }

        /// <summary>The technician has typed a line on a chip that runs.</summary>
        public void Typed(string line)
        {
            Wish wish = Wish.OfLine(line);
            _typed.Enqueue((line, wish));
            Each(rule => rule.Asked(wish));
        }

        /// <summary>The console has printed a line: the echo of one that was typed, or, right behind it, the answer.</summary>
        public void Printed(string line)
        {
            if (_echoed is { } wish)
            {
                _echoed = null;
                Settle(wish, line.StartsWith("ok", StringComparison.Ordinal), line);
                return;
            }

            if (_typed.Count > 0 && line.EndsWith(Prompt + _typed.Peek().Line, StringComparison.Ordinal))
            {
                _echoed = _typed.Dequeue().Wish;
            }
        }

        /// <summary>The backend has sent a call.</summary>
        public void Called(string id, string action, string payload)
        {
            Wish wish = Wish.OfCall(action, payload);
            _called[id] = wish;
            Each(rule => rule.Asked(wish));
        }

        /// <summary>The firmware has published an answer to a call.</summary>
        public void Answered(string id, byte[] frame)
        {
            if (_called.Remove(id, out Wish? wish))
            {
                string status = CallFields.Status(frame);
                Settle(wish, status is "Accepted" or "Scheduled" or NothingToClear, status);
            }
        }

        /// <summary>A message has reached the chip.</summary>
        public void Heard()
        {
            _silence.Heard();
        }

        /// <summary>A transaction's begin record is in the flash.</summary>
        public void Begun(string token)
        {
            Each(rule => rule.Begun(token));
        }

        /// <summary>The open transaction's end record is in the flash.</summary>
        public void Ended()
        {
            Each(rule => rule.Ended());
        }

        private void Settle(Wish wish, bool accepted, string answer)
        {
            Each(rule =>
            {
                if (accepted)
                {
                    rule.Accepted(wish, answer);
                }
                else
                {
                    rule.Refused(wish);
                }
            });
        }

        private void Each(Action<MemoryRule> tell)
        {
            foreach (MemoryRule rule in _rules)
            {
                tell(rule);
            }
        }
    }
}
