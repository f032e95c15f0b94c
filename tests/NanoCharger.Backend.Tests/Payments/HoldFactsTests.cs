using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>What has happened to a guest's money, by what is known of it.</summary>
    public sealed class HoldFactsTests
    {
        private const long Now = 1_000_000_000_000;
        private const long Hour = 3_600_000;
        private const long Day = 24 * Hour;

        private static readonly HoldStatus Open = new(HoldStanding.Open);
        private static readonly HoldStatus Held = new(HoldStanding.Held) { HeldMinor = 20_00 };
        private static readonly HoldStatus Gone = new(HoldStanding.Gone);

        [Fact]
        public void A_page_is_held_by_the_providers_word_alone()
        {
            Assert.Null(At(HoldState.Open).Happened);
            Assert.Null((At(HoldState.Open) with { Asked = Open }).Happened);
            Assert.Equal((HoldEvent.Held, null), (At(HoldState.Open) with { Asked = Held }).Happened);
            Assert.Equal((HoldEvent.Gone, HoldReason.PageEnded), (At(HoldState.Open) with { Asked = Gone }).Happened);
            Assert.Equal((HoldEvent.Unused, HoldReason.NotUsed), (At(HoldState.Open) with { IsUnused = true }).Happened);

            // He has paid while his checkout ended: it is held first, and then let go.
            Assert.Equal((HoldEvent.Held, null), (At(HoldState.Open) with { IsUnused = true, Asked = Held }).Happened);
            Assert.Equal((HoldEvent.Unused, HoldReason.NotUsed), (At(HoldState.Wanted) with { IsUnused = true }).Happened);
        }

        [Fact]
        public void What_is_held_waits_for_the_receipt_and_no_longer_than_it_can()
        {
            HoldFacts held = At(HoldState.Held) with { CaptureBeforeMs = Now + (12 * Hour) + 1 };
            Assert.Null(held.Happened);
            Assert.Null((held with { Asked = Held with { ToldMs = Now } }).Happened);
            Assert.Equal((HoldEvent.TooLate, HoldReason.NoReceipt), (held with { Asked = Held with { ToldMs = Now + 1 } }).Happened);

            // Our clock may be ahead: what is let go comes back by nobody's word.
            Assert.Null((held with { CaptureBeforeMs = Now }).Happened);
            Assert.Null((held with { CaptureBeforeMs = Now, Asked = Held }).Happened);
            Assert.Equal((HoldEvent.Unused, HoldReason.NotUsed), (held with { IsUnused = true }).Happened);
            Assert.Equal((HoldEvent.Gone, HoldReason.HoldEnded), (held with { Asked = Gone }).Happened);
            Assert.Null((held with { Bill = (1, 6_00) }).Happened);
            Assert.Equal((HoldEvent.Billed, null), (held with { IsSettled = true, Bill = (1, 6_00) }).Happened);

            // A receipt that has come goes before all that would let it go.
            Assert.Equal((HoldEvent.Billed, null), (held with { IsSettled = true, Bill = (1, 6_00), IsUnused = true, CaptureBeforeMs = Now, Asked = Held with { ToldMs = Now } }).Happened);
        }

        [Theory]
        [InlineData(0, 0, HoldEvent.NothingOwed, HoldReason.NothingOwed)]
        [InlineData(49, 49, HoldEvent.NothingOwed, HoldReason.TooLittle)]
        [InlineData(50, 50, HoldEvent.Billed, null)]
        [InlineData(2000, 2000, HoldEvent.Billed, null)]
        [InlineData(2001, 2000, HoldEvent.Billed, null)]
        [InlineData(long.MaxValue, 2000, HoldEvent.Billed, null)]
        public void What_is_taken_is_the_bill_and_not_above_the_hold(long gross, long takes, HoldEvent what, HoldReason? why)
        {
            HoldFacts facts = At(HoldState.Held) with { IsSettled = true, Bill = (1, gross) };
            Assert.Equal(takes, facts.Takes);
            Assert.Equal((what, why), facts.Happened);
        }

        [Fact]
        public void What_is_taken_is_what_was_asked_for()
        {
            HoldFacts taking = At(HoldState.Taking) with { TakeMinor = 6_00 };
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 6_00, ProviderFeeMinor = 34 };
            Assert.Null(taking.Happened);
            Assert.Null((taking with { Asked = Held }).Happened);

            // Refused until the hold had to end: it is let go.
            Assert.Null((taking with { CaptureBeforeMs = Now + (2 * Hour) + 1, Asked = Held with { ToldMs = Now } }).Happened);
            Assert.Equal((HoldEvent.TooLate, HoldReason.NotTaken), (taking with { CaptureBeforeMs = Now + (2 * Hour), Asked = Held with { ToldMs = Now } }).Happened);

            // Somebody has given a part of it back by hand meanwhile: the rest is no less taken.
            Assert.Equal((HoldEvent.Taken, null), (taking with { Asked = taken with { RefundedMinor = 1_00 } }).Happened);
            Assert.Equal((HoldEvent.Foreign, HoldReason.Foreign), (taking with { Asked = taken with { RefundedMinor = 6_00 } }).Happened);
            Assert.Equal((HoldEvent.Taken, null), (taking with { Asked = taken }).Happened);

            // What the provider keeps is known a moment later: the ledger has all of it, once.
            Assert.Null((taking with { SinceMs = Now - Day + 1, Asked = taken with { ProviderFeeMinor = null } }).Happened);
            Assert.Equal((HoldEvent.Taken, null), (taking with { SinceMs = Now - Day, Asked = taken with { ProviderFeeMinor = null } }).Happened);
            Assert.Equal((HoldEvent.Foreign, HoldReason.Foreign), (taking with { Asked = taken with { CapturedMinor = 6_01 } }).Happened);
            Assert.Equal((HoldEvent.Gone, HoldReason.HoldEnded), (taking with { Asked = Gone }).Happened);
        }

        /// <summary>Money that nobody here asked for goes back, wherever it turns up.</summary>
        [Theory]
        [InlineData(HoldState.Open)]
        [InlineData(HoldState.LettingGo)]
        public void Money_without_a_bill_is_given_back(HoldState state)
        {
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 20_00, ProviderFeeMinor = 1 };
            Assert.Equal((HoldEvent.Foreign, HoldReason.Foreign), (At(state) with { Asked = taken, IsUnused = true }).Happened);
            Assert.Equal(HoldEffect.Refund, HoldTable.Step(state, HoldEvent.Foreign)!.Value.Effect);
        }

        /// <summary>His bank says yes behind all that, or a refund has come back: nothing of it is ours.</summary>
        [Theory]
        [InlineData(HoldState.Released)]
        [InlineData(HoldState.Waived)]
        [InlineData(HoldState.Refunded)]
        public void What_comes_up_behind_the_end_goes_back(HoldState state)
        {
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 6_00, RefundedMinor = 5_99, ProviderFeeMinor = 1 };
            Assert.Equal((HoldEvent.Foreign, state == HoldState.Refunded ? HoldReason.CameBack : (HoldReason?)null), (At(state) with { Asked = taken }).Happened);
            Assert.Null((At(state) with { Asked = taken with { RefundedMinor = 6_00 } }).Happened);
            Assert.Null((At(state) with { Asked = taken with { Dispute = new HoldDispute("dp_1", 6_00, null, IsOpen: false, IsLost: true) } }).Happened);
            Assert.Equal(state == HoldState.Refunded ? null : (HoldEvent.Held, (HoldReason?)null), (At(state) with { Asked = Held }).Happened);
        }

        /// <summary>Lost is lost, whatever was given back of it before.</summary>
        [Theory]
        [InlineData(HoldState.Captured)]
        [InlineData(HoldState.GivingBack)]
        public void What_a_bank_takes_back_is_lost(HoldState state)
        {
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 6_00, RefundedMinor = 1_00, ProviderFeeMinor = 1, Dispute = new HoldDispute("dp_1", 5_00, Now, IsOpen: true, IsLost: false) };
            Assert.Null((At(state) with { Asked = taken }).Happened);
            Assert.Equal((HoldEvent.Lost, null), (At(state) with { Asked = taken with { Dispute = taken.Dispute with { IsOpen = false, IsLost = true } } }).Happened);
        }

        /// <summary>A backup from before the capture is restored: nothing is given back for that, and the receipt decides.</summary>
        [Fact]
        public void What_was_taken_behind_a_backup_is_found_to_be_paid()
        {
            HoldFacts held = At(HoldState.Held) with { Asked = new HoldStatus(HoldStanding.Captured) { CapturedMinor = 6_00, ProviderFeeMinor = 34 } };
            Assert.Null(held.Happened);
            Assert.Equal((HoldEvent.Billed, null), (held with { IsSettled = true, Bill = (1, 6_00) }).Happened);
            Assert.Equal((HoldEvent.Unused, HoldReason.NotUsed), (held with { IsUnused = true }).Happened);
        }

        [Fact]
        public void A_credit_note_gives_it_back_and_a_bill_behind_it_is_waived()
        {
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 6_00, ProviderFeeMinor = 34 };
            Assert.Null((At(HoldState.Captured) with { Bill = (1, 6_00), IsSettled = true }).Happened);
            Assert.Equal((HoldEvent.Credited, HoldReason.Credited), (At(HoldState.Captured) with { IsCredited = true }).Happened);
            Assert.Null((At(HoldState.GivingBack) with { Asked = taken with { RefundedMinor = 5_99 } }).Happened);
            Assert.Equal((HoldEvent.Refunded, null), (At(HoldState.GivingBack) with { Asked = taken with { RefundedMinor = 6_00 } }).Happened);
            Assert.Equal((HoldEvent.Refunded, HoldReason.Foreign), (At(HoldState.Captured) with { Asked = taken with { RefundedMinor = 6_00 } }).Happened);
            Assert.Equal((HoldEvent.Unpaid, null), (At(HoldState.Refunded) with { Bill = (3, 6_00), IsSettled = true }).Happened);
            Assert.Equal((HoldEvent.Unpaid, null), (At(HoldState.Released) with { Bill = (3, 6_00), IsSettled = true }).Happened);
            Assert.Null(At(HoldState.Released).Happened);
            Assert.Equal((HoldEvent.Credited, null), (At(HoldState.Waived) with { IsCredited = true }).Happened);
        }

        /// <summary>All that can be known, in all states: what happens is a step of the table, or nothing; and each step of the table comes of something, but for what comes of a guest.</summary>
        [Fact]
        public void Whatever_is_known_the_table_has_a_step_for_it()
        {
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 6_00, ProviderFeeMinor = 1 };
            HoldDispute open = new("dp_1", 6_00, Now, IsOpen: true, IsLost: false);
            HoldStatus?[] told =
            [
                null, Open, Held, Held with { ToldMs = Now }, Gone, taken with { ProviderFeeMinor = null }, taken, taken with { RefundedMinor = 6_00 },
                .. ((HoldDispute[])[open, open with { IsOpen = false }, open with { IsOpen = false, IsLost = true }]).SelectMany(dispute => (HoldStatus[])[taken with { Dispute = dispute }, taken with { RefundedMinor = 6_00, Dispute = dispute }]),
            ];
            (long, long)?[] bills = [null, (1, 0), (1, 10), (1, 6_00), (1, 30_00)];
            HashSet<(HoldState?, HoldEvent)> seen = [];
            foreach (HoldState state in Enum.GetValues<HoldState>())
            {
                foreach (HoldStatus? asked in told)
                {
                    foreach ((long, long)? bill in bills)
                    {
                        foreach (int bits in Enumerable.Range(0, 16))
                        {
                            HoldFacts facts = At(state) with { Asked = asked, Bill = bill, IsUnused = (bits & 1) != 0, IsSettled = (bits & 2) != 0, IsCredited = (bits & 4) != 0, CaptureBeforeMs = (bits & 8) != 0 ? Now : long.MaxValue, TakeMinor = 6_00 };
                            if (facts.Happened is var (what, _))
                            {
                                Assert.NotNull(HoldTable.Step(state, what));
                                seen.Add((state, what));
                            }
                        }
                    }
                }
            }

            Assert.Equal(HoldTable.Steps.Where(static step => step.Event is not HoldEvent.Ask and not HoldEvent.Opened).Select(static step => (step.From, step.Event)).Order(), seen.Order());
        }

        /// <summary>A dispute that is open, or won, changes nothing; what was given back before is not lost a second time.</summary>
        [Theory]
        [InlineData(HoldState.Captured)]
        [InlineData(HoldState.GivingBack)]
        public void Only_what_is_lost_for_good_is_lost(HoldState state)
        {
            HoldDispute open = new("dp_1", 6_00, Now, IsOpen: true, IsLost: false);
            HoldStatus taken = new(HoldStanding.Captured) { CapturedMinor = 6_00, ProviderFeeMinor = 1, Dispute = open };
            Assert.Null((At(state) with { Asked = taken }).Happened);
            Assert.Null((At(state) with { Asked = taken with { Dispute = open with { IsOpen = false } } }).Happened);
            HoldStatus lost = taken with { Dispute = open with { IsOpen = false, IsLost = true } };
            Assert.Equal((HoldEvent.Lost, null), (At(state) with { Asked = lost }).Happened);
            Assert.Equal(HoldEvent.Refunded, (At(state) with { Asked = lost with { RefundedMinor = 6_00 } }).Happened!.Value.What);
        }

        [Theory]
        [InlineData(1, 5)]
        [InlineData(2, 10)]
        [InlineData(3, 20)]
        [InlineData(10, 2560)]
        [InlineData(11, 3600)]
        [InlineData(int.MaxValue, 3600)]
        public void A_silent_provider_is_asked_less_and_less_often(int failures, int seconds)
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), HoldTimes.Pause(failures));
        }

        private static HoldFacts At(HoldState state)
        {
            return new HoldFacts(state, Now) { HeldMinor = 20_00, LeastMinor = 50 };
        }
    }
}
