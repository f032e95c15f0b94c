using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Payments.Cards;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Tests.Guests;
using NanoCharger.Testing.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Guests with cards, one after the other, before a charger that may be silent and a provider that may give no answer, by a program that dies before what it does is stored, and behind it. One seed is one story.</summary>
    internal sealed class CardRun : IDisposable
    {
        private const string Accepted = """{"status":"Accepted"}""";
        private const string Rejected = """{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""";
        private const int DeathsPercent = 12;
        private const int FaultsPercent = 15;

        private static readonly ProviderFault[] Faults = [ProviderFault.TimeoutBefore, ProviderFault.TimeoutAfter, ProviderFault.TooMany, ProviderFault.Broken, ProviderFault.BrokenAfter, ProviderFault.Locked, ProviderFault.Garbled];

        private readonly ProviderServer _server;
        private readonly CheckoutStage _stage;
        private Random _chance;
        private bool _calm;
        private int _transaction;
        private long _register;

        internal CardRun(string database, int seed, string? shapes)
        {
            _chance = new Random(seed);
            CheckoutStage? stage = null;
            _server = new ProviderServer(() => stage?.Calls.Clock.GetUtcNow() ?? CardClock.Begin, shapes) { Fault = Fault };
            StripeOptions options = new() { ApiBase = _server.Address, Key = _server.Key, WebhookSecrets = _server.WebhookSecrets, PageOrigins = [_server.PageOrigin] };
            _stage = stage = new CheckoutStage(database, CheckoutStage.Price with { Id = "G5", StartFee = 0.2m }, cards: new CardTerms(new StripeProvider(options)));
            _stage.Writing = Write;
        }

        /// <summary>What was seen: steps of holds, and where the program died.</summary>
        internal Dictionary<string, int> Seen { get; } = [];

        private HoldRow Hold => _stage.Hold;

        private string? Session => Hold.Session;

        public void Dispose()
        {
            _stage.Dispose();
            _server.Dispose();
        }

        /// <summary>One guest, to the end of his money.</summary>
        /// <returns>What is wrong; null: nothing.</returns>
        internal async Task<string?> Play(int seed)
        {
            _chance = new Random(seed);
            _calm = false;
            _stage.Calls.Hear();
            if (!await _stage.Make(GuestWay.Card))
            {
                return "the bay is not free";
            }

            _stage.Desk.Pay(_stage.Row);
            await GoToPay();
            Idle(_chance.Next(60, 130));
            if (_stage.State == CheckoutState.Starting)
            {
                Charge();
            }

            await End();
            return Judge();
        }

        /// <summary>What the audit finds when all is over.</summary>
        internal IEnumerable<string> Audit()
        {
            return new Backend.Audit.Auditor(_stage.Calls.Stage.Database, NowMs).Run().Findings.Select(found => found.ToString()!);
        }

        private long NowMs => _stage.Calls.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        private async Task GoToPay()
        {
            for (int tries = _chance.Next(1, 5); tries > 0; tries--)
            {
                try
                {
                    await _stage.Holds!.PageOf(_stage.Row.Id, "http://house.example/r/s", "Charging at bay", "en");
                }
                catch (InvalidOperationException)
                {
                    // The program died under his request: he tries again.
                    _stage.Restart();
                }

                if (_chance.Next(4) == 0)
                {
                    _stage.Restart();
                }
            }

            if (Session is { } session && Hold.State == nameof(HoldState.Open))
            {
                switch (_chance.Next(18))
                {
                    case 0:
                        Note("leaves");
                        break;
                    case 1:
                        _server.Decline(session);
                        break;
                    case 2:
                        _server.Pay(session);
                        _stage.Desk.Withdraw(_stage.Row);
                        Note("pays and withdraws");
                        break;
                    case 3:
                        _server.Pay(session);
                        _server.CancelByHand(_server.IntentOf(session)!);
                        Note("cancelled by hand");
                        break;
                    case 4:
                        _server.Pay(session);
                        _server.CaptureByHand(_server.IntentOf(session)!);
                        Note("captured by hand");
                        break;
                    default:
                        _server.Pay(session);
                        break;
                }
            }
        }

        private void Charge()
        {
            int way = _chance.Next(10);
            if (way == 0)
            {
                // Silent, until its hold has to end.
                Note("silent charger");
                _stage.Sleep(TimeSpan.FromDays(7));
                return;
            }

            _stage.Calls.Hear();
            Idle(5);
            if (_stage.Calls.Calls.LastOrDefault() is not { Action: StationWishes.RequestStart, SentMs: not null, EndedMs: null })
            {
                return;
            }

            _stage.Calls.Answer(way == 1 ? Rejected : Accepted);
            if (way is 1 or 2)
            {
                Note(way == 1 ? "charger says no" : "no vehicle");
                return;
            }

            string begin = _stage.Time;
            string transaction = "T" + ++_transaction;
            _stage.Begin(transaction, _stage.Token(), _register);
            Idle(_chance.Next(5, 60));
            if (way == 3)
            {
                Note("receipt behind the release");
                _stage.Sleep(TimeSpan.FromDays(_chance.Next(6, 8)));
                Idle(30);
            }

            // Some less than the provider takes, some more than is held.
            long energy = _chance.Next(5) switch { 0 => 0, 1 => 500_000, 2 => 45_000_000, _ => _chance.Next(1_000_000, 20_000_000) };
            _stage.Sleep(TimeSpan.FromSeconds(energy / 6_000));
            _stage.End(transaction, _stage.Token(), begin, _register, _register + energy);
            _register += energy;
        }

        /// <summary>What nobody can change any more has come, and everybody answers again.</summary>
        private async Task End()
        {
            for (int turn = 0; turn < 4; turn++)
            {
                Idle(_chance.Next(20, 60));
                _stage.Bill();
            }

            if (Hold.ChargeId is not null && _chance.Next(4) == 0)
            {
                Note("credited");
                Say(ChargeEvent.Credit);
                Idle(_chance.Next(5, 40));
                if (_chance.Next(2) == 0)
                {
                    Say(ChargeEvent.Rebill);
                }
            }

            _calm = true;
            for (int turn = 0; turn < 60 && !(HoldStates.Over.Contains(Hold.State) && _stage.Row.ClosedMs is not null); turn++)
            {
                _stage.Calls.Hear();
                if (_stage.Calls.Calls.LastOrDefault() is { EndedMs: null, SentMs: not null })
                {
                    _stage.Calls.Answer(Accepted);
                }

                Idle(60);
                _stage.Bill();
                if (turn % 10 == 9)
                {
                    _stage.Sleep(TimeSpan.FromDays(2));
                }
            }

            await Task.Yield();
        }

        private string? Judge()
        {
            HoldRow hold = Hold;
            Note(hold.State);
            Moved moved = hold.Session is { } session ? _server.MovedOf(session) : Moved.Nothing;
            BillRow? bill = hold.ChargeId is null ? null : _stage.Calls.Stage.All<BillRow>().Where(row => row.ChargeId == hold.ChargeId && row.Credits == 0).OrderBy(row => row.Number).LastOrDefault(row => !_stage.Calls.Stage.All<BillRow>().Exists(credit => credit.Credits == row.Number));
            long kept = moved.Captured - moved.Refunded;
            List<long> pages = Enumerable.Range(0, 6).SelectMany(turn => _server.SessionsOf(FormattableString.Invariant($"{hold.Key}-{turn}"))).Where(one => one != hold.Session).Select(one => _server.MovedOf(one).Held).ToList();
            return !HoldStates.Over.Contains(hold.State) ? $"it stands at {hold.State}, {hold.Problem}, checkout {_stage.Row.State} {_stage.Row.Reason}"
                : moved.StillHeld != 0 ? $"{moved.StillHeld} are held still"
                : pages.Sum() != 0 ? "another page was paid"
                : hold.State == nameof(HoldState.Captured) && (bill is null || kept != Math.Min(bill.GrossMinor, hold.HeldMinor)) ? $"{kept} were taken for a bill of {bill?.GrossMinor}"
                : hold.State != nameof(HoldState.Captured) && kept != 0 ? $"{kept} are kept in {hold.State}"
                : hold.State != nameof(HoldState.Captured) && bill is not null && hold.State != nameof(HoldState.Waived) ? $"bill {bill.Number} is open in {hold.State}"
                : _stage.Row.ClosedMs is null ? "the bay is taken" : null;
        }

        private void Idle(double seconds)
        {
            _stage.Advance(seconds);
            if (!_calm && _chance.Next(6) == 0)
            {
                _stage.Restart();
            }
        }

        private void Say(ChargeEvent what)
        {
            BillingRules rules = new() { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = static _ => null };
            ChargeRow charge = _stage.Calls.Stage.All<ChargeRow>().Single(row => row.Id == Hold.ChargeId);
            if (ChargeTable.Step(Enum.Parse<ChargeState>(charge.State), what) is null)
            {
                // It was waived or free: no bill is there that could be taken back.
                Note($"no {what} of {charge.State}");
                return;
            }

            _stage.Calls.Stage.Do(context =>
            {
                new ChargeDesk(context, rules, NowMs).Move(charge.Id, what, "as the manager says");
                return context.SaveChanges();
            });
        }

        private ProviderFault Fault(ProviderRequest request)
        {
            ProviderFault fault = !_calm && _chance.Next(100) < FaultsPercent ? Faults[_chance.Next(Faults.Length)] : ProviderFault.None;
            Note($"{request.Step} {fault}");
            return fault;
        }

        /// <summary>The program dies before a step is stored, or right behind it.</summary>
        private async Task Write(Func<Func<PlatformContext, int>, Task> write, Func<PlatformContext, int> work)
        {
            int death = _calm ? 100 : _chance.Next(100);
            string from = Hold.State;
            if (death < DeathsPercent / 2)
            {
                Note($"dies before {from}");
                throw new InvalidOperationException("the program died");
            }

            await write(work);
            if (Hold.State != from)
            {
                Note($"{from} to {Hold.State}");
            }

            if (death is >= DeathsPercent / 2 and < DeathsPercent)
            {
                Note($"dies behind {from} to {Hold.State}");
                throw new InvalidOperationException("the program died");
            }
        }

        private void Note(string what)
        {
            Seen[what] = Seen.GetValueOrDefault(what) + 1;
        }
    }
}
