using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>Captures, releases, refunds and disputes, as the money sees them.</summary>
    public sealed class StripeMoneyTests : IDisposable
    {
        private readonly StripeStage _stage = new();

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Fact]
        public async Task A_managers_share_and_the_platforms_fee_go_where_they_belong()
        {
            HoldOrder order = await _stage.OrderOfManager();
            string session = await _stage.Take(1000, order, 100);
            // The provider keeps 40, of the platform's: that is how Stripe does it with such accounts.
            Assert.Equal((900, 60), (_stage.Server.Balance(order.Account, "EUR"), _stage.Server.Balance(null, "EUR")));
            HoldStatus refunded = await _stage.Cards.Refund(session, "r1", default);
            Assert.Equal((HoldStanding.Captured, 1000, 1000), (refunded.Standing, refunded.CapturedMinor, refunded.RefundedMinor));
            Assert.Equal((0, -40), (_stage.Server.Balance(order.Account, "EUR"), _stage.Server.Balance(null, "EUR")));
        }

        [Fact]
        public async Task A_fee_of_nothing_is_no_fee()
        {
            HoldOrder order = await _stage.OrderOfManager();
            string session = await _stage.Take(1000, order, 0);
            Assert.Equal(1000, _stage.Server.Balance(order.Account, "EUR"));
            await _stage.Cards.Refund(session, "r1", default);
            Assert.Equal((0, -40), (_stage.Server.Balance(order.Account, "EUR"), _stage.Server.Balance(null, "EUR")));
        }

        [Theory]
        [InlineData(5001, null)]
        [InlineData(0, null)]
        [InlineData(-1, null)]
        [InlineData(100, 101L)]
        [InlineData(100, -1L)]
        public async Task What_cannot_be_taken_is_not_asked_for(long amount, long? fee)
        {
            string session = await _stage.Hold();
            ProviderException no = await StripeStage.No(() => _stage.Cards.Capture(session, new CaptureOrder("c1", amount, fee), default));
            Assert.True(no.IsRefusal);
            Assert.Equal(0, _stage.Asked("capture"));
        }

        [Fact]
        public async Task Less_than_the_least_is_refused_by_him()
        {
            string session = await _stage.Hold();
            ProviderException no = await StripeStage.No(() => _stage.Cards.Capture(session, new CaptureOrder("c1", 49, null), default));
            Assert.True(no.IsRefusal);
            Assert.Contains("amount_too_small", no.Message, StringComparison.Ordinal);
            Assert.Equal(5000, _stage.Server.MovedOf(session).StillHeld);
        }

        [Fact]
        public async Task Many_at_once_take_once_whatever_their_keys()
        {
            string session = await _stage.Hold();
            HoldStatus[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => _stage.Cards.Capture(session, new CaptureOrder("c" + (n % 4), 1000, null), default)));
            Assert.All(all, static one => Assert.Equal((HoldStanding.Captured, 1000), (one.Standing, one.CapturedMinor)));
            Assert.Equal(new Moved(5000, 1000, 0, 4000, 0), _stage.Server.MovedOf(session));
        }

        [Fact]
        public async Task What_was_taken_or_let_go_by_hand_or_by_time_is_looked_at_and_not_thrown()
        {
            string taken = await _stage.Hold();
            string gone = await _stage.Hold(_stage.Order("h2"));
            string late = await _stage.Hold(_stage.Order("h3"));
            // Between our look and our capture, which is when it hurts.
            _stage.Server.Fault = ByHand("capture", () =>
            {
                _stage.Server.CaptureByHand(_stage.Server.IntentOf(taken)!, 700);
                _stage.Server.CancelByHand(_stage.Server.IntentOf(gone)!);
            });
            Assert.Equal(700, (await _stage.Cards.Capture(taken, new CaptureOrder("c1", 1000, null), default)).CapturedMinor);
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Capture(gone, new CaptureOrder("c2", 1000, null), default)).Standing);
            _stage.Server.Fault = ByHand("capture", () => _stage.Advance(TimeSpan.FromDays(8)));
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Capture(late, new CaptureOrder("c3", 1000, null), default)).Standing);
        }

        [Fact]
        public async Task A_release_ends_the_page_or_lets_the_hold_go_and_takes_nothing_back()
        {
            string open = await _stage.Open();
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Release(open, "r1", default)).Standing);
            string declined = await _stage.Open(_stage.Order("h2"));
            _stage.Server.Decline(declined);
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Release(declined, "r2", default)).Standing);
            string held = await _stage.Hold(_stage.Order("h3"));
            HoldStatus gone = await _stage.Cards.Release(held, "r3", default);
            Assert.Equal((HoldStanding.Gone, 0), (gone.Standing, gone.RefundedMinor));
            Assert.Equal(new Moved(5000, 0, 0, 5000, 0), _stage.Server.MovedOf(held));
            Assert.Equal(gone, await _stage.Cards.Release(held, "r3", default));
            string taken = await _stage.Take(1000, _stage.Order("h4"));
            Assert.Equal((HoldStanding.Captured, 1000, 0), Sums(await _stage.Cards.Release(taken, "r4", default)));
            Assert.Equal((2, 1), (_stage.Asked("expire"), _stage.Asked("cancel")));
        }

        [Fact]
        public async Task Who_pays_in_the_moment_of_the_release_gets_his_money_back()
        {
            string session = await _stage.Open();
            _stage.Server.Fault = ByHand("expire", () => _stage.Server.Pay(session));
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Release(session, "r1", default)).Standing);
            Assert.Equal(new Moved(5000, 0, 0, 5000, 0), _stage.Server.MovedOf(session));
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task A_bank_that_still_asks_is_waited_for_at_a_release(bool isYes)
        {
            string session = await _stage.Open();
            _stage.Server.PayAndBeAsked(session);
            Assert.Equal(HoldStanding.Open, (await _stage.Cards.Release(session, "r1", default)).Standing);
            _stage.Server.AnswerBank(session, isYes);
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Release(session, "r1", default)).Standing);
            Assert.Equal(isYes ? 5000 : 0, _stage.Server.MovedOf(session).Canceled);
        }

        [Fact]
        public async Task What_is_taken_in_the_moment_of_the_release_is_told()
        {
            string session = await _stage.Hold();
            _stage.Server.Fault = ByHand("cancel", () => _stage.Server.CaptureByHand(_stage.Server.IntentOf(session)!));
            Assert.Equal((HoldStanding.Captured, 5000, 0), Sums(await _stage.Cards.Release(session, "r1", default)));
        }

        [Fact]
        public async Task A_refund_gives_back_what_was_taken_once()
        {
            string session = await _stage.Take(1234);
            Assert.Equal((HoldStanding.Captured, 1234, 1234), Sums(await _stage.Cards.Refund(session, "r1", default)));
            Assert.Equal((HoldStanding.Captured, 1234, 1234), Sums(await _stage.Cards.Refund(session, "r1", default)));
            Assert.Equal((HoldStanding.Captured, 1234, 1234), Sums(await _stage.Cards.Refund(session, "r2", default)));
            Assert.Equal(1, _stage.Asked("refund"));
            Assert.Equal(new Moved(5000, 1234, 1234, 3766, 0), _stage.Server.MovedOf(session));
        }

        [Fact]
        public async Task What_was_given_back_by_hand_is_counted()
        {
            string session = await _stage.Take(1000);
            string intent = _stage.Server.IntentOf(session)!;
            _stage.Server.RefundByHand(intent, 300);
            Assert.Equal((HoldStanding.Captured, 1000, 300), Sums(await _stage.Look(session)));
            _stage.Server.Fault = ByHand("refund", () => _stage.Server.RefundByHand(intent));
            Assert.Equal((HoldStanding.Captured, 1000, 1000), Sums(await _stage.Cards.Refund(session, "r1", default)));
            Assert.Equal(1000, _stage.Server.MovedOf(session).Refunded);
        }

        [Fact]
        public async Task Where_nothing_was_taken_nothing_is_given_back()
        {
            string open = await _stage.Open();
            string held = await _stage.Hold(_stage.Order("h2"));
            Assert.Equal(HoldStanding.Open, (await _stage.Cards.Refund(open, "r1", default)).Standing);
            Assert.Equal(HoldStanding.Held, (await _stage.Cards.Refund(held, "r2", default)).Standing);
            Assert.Equal(0, _stage.Asked("refund"));
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task A_dispute_is_told_until_it_is_decided(bool won)
        {
            string session = await _stage.Take(1000);
            string intent = _stage.Server.IntentOf(session)!;
            _stage.Server.Dispute(intent);
            HoldDispute? dispute = (await _stage.Look(session)).Dispute;
            Assert.Equal(new HoldDispute(dispute!.Id, 1000, (_stage.Now + TimeSpan.FromDays(7)).ToUnixTimeMilliseconds(), true, false), dispute);
            Assert.True((await StripeStage.No(() => _stage.Cards.Refund(session, "r1", default))).IsRefusal);
            _stage.Server.CloseDispute(intent, won);
            Assert.Equal(dispute with { AnswerByMs = null, IsOpen = false, IsLost = !won }, (await _stage.Look(session)).Dispute);
            Assert.Equal(won ? 0 : 1000, _stage.Server.MovedOf(session).Lost);
        }

        /// <summary>Stripe refuses to give back what the guest's bank has taken: whoever asks for it is told that it is lost, also where that is decided as he asks; what is won is given back.</summary>
        [Theory]
        [InlineData(true, false)]
        [InlineData(false, false)]
        [InlineData(false, true)]
        public async Task What_a_bank_has_taken_is_not_given_back_again(bool won, bool isLate)
        {
            string session = await _stage.Take(1000);
            string intent = _stage.Server.IntentOf(session)!;
            _stage.Server.Dispute(intent);
            if (isLate)
            {
                _stage.Server.Fault = ByHand("refund", () => _stage.Server.CloseDispute(intent, won));
            }
            else
            {
                _stage.Server.CloseDispute(intent, won);
            }

            HoldStatus after = await _stage.Cards.Refund(session, "r1", default);
            Assert.Equal((HoldStanding.Captured, won ? 1000 : 0, !won), (after.Standing, after.RefundedMinor, after.Dispute!.IsLost));
            Assert.Equal(new Moved(5000, 1000, won ? 1000 : 0, 4000, won ? 0 : 1000), _stage.Server.MovedOf(session));
        }

        [Fact]
        public async Task Two_requests_look_at_a_dispute_and_one_at_everything_else()
        {
            string session = await _stage.Take(1000);
            int before = _stage.Server.Requests.Count;
            await _stage.Look(session);
            Assert.Equal(before + 1, _stage.Server.Requests.Count);
            _stage.Server.Dispute(_stage.Server.IntentOf(session)!);
            await _stage.Look(session);
            Assert.Equal(before + 3, _stage.Server.Requests.Count);
        }

        private static (HoldStanding, long, long) Sums(HoldStatus status)
        {
            return (status.Standing, status.CapturedMinor, status.RefundedMinor);
        }

        /// <summary>Somebody does something just before the first request of a step is done.</summary>
        private static Func<ProviderRequest, ProviderFault> ByHand(string step, Action does)
        {
            Action? left = does;
            return request =>
            {
                if (request.Step == step)
                {
                    left?.Invoke();
                    left = null;
                }

                return ProviderFault.None;
            };
        }
    }
}
