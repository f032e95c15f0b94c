using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>A charger, as ours is: what it was told it does, whether anybody hears of it or not, and what it has signed it keeps until that is taken.</summary>
    internal sealed class CardCharger
    {
        private const string Accepted = """{"status":"Accepted"}""";
        private const string Rejected = """{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""";
        private const string IsOver = """{"status":"Rejected","statusInfo":{"reasonCode":"StartIsOver"}}""";
        private const long GrantMs = 300_000;
        private const int MostTries = 50;

        /// <summary>The steps of a charge: it hears, a vehicle begins, charges, ends, and a while behind.</summary>
        private const int Steps = 5;

        private readonly CardRun _run;
        private readonly Queue<string> _kept = [];
        private int _heard;
        private int _transactions;
        private long _register;
        private Grant? _grant;
        private bool _refuses;
        private bool _losesAnswer;
        private bool _isAskedToEnd;
        private (string Id, string Time, long Register)? _running;

        internal CardCharger(CardRun run)
        {
            _run = run;
            run.Stage.Tell = frame =>
            {
                _kept.Enqueue(frame);
                Empty();
            };
        }

        /// <summary>Nobody reaches it, and it reaches nobody.</summary>
        internal bool IsSilent
        {
            get => _run.Stage.IsSilent;
            private set => _run.Stage.IsSilent = value;
        }

        internal bool IsCharging => _running is not null;

        /// <summary>What this guest has charged; null where nothing has begun.</summary>
        internal long? MilliwattHours { get; private set; }

        private Random Chance => _run.Chance;

        /// <summary>It hears what it was sent, and answers.</summary>
        internal void Serve()
        {
            foreach (string frame in _run.Stage.Calls.Sent.Skip(_heard).ToList())
            {
                _heard++;
                if (!IsSilent)
                {
                    Hear(frame[(frame.IndexOf(' ') + 1)..]);
                }
            }
        }

        /// <summary>Another guest comes.</summary>
        internal void Forget()
        {
            (_grant, _refuses, _isAskedToEnd, MilliwattHours) = (null, false, false, null);
        }

        /// <summary>One guest's charge, or what comes in place of one.</summary>
        internal void Play()
        {
            int way = Chance.Next(12);
            _refuses = way == 0;
            (int from, int until) = Chance.Next(3) == 0 && Chance.Next(Steps) is var step ? (step, step + Chance.Next(1, Steps + 2)) : (Steps, Steps);
            Action[] does = [() => _run.Idle(5), way == 1 ? static () => { } : Begin, Charge, End, () => _run.Idle(5)];
            _run.Note(from < Steps ? $"silent from step {from} {(until < Steps ? $"to step {until}" : "on")}" : way switch { 0 => "charger says no", 1 => "no vehicle", _ => "charges" });
            for (int at = 0; at < Steps; at++)
            {
                if (at == until)
                {
                    Return();
                }

                _losesAnswer = at == from && at == 0 && Chance.Next(2) == 0;
                IsSilent |= at == from && !_losesAnswer;
                if (at == 0 && !IsSilent)
                {
                    _run.Stage.Calls.Hear();
                }

                does[at]();
                if (at == 0 && way == 2)
                {
                    Ask(() => _run.Stage.Desk.Withdraw(_run.Stage.Row), () => _run.Stage.Row.TakeBackCall is not null);
                }

                Wait();
            }
        }

        /// <summary>It is in contact for good, and whoever charges there still goes away.</summary>
        internal void Finish()
        {
            Return();
            End();
        }

        /// <summary>It is in contact again, and tells first what it has kept.</summary>
        private void Return()
        {
            (IsSilent, _losesAnswer) = (false, false);
            Empty();
            _run.Stage.Calls.Hear();
            _run.Revive();
        }

        /// <summary>While it is silent time goes on, from minutes to more days than a bank holds.</summary>
        private void Wait()
        {
            if (IsSilent)
            {
                _run.Idle(Chance.Next(5, 60));
                if (Chance.Next(5) == 0)
                {
                    _run.SleepToEnd(Chance.Next(1, 12));
                    _run.Idle(60);
                    return;
                }

                _run.Sleep(Chance.Next(6) switch { < 2 => TimeSpan.Zero, 2 => TimeSpan.FromMinutes(Chance.Next(2, 60)), 3 => TimeSpan.FromHours(Chance.Next(2, 20)), _ => TimeSpan.FromDays(Chance.Next(3, 8)) });
                _run.Idle(30);
            }
        }

        private void Begin()
        {
            if (_grant is null || _run.NowMs >= _grant.AtMs + GrantMs)
            {
                return;
            }

            _running = ("T" + ++_transactions, _run.Stage.Time, _register);
            MilliwattHours = 0;
            _run.Stage.Begin(_running.Value.Id, _grant.Token, _register);
            _run.Idle(Chance.Next(5, 60));
        }

        private void Charge()
        {
            if (_running is null)
            {
                return;
            }

            switch (Chance.Next(15))
            {
                case 0:
                    CardGuest.ByHand(_run, _run.Hold.Session!, isCancelled: Chance.Next(2) == 0);
                    break;
                case 1:
                    Ask(() => _run.Stage.Desk.Stop(_run.Stage.Row), () => _run.Stage.Calls.Calls.Exists(call => call.Action == StationWishes.RequestStop && call.EndedMs is null));
                    _run.Idle(40);
                    break;
                case 2:
                    // It stands there for days: it is asked to end, or its hold is let go before.
                    _run.Sleep(TimeSpan.FromDays(Chance.Next(6, 8)));
                    _run.Stage.Calls.Hear();
                    _run.Idle(60);
                    break;
            }

            // Some less than the provider takes, some more than is held.
            long energy = _isAskedToEnd ? 700_000 : Chance.Next(8) switch { 0 => 0, 1 => 500_000, 2 => 45_000_000, _ => Chance.Next(1_000_000, 20_000_000) };
            MilliwattHours = energy;
            _run.Sleep(TimeSpan.FromSeconds(energy / 6_000));
        }

        private void End()
        {
            if (_running is var (id, begin, register))
            {
                _running = null;
                _register += MilliwattHours!.Value;
                _run.Stage.End(id, _grant!.Token, begin, register, _register);
            }
        }

        private void Ask(Func<bool> what, Func<bool> isDone)
        {
            _run.Try(() => Task.FromResult(what()), isDone).GetAwaiter().GetResult();
        }

        /// <summary>What it has signed is told in its order; what is not answered is told again.</summary>
        private void Empty()
        {
            for (int tries = 0; !IsSilent && _kept.TryPeek(out string? frame); tries++)
            {
                _run.Deaths.Arm();
                if (_run.Stage.Calls.Stage.Say(frame) is { } answer && answer.StartsWith("[3,", StringComparison.Ordinal))
                {
                    _kept.Dequeue();
                }

                _run.Revive();
                if (tries > MostTries)
                {
                    throw new InvalidOperationException("nobody takes what the charger tells");
                }
            }
        }

        private void Hear(string frame)
        {
            using JsonDocument read = JsonDocument.Parse(frame);
            string answer = read.RootElement[2].GetString() switch
            {
                StationWishes.RequestStart => Start(read.RootElement[3]),
                StationWishes.RequestStop => Stop(),
                StationWishes.DataTransfer => TakeBack(),
                _ => Rejected,
            };
            IsSilent |= _losesAnswer;
            if (!IsSilent)
            {
                _run.Deaths.Arm();
                _run.Stage.Calls.Stage.Say($"[3,{read.RootElement[1].GetRawText()},{answer}]");
                _run.Revive();
            }
        }

        /// <summary>Told again, it says what has become of it.</summary>
        private string Start(JsonElement payload)
        {
            long number = payload.GetProperty("remoteStartId").GetInt64();
            if (_refuses)
            {
                return Rejected;
            }

            if (_grant?.Number == number)
            {
                return _running is not null || (MilliwattHours is null && _run.NowMs < _grant.AtMs + GrantMs) ? Accepted : IsOver;
            }

            _grant = new Grant(number, payload.GetProperty("idToken").GetProperty("idToken").GetString()!, _run.NowMs);
            return Accepted;
        }

        private string Stop()
        {
            _isAskedToEnd = true;
            return Accepted;
        }

        private string TakeBack()
        {
            if (MilliwattHours is not null)
            {
                return Rejected;
            }

            _grant = _grant is null ? null : _grant with { AtMs = 0 };
            return Accepted;
        }

        private sealed record Grant(long Number, string Token, long AtMs);
    }
}
