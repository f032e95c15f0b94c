using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>What is asked again after each fault moves money once.</summary>
    public sealed class StripeFaultTests
    {
        private static readonly string[] Steps = ["open", "look", "expire", "capture", "cancel", "refund", "dispute", "balance", "account", "enabled", "link"];

        /// <summary>All that need no waiting.</summary>
        internal static readonly ProviderFault[] Quick =
        [
            ProviderFault.TimeoutBefore, ProviderFault.TimeoutAfter, ProviderFault.TooMany, ProviderFault.Broken, ProviderFault.BrokenAfter, ProviderFault.Locked, ProviderFault.Garbled,
        ];

        /// <summary>Each fault at each step.</summary>
        public static TheoryData<string, string> All
        {
            get
            {
                TheoryData<string, string> all = [];
                foreach (string step in Steps)
                {
                    foreach (ProviderFault fault in Quick)
                    {
                        all.Add(step, fault.ToString());
                    }
                }

                return all;
            }
        }

        [Theory]
        [MemberData(nameof(All))]
        public async Task Nobody_knows_after_a_fault_and_asked_again_it_is_done_once(string step, string fault)
        {
            using StripeStage stage = new();
            string ready = await Prepare(stage, step);
            int told = stage.Server.Calls.Count;
            stage.Server.Fault = ProviderFaults.First(step, Enum.Parse<ProviderFault>(fault));
            ProviderException no = await StripeStage.No(() => Ask(stage, step, ready));
            Assert.False(no.IsRefusal);
            await Ask(stage, step, ready);
            Check(stage, step, ready);
            await CheckThings(stage, step, ready, Enum.Parse<ProviderFault>(fault), told);
        }

        /// <summary>He does it though nobody waits any more; who asks again meanwhile is told to come later.</summary>
        [Fact]
        public async Task What_is_done_after_nobody_waits_any_more_is_done_once()
        {
            using StripeStage stage = new(static options => options with { TimeoutSeconds = 1 });
            string session = await stage.Hold();
            stage.Server.SlowFor = TimeSpan.FromSeconds(2);
            stage.Server.Fault = ProviderFaults.First("capture", ProviderFault.Slow);
            Assert.False((await StripeStage.No(() => Ask(stage, "capture", session))).IsRefusal);
            Assert.Equal(HoldStanding.Held, (await stage.Look(session)).Standing);
            Assert.Contains("idempotency_key_in_use", (await StripeStage.No(() => Ask(stage, "capture", session))).Message, StringComparison.Ordinal);
            await Until(() => Ask(stage, "capture", session));
            Check(stage, "capture", session);
        }

        /// <summary>Stripe answers the old error under a key for a day: without another key nothing would ever be taken.</summary>
        [Theory]
        [InlineData("open")]
        [InlineData("capture")]
        [InlineData("refund")]
        public async Task Several_errors_in_a_row_are_asked_through(string step)
        {
            using StripeStage stage = new();
            string ready = await Prepare(stage, step);
            stage.Server.Fault = ProviderFaults.First(step, ProviderFault.Broken, 1);
            Assert.False((await StripeStage.No(() => Ask(stage, step, ready))).IsRefusal);
            int fresh = 0;
            stage.Server.Fault = request => request.Step == step && request.Key!.EndsWith(":2", StringComparison.Ordinal) && Interlocked.Increment(ref fresh) == 1
                ? ProviderFault.BrokenAfter : ProviderFault.None;
            await Until(() => Ask(stage, step, ready));
            Assert.InRange(fresh, 1, 2);
            if (step != "open")
            {
                Check(stage, step, ready);
            }
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public async Task Whatever_goes_wrong_money_moves_once(int seed)
        {
            using StripeStage stage = new();
            Random chance = new(seed);
            for (int n = 0; n < 20; n++)
            {
                stage.Server.Fault = ProviderFaults.Seeded((seed * 1000) + n, 40, Quick);
                string session = "";
                await Until(async () => session = await stage.Open(stage.Order("h" + n)));
                stage.Server.Pay(session);
                long amount = chance.Next(50, 5001);
                switch (chance.Next(3))
                {
                    case 0:
                        await Until(() => stage.Cards.Release(session, "r" + n, default));
                        Assert.Equal(new Moved(5000, 0, 0, 5000, 0), stage.Server.MovedOf(session));
                        break;
                    case 1:
                        await Until(() => stage.Cards.Capture(session, new CaptureOrder("c" + n, amount, null), default));
                        Assert.Equal(new Moved(5000, amount, 0, 5000 - amount, 0), stage.Server.MovedOf(session));
                        break;
                    default:
                        await Until(() => stage.Cards.Capture(session, new CaptureOrder("c" + n, amount, null), default));
                        await Until(() => stage.Cards.Refund(session, "r" + n, default));
                        Assert.Equal(new Moved(5000, amount, amount, 5000 - amount, 0), stage.Server.MovedOf(session));
                        break;
                }
            }
        }

        [Fact]
        public async Task Where_nobody_listens_nobody_knows()
        {
            StripeStage stage = new();
            stage.Server.Dispose();
            Assert.False((await StripeStage.No(() => stage.Cards.Ping(default))).IsRefusal);
            stage.Cards.Dispose();
        }

        [Fact]
        public async Task Who_gives_up_himself_is_told_so()
        {
            using StripeStage stage = new();
            using CancellationTokenSource given = new();
            stage.Server.Fault = _ =>
            {
                given.Cancel();
                return ProviderFault.TimeoutBefore;
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Cards.Ping(given.Token));
        }

        [Theory]
        [InlineData("")]
        [InlineData("1")]
        [InlineData("null")]
        [InlineData("[]")]
        [InlineData("{}")]
        [InlineData("""{"object":"list","data":7}""")]
        [InlineData("""{"error":"sk_test_1"}""")]
        [InlineData("""{"id":"cs_test_other","object":"checkout.session","status":"open"}""")]
        public async Task What_cannot_be_his_answer_is_none(string garbage)
        {
            using StripeStage stage = new();
            stage.Server.Garbage = garbage;
            stage.Server.Fault = static _ => ProviderFault.Garbled;
            foreach (string step in (string[])["look", "capture", "expire", "refund", "enabled"])
            {
                Assert.False((await StripeStage.No(() => Ask(stage, step, "cs_test_1"))).IsRefusal);
            }
        }

        [Fact]
        public async Task A_dispute_that_cannot_be_read_is_not_none()
        {
            using StripeStage stage = new();
            string session = await Disputed(stage);
            stage.Server.Garbage = "{}";
            stage.Server.Fault = ProviderFaults.First("dispute", ProviderFault.Garbled);
            Assert.False((await StripeStage.No(() => stage.Look(session))).IsRefusal);
        }

        /// <summary>What a step needs: a page, a hold, money taken, an account.</summary>
        private static async Task<string> Prepare(StripeStage stage, string step)
        {
            return step switch
            {
                "look" or "expire" => await stage.Open(),
                "capture" or "cancel" => await stage.Hold(),
                "refund" => await stage.Take(1000),
                "dispute" => await Disputed(stage),
                "enabled" or "link" => await stage.Cards.MakeAccount("a1", "DE", default),
                _ => "",
            };
        }

        private static async Task<string> Disputed(StripeStage stage)
        {
            string session = await stage.Take(1000);
            stage.Server.Dispute(stage.Server.IntentOf(session)!);
            return session;
        }

        private static Task Ask(StripeStage stage, string step, string ready)
        {
            return step switch
            {
                "open" => stage.Open(),
                "look" or "dispute" => stage.Look(ready),
                "expire" or "cancel" => stage.Cards.Release(ready, "release", default),
                "capture" => stage.Cards.Capture(ready, new CaptureOrder("capture1", 1000, null), default),
                "refund" => stage.Cards.Refund(ready, "refund1", default),
                "account" => stage.Cards.MakeAccount("a2", "DE", default),
                "enabled" => stage.Cards.MayCharge(ready, default),
                "link" => stage.Cards.Onboarding(ready, "http://house.example/money", default),
                _ => stage.Cards.Ping(default),
            };
        }

        private static void Check(StripeStage stage, string step, string ready)
        {
            Moved? wanted = step switch
            {
                "capture" => new Moved(5000, 1000, 0, 4000, 0),
                "cancel" => new Moved(5000, 0, 0, 5000, 0),
                "refund" => new Moved(5000, 1000, 1000, 4000, 0),
                _ => null,
            };
            if (wanted is not null)
            {
                Assert.Equal(wanted, stage.Server.MovedOf(ready));
            }
        }

        /// <summary>What moves no money is done once too, or twice without any harm.</summary>
        /// <param name="stage">The stage.</param>
        /// <param name="step">What was asked.</param>
        /// <param name="ready">What it was asked of.</param>
        /// <param name="fault">What went wrong.</param>
        /// <param name="told">How many calls the provider would have made before.</param>
        private static async Task CheckThings(StripeStage stage, string step, string ready, ProviderFault fault, int told)
        {
            // The key of what is done and answered by 500 answers 500 for a day: it is asked under another key, and there are two.
            int made = fault == ProviderFault.BrokenAfter ? 2 : 1;
            switch (step)
            {
                case "open":
                    // Of two pages the guest is shown the last; the other one ends by itself, and nobody has its address.
                    IReadOnlyList<string> pages = stage.Server.SessionsOf("h1");
                    Assert.Equal((made, told), (pages.Count, stage.Server.Calls.Count));
                    string shown = await stage.Open();
                    Assert.Equal(pages[^1], shown);
                    Assert.Equal(made, stage.Server.SessionsOf("h1").Count);
                    break;
                case "account":
                    // Of two accounts the platform knows the last; nobody has said who he is in the other one, so it takes no money.
                    Assert.Equal((made, told), (stage.Server.Accounts.Count, stage.Server.Calls.Count));
                    Assert.Equal(stage.Server.Accounts[^1], await stage.Cards.MakeAccount("a2", "DE", default));
                    foreach (string account in stage.Server.Accounts)
                    {
                        Assert.False(await stage.Cards.MayCharge(account, default));
                    }

                    break;
                case "expire":
                    Assert.Equal("checkout.session.expired", Assert.Single(stage.Server.Calls.Skip(told)).Type);
                    Assert.Equal(HoldStanding.Gone, (await stage.Look(ready)).Standing);
                    Assert.Throws<InvalidOperationException>(() => stage.Server.Pay(ready));
                    break;
                case "look" or "dispute" or "balance" or "enabled" or "link":
                    // It only tells. A form is another way into the same account, which works once and for minutes.
                    Assert.Equal(told, stage.Server.Calls.Count);
                    Assert.Equal(step is "enabled" or "link" ? [ready] : [], stage.Server.Accounts);
                    break;
            }
        }

        /// <summary>Asks again until there is an answer, as the platform does.</summary>
        private static async Task Until(Func<Task> ask)
        {
            for (int left = 200; ; left--)
            {
                try
                {
                    await ask();
                    return;
                }
                catch (ProviderException problem) when (!problem.IsRefusal && left > 0)
                {
                    await Task.Delay(20);
                }
            }
        }
    }
}
