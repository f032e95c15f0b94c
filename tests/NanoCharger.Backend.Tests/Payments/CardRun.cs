using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Payments.Cards;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Tests.Guests;
using NanoCharger.Backend.Tests.Stations;
using NanoCharger.Testing.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Guests with cards, one after the other, before a charger that may be silent and a provider that may give no answer or call late, by programs that die before what they do is stored, and behind it. One seed is one story.</summary>
    /// <remarks>Of the guests of one stage the first ones see more deaths: each step is died at there, before and behind.</remarks>
    internal sealed class CardRun : IDisposable
    {
        private const int FaultsPercent = 15;
        private const int MostTurns = 60;

        /// <summary>The most that time goes on before whoever has died is found dead.</summary>
        private const double LongestStep = 30;
        private const double ShorterStep = 10;

        private static readonly ProviderFault[] Faults = [ProviderFault.TimeoutBefore, ProviderFault.TimeoutAfter, ProviderFault.TooMany, ProviderFault.Broken, ProviderFault.BrokenAfter, ProviderFault.Locked, ProviderFault.Garbled];

        private readonly StripeProvider _provider;
        private readonly CardGuest _guest;
        private readonly CardJudge _judge;

        internal CardRun(string database, int seed, string? shapes)
        {
            Chance = new Random(seed);
            Deaths = new CardDeaths(this);
            CheckoutStage? stage = null;
            DateTimeOffset Now() => stage?.Calls.Clock.GetUtcNow() ?? CallStage.Begin;
            Server = new ProviderServer(Now, shapes) { Fault = Fault };
            StripeOptions options = new() { ApiBase = Server.Address, Key = Server.Key, WebhookSecrets = Server.WebhookSecrets, PageOrigins = [Server.PageOrigin], AccountOrigins = [Server.PageOrigin] };
            _provider = new StripeProvider(options);
            Terms = new CardTerms(_provider) { ByAccounts = seed % 2 == 0, FeePercent = 5, FeeMinor = 10 };
            Stage = stage = new CheckoutStage(database, CheckoutStage.Price with { Id = "G5", StartFee = 0.2m }, cards: Terms, at: Deaths.Pass);
            stage.Writing = Deaths.Write;
            (Events, Charger) = (new CardEvents(this, _provider), new CardCharger(this));
            (_guest, _judge) = (new CardGuest(this), new CardJudge(this));
        }

        internal ProviderServer Server { get; }

        internal CheckoutStage Stage { get; }

        internal CardDeaths Deaths { get; }

        internal CardEvents Events { get; }

        internal CardCharger Charger { get; }

        /// <summary>With managers' accounts where the stage's first seed is even.</summary>
        internal CardTerms Terms { get; }

        internal Random Chance { get; private set; }

        /// <summary>Nothing goes wrong any more by chance.</summary>
        internal bool IsCalm { get; private set; }

        /// <summary>The provider takes nothing of this guest's hold, however often he is asked.</summary>
        internal bool CannotBeTaken { get; set; }

        /// <summary>What was seen: steps of holds, where the program died, what went wrong.</summary>
        internal Dictionary<string, int> Seen { get; } = [];

        internal HoldRow Hold => Stage.Hold;

        internal long NowMs => Stage.Calls.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        public void Dispose()
        {
            Stage.Dispose();
            Server.Dispose();
            _provider.Dispose();
        }

        /// <summary>The manager's account, where there is one: made, and the provider lets it take money.</summary>
        internal async Task Begin()
        {
            IsCalm = true;
            if (Terms.ByAccounts)
            {
                await Stage.Holds!.Payees.Onboard(new Actor(null, 1, NowMs), "http://house.example/money", default);
                Server.Enable(Server.Accounts.Single());
                await Stage.Holds!.Payees.Nudge(1);
                Idle(10);
            }
        }

        /// <summary>One guest, to the end of his money.</summary>
        /// <returns>What is wrong; null: nothing.</returns>
        internal async Task<string?> Play(int seed)
        {
            (Chance, IsCalm, CannotBeTaken) = (new Random(seed), false, false);
            _judge.Begin();
            Charger.Forget();
            if (!await _guest.Come())
            {
                return "the bay is not free";
            }

            Note(Terms.ByAccounts ? "of a manager" : "of the house");
            await _guest.GoToPay();
            for (int turn = Chance.Next(2, 8); turn > 0 && Stage.State == CheckoutState.Paying; turn--)
            {
                Idle(30);
            }

            if (Stage.State == CheckoutState.Starting)
            {
                Charger.Play();
            }

            End();
            return _judge.Of();
        }

        /// <summary>What is wrong when all is over, with the calls that came too late for each guest.</summary>
        internal IEnumerable<string> Audit()
        {
            Events.DeliverAll();
            Idle(20);
            return new Backend.Audit.Auditor(Stage.Calls.Stage.Database, NowMs).Run().Findings.Select(found => found.ToString()!).Concat(Events.Wrong).Concat(_judge.OfStage());
        }

        /// <summary>Time goes on; whoever has died is followed by another.</summary>
        internal void Idle(double seconds)
        {
            for (double left = seconds, step; left > 0; left -= step)
            {
                step = left >= LongestStep ? LongestStep : Math.Min(ShorterStep, left);
                Stage.Step(step);
                Revive();
                Charger.Serve();
                Events.Deliver();
                Revive();
            }

            if (!IsCalm && Chance.Next(10) == 0)
            {
                Stage.Restart();
            }
        }

        /// <summary>Time goes on for long, and no program runs.</summary>
        internal void Sleep(TimeSpan time)
        {
            Revive();
            Stage.Sleep(time);
        }

        /// <summary>Time goes on until so many hours before the end of what is held, where something is.</summary>
        internal void SleepToEnd(int hours)
        {
            if (HoldReader.EndsMs(Hold) - NowMs is { } left && TimeSpan.FromMilliseconds(left) - TimeSpan.FromHours(hours) is var time && time > TimeSpan.Zero)
            {
                Sleep(time);
            }
        }

        /// <summary>Another program takes the place of one that has died.</summary>
        internal void Revive()
        {
            if (Deaths.Bury())
            {
                Stage.Restart();
            }
        }

        /// <summary>Somebody does something at the program; where it dies under that he tries again with the next one.</summary>
        /// <param name="what">What he does.</param>
        /// <param name="isDone">Whether the one that died has done it all the same.</param>
        internal async Task Try(Func<Task> what, Func<bool> isDone)
        {
            for (bool again = true; again;)
            {
                try
                {
                    await what();
                    again = false;
                }
                catch (CardDeaths.DeathException)
                {
                    Revive();
                    again = !isDone();
                }
            }

            Revive();
        }

        internal void Note(string what)
        {
            Seen[what] = Seen.GetValueOrDefault(what) + 1;
        }

        internal void Say(ChargeEvent what)
        {
            BillingRules rules = new() { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = static _ => null };
            ChargeRow charge = Stage.Calls.Stage.All<ChargeRow>().Single(row => row.Id == Hold.ChargeId);
            if (ChargeTable.Step(Enum.Parse<ChargeState>(charge.State), what) is null)
            {
                // It was waived or free: no bill is there that could be taken back.
                Note($"no {what} of {charge.State}");
                return;
            }

            Note($"{what} of {Hold.State}");
            Stage.Calls.Stage.Do(context =>
            {
                new ChargeDesk(context, rules, NowMs).Move(charge.Id, what, "as the manager says");
                return context.SaveChanges();
            });
        }

        /// <summary>What nobody can change any more has come, and everybody answers again.</summary>
        private void End()
        {
            for (int turn = 0; turn < 3; turn++)
            {
                Idle(Chance.Next(15, 45));
                Stage.Bill();
            }

            _guest.Repent();
            if (Charger.IsSilent && Chance.Next(2) == 0)
            {
                Sleep(TimeSpan.FromDays(Chance.Next(6, 9)));
                Idle(30);
            }

            _guest.ComeBack();
            IsCalm = true;
            Charger.Finish();
            Events.DeliverWhatOnlyHeKnows();

            // What is right once has to stay so.
            for (int turn = 0, right = _judge.Of() is null ? 1 : 0; turn < MostTurns && right < 2; turn++)
            {
                Stage.Calls.Hear();
                Idle(30);
                Stage.Bill();
                right = _judge.Of() is null ? right + 1 : 0;
                if (CannotBeTaken && Hold.State == nameof(HoldState.Taking))
                {
                    SleepToEnd(1);
                }
                else if (turn % 10 == 9)
                {
                    Sleep(TimeSpan.FromDays(2));
                }
            }

            Note(Hold.State);
        }

        private ProviderFault Fault(ProviderRequest request)
        {
            // Whoever is dead asks for nothing.
            ProviderFault fault = Deaths.IsDead ? ProviderFault.TimeoutBefore : CannotBeTaken && request.Step == "capture" ? ProviderFault.Refused : !IsCalm && Chance.Next(100) < FaultsPercent ? Faults[Chance.Next(Faults.Length)] : ProviderFault.None;
            Note($"{request.Step} {fault}");
            return fault;
        }
    }
}
