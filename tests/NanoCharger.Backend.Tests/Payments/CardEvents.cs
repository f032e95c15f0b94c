using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>What the provider calls the platform with, as his line has it: in time, twice, hours late, in another order, or never; and what others call it with in his name.</summary>
    internal sealed class CardEvents(CardRun run, ICardProvider provider)
    {
        /// <summary>What a person or a bank does behind a capture: nobody asks for it, so he has to be heard of it some time.</summary>
        private static readonly string[] OnlyHeKnows = ["charge.dispute.created", "charge.dispute.closed", "charge.refunded"];

        private readonly List<(ProviderCall Call, long AtMs)> _due = [];
        private readonly HashSet<string> _taken = [];
        private int _known;

        /// <summary>What was wrong with what became of them.</summary>
        internal IEnumerable<string> Wrong
        {
            get
            {
                List<string> stored = run.Stage.Calls.Stage.All<ProviderEventRow>().ConvertAll(row => row.Id);
                return _taken.SetEquals(stored) && stored.Count == _taken.Count ? [] : [$"{stored.Count} calls of the provider are stored, and he made {_taken.Count}"];
            }
        }

        /// <summary>What is due comes.</summary>
        internal void Deliver()
        {
            Learn();
            Deliver(one => one.AtMs <= run.NowMs);
        }

        /// <summary>What nobody would know otherwise has come by now.</summary>
        internal void DeliverWhatOnlyHeKnows()
        {
            Learn();
            Deliver(static one => OnlyHeKnows.Contains(one.Call.Type));
        }

        /// <summary>All comes that is still under way.</summary>
        internal void DeliverAll()
        {
            Learn();
            Deliver(static _ => true);
        }

        /// <summary>What he has to call for since, and when it will come.</summary>
        private void Learn()
        {
            IReadOnlyList<ProviderCall> all = run.Server.Calls;
            foreach (ProviderCall call in all.Skip(_known))
            {
                int fate = run.Chance.Next(10);
                string how = fate switch
                {
                    < 4 => "in time",
                    < 6 => "later than the next",
                    < 7 => "twice",
                    < 9 => "hours late",
                    _ when OnlyHeKnows.Contains(call.Type) => "hours late",
                    _ => "never",
                };
                run.Note("a call comes " + how);
                long seconds = how switch { "in time" or "twice" => 0, "later than the next" => run.Chance.Next(30, 600), _ => run.Chance.Next(3_600, 80_000) };
                IEnumerable<long> times = how switch { "never" => [], "twice" => [0, run.Chance.Next(5, 4_000)], _ => [seconds] };
                _due.AddRange(times.Select(time => (call, run.NowMs + (time * 1000))));
            }

            _known = all.Count;
        }

        private void Deliver(Func<(ProviderCall Call, long AtMs), bool> which)
        {
            foreach ((ProviderCall Call, long AtMs) one in _due.Where(which).OrderBy(one => one.AtMs).ToList())
            {
                _due.Remove(one);
                if (run.Chance.Next(20) == 0)
                {
                    Forge(one.Call);
                }

                // Where the program dies under it, he has no answer, and calls again.
                run.Try(() => Take(run.Server.Sign(one.Call)), static () => false).GetAwaiter().GetResult();
                _taken.Add(one.Call.Id);
            }
        }

        private Task Take(SignedEvent signed)
        {
            ProviderEvent told = provider.Read(signed.Body, signed.Header, run.NowMs) ?? throw new InvalidOperationException("a call of the provider's own is refused");
            return run.Deaths.Write(run.Stage.Calls.Stage.Engine.Write, context => ProviderCalls.Note(context, provider.Name, told, run.NowMs));
        }

        /// <summary>Somebody without his secret, and somebody who has kept one for an hour.</summary>
        private void Forge(ProviderCall call)
        {
            SignedEvent forged = run.Server.Sign(call, null, "whsec_of_somebody_else");
            SignedEvent old = run.Server.Sign(call, DateTimeOffset.FromUnixTimeMilliseconds(run.NowMs).AddHours(-1));
            if (provider.Read(forged.Body, forged.Header, run.NowMs) is not null || provider.Read(old.Body, old.Header, run.NowMs) is not null)
            {
                throw new InvalidOperationException("a forged call, or an old one, is believed");
            }

            run.Note("a call is forged");
        }
    }
}
