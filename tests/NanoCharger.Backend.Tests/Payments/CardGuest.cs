using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>A guest with his card, and his bank; and whoever has the provider's own pages.</summary>
    internal sealed class CardGuest(CardRun run)
    {
        /// <summary>What no charge of these runs costs.</summary>
        private const long OddMinor = 17_77;

        /// <summary>The page on which his bank waits for an answer of his; null: none.</summary>
        private string? _asked;

        private Random Chance => run.Chance;

        /// <summary>He takes the bay, and wants to pay by card.</summary>
        /// <returns>False where the bay is not free.</returns>
        internal async Task<bool> Come()
        {
            _asked = null;
            long before = run.Stage.Calls.Stage.All<CheckoutRow>().Count;
            bool has = false;
            run.Stage.Calls.Hear();
            run.Revive();
            await run.Try(async () => has = await run.Stage.Make(GuestWay.Card), () => has = run.Stage.Calls.Stage.All<CheckoutRow>().Count > before);
            await run.Try(() => Task.FromResult(run.Stage.Desk.Pay(run.Stage.Row)), () => run.Stage.State != CheckoutState.Checkout);
            return has;
        }

        /// <summary>He asks for the provider's page, perhaps often, and does on it what he likes.</summary>
        internal async Task GoToPay()
        {
            for (int tries = Chance.Next(10) == 0 ? 0 : Chance.Next(1, 5); tries > 0; tries--)
            {
                await run.Try(() => run.Stage.Holds!.PageOf(run.Stage.Row.Id, "http://house.example/r/s", "Charging at bay", "en"), static () => false);
            }

            if (run.Hold is not { Session: { } session, State: nameof(HoldState.Open) })
            {
                run.Note("sees no page");
                return;
            }

            switch (Chance.Next(20))
            {
                case 0:
                    run.Note("leaves");
                    break;
                case 1:
                    run.Server.Decline(session);
                    run.Note("has a bad card");
                    break;
                case 2:
                    run.Server.Pay(session);
                    await Withdraw();
                    break;
                case 3:
                    await Withdraw();
                    break;
                case 4:
                case 5:
                    run.Server.Pay(session);
                    ByHand(run, session, isCancelled: Chance.Next(2) == 0);
                    break;
                case 6:
                    run.Note("nothing can be taken of him");
                    run.Server.Pay(session);
                    run.CannotBeTaken = true;
                    break;
                case 7:
                    run.Note("his bank asks him");
                    run.Server.PayAndBeAsked(session);
                    _asked = session;
                    break;
                default:
                    run.Server.Pay(session);
                    break;
            }
        }

        /// <summary>He wants no more.</summary>
        internal async Task Withdraw()
        {
            run.Note("withdraws");
            await run.Try(() => Task.FromResult(run.Stage.Desk.Withdraw(run.Stage.Row)), () => run.Stage.Row.TakeBackCall is not null || run.Stage.State == CheckoutState.Over);
        }

        /// <summary>Somebody takes it, or lets it go, on the provider's own pages.</summary>
        internal static void ByHand(CardRun run, string session, bool isCancelled)
        {
            if (run.Server.IntentOf(session) is not { } intent || run.Server.MovedOf(session).StillHeld == 0)
            {
                return;
            }

            run.Note($"{(isCancelled ? "cancelled" : "captured")} by hand in {run.Hold.State}");
            if (isCancelled)
            {
                run.Server.CancelByHand(intent);
            }
            else
            {
                run.Server.CaptureByHand(intent, OddMinor);
            }
        }

        /// <summary>What may be said against a bill, by him, his bank and the manager.</summary>
        internal void Repent()
        {
            if (run.Hold.ChargeId is not null)
            {
                AwaitEnd();
            }

            if (run.Hold is not { ChargeId: not null, Session: { } session })
            {
                return;
            }

            if (run.Hold.State == nameof(HoldState.Captured))
            {
                Dispute(run.Server.IntentOf(session)!);
            }
            else if (Chance.Next(3) == 0)
            {
                Credit();
            }
        }

        /// <summary>What was over comes up again: his bank says yes late, or holds what it had let go, which somebody may take by hand in that moment; or a refund comes back.</summary>
        internal void ComeBack()
        {
            if (_asked is { } page)
            {
                run.Sleep(TimeSpan.FromHours(Chance.Next(50)));
                AwaitEnd();
                run.Note($"his bank says yes in {run.Hold.State}");
                run.Server.AnswerBank(page, isYes: true);
                Wait();
            }

            if (Chance.Next(3) != 0 || run.Hold.Session is not { } session || run.Server.IntentOf(session) is not { } intent)
            {
                return;
            }

            AwaitEnd();
            if (run.Hold.State is nameof(HoldState.Released) or nameof(HoldState.Waived) && run.Server.HoldAgain(intent))
            {
                run.Note($"held again in {run.Hold.State}");
                if (Chance.Next(2) == 0)
                {
                    ByHand(run, session, isCancelled: false);
                }
            }
            else if (run.Hold is { State: nameof(HoldState.Refunded), Account: null } && run.Server.MovedOf(session).Refunded > 0)
            {
                run.Note("a refund comes back");
                run.Server.ReturnRefund(intent);
            }

            Wait();
        }

        /// <summary>So long until nothing goes on by itself, if it comes to that soon.</summary>
        private void AwaitEnd()
        {
            for (int turn = 0; turn < 10 && HoldStates.Moving.Contains(run.Hold.State); turn++)
            {
                run.Idle(60);
            }
        }

        private void Dispute(string intent)
        {
            switch (Chance.Next(12))
            {
                case 0 or 1:
                    Credit();
                    break;
                case 2 or 3:
                    run.Server.Dispute(intent);
                    Wait();
                    Close(intent, Chance.Next(2) == 0);
                    break;
                case 4 or 5:
                    run.Note("refunded by hand");
                    run.Server.RefundByHand(intent);
                    break;
                case 6 or 7:
                    run.Server.Dispute(intent);
                    Wait();
                    Credit();
                    Wait();
                    Close(intent, Chance.Next(3) == 0);
                    break;
                case 8:
                    run.Server.Dispute(intent);
                    Close(intent, isWon: false);
                    run.Events.DeliverWhatOnlyHeKnows();
                    Wait();
                    Credit();
                    break;
            }

            Wait();
        }

        private void Close(string intent, bool isWon)
        {
            run.Note(isWon ? "a dispute is won" : $"a dispute is lost in {run.Hold.State}");
            run.Server.CloseDispute(intent, isWon);
        }

        private void Credit()
        {
            run.Say(ChargeEvent.Credit);
            Wait();
            if (Chance.Next(2) == 0)
            {
                run.Say(ChargeEvent.Rebill);
            }
        }

        private void Wait()
        {
            run.Idle(Chance.Next(5, 60));
        }
    }
}
