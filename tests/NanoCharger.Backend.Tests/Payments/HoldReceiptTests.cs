using System;
using System.Threading.Tasks;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Receipts that nobody can rely on, under a hold: nothing is taken for them; and once they are verified, while the hold lasts, what they say is.</summary>
    public sealed class HoldReceiptTests
    {
        /// <summary>Signed by somebody else in the charger's name: refused, until the charger tells the true one.</summary>
        private const string Forged = "forged";

        /// <summary>More than any vehicle takes in that time: withheld, until a manager has looked.</summary>
        private const string Withheld = "withheld";

        private const long Day = 86_400_000;
        private const long Half = Day / 2;
        private const long Minute = 60_000;

        [Theory]
        [OnSqlite(Forged)]
        [OnPostgres(Forged)]
        [OnSqlite(Withheld)]
        [OnPostgres(Withheld)]
        public async Task Nothing_is_taken_for_it_and_the_hold_is_let_go_half_a_day_before_it_ends(string database, string kind)
        {
            using CardStage stage = new(database);
            (long ends, Action verify) = await Charge(stage, kind);
            Sleep(stage, ends - Half - (5 * Minute));
            Assert.Equal((HoldState.Held, 0L), (stage.Guest.HoldState, stage.Cards.Kept));

            // He is asked each hour how it stands, and it is by his clock that it has to end.
            Sleep(stage, ends - Half + (60 * Minute));
            Assert.Equal((HoldState.Released, nameof(HoldReason.NoReceipt)), (stage.Guest.HoldState, stage.Hold.Reason));
            Assert.Equal((HoldStanding.Gone, 0L), (stage.Cards.Last.Standing, stage.Cards.Kept));
            Assert.Empty(stage.Ledger());

            // What is known behind that is billed, and waived.
            verify();
            stage.Bill();
            Assert.Equal((CheckoutState.Billed, HoldState.Waived, 0L), (stage.Guest.State, stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Empty(stage.Findings());
        }

        [Theory]
        [OnSqlite(Forged)]
        [OnPostgres(Forged)]
        [OnSqlite(Withheld)]
        [OnPostgres(Withheld)]
        public async Task Verified_before_that_it_is_taken(string database, string kind)
        {
            using CardStage stage = new(database);
            (long ends, Action verify) = await Charge(stage, kind);
            Sleep(stage, ends - Half - (5 * Minute));
            Assert.Equal((HoldState.Held, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            verify();
            stage.Bill();
            Assert.Equal((CheckoutState.Billed, HoldState.Captured, 6_00L), (stage.Guest.State, stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Empty(stage.Findings());
        }

        /// <summary>He charges 10 kWh, and what comes of it cannot be billed.</summary>
        /// <returns>When the hold ends, and what makes it verified.</returns>
        private static async Task<(long EndsMs, Action Verify)> Charge(CardStage stage, string kind)
        {
            long ends = stage.NowMs + (2 * Day);
            await stage.Pay(ends);
            stage.Guest.Calls.Answer(CardStage.Accepted);
            string begin = stage.Guest.Time;
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(60);
            void End() => stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000);
            Action verify = () => stage.Guest.Calls.Stage.Do(context => Decisions.Decide(context, "bay", "T1", null, new Word(true, "a lorry", "eve", 1)).Length > 0 ? 3 : 0);
            if (kind == Forged)
            {
                using DocumentMaker other = new();
                string said = "";
                (Action<string> tell, Func<string, string> sign) = (stage.Guest.Tell, stage.Guest.Sign);
                stage.Guest.Tell = frame => Assert.StartsWith("[4,", stage.Guest.Calls.Stage.Say(frame), StringComparison.Ordinal);
                stage.Guest.Sign = payload => other.Sign(said = payload);
                stage.Guest.Sleep(TimeSpan.FromMinutes(40));
                End();
                (stage.Guest.Tell, stage.Guest.Sign) = (tell, _ => sign(said));
                verify = End;
            }
            else
            {
                End();
            }

            stage.Bill();
            Assert.Equal(HoldState.Held, stage.Guest.HoldState);
            return (ends, verify);
        }

        private static void Sleep(CardStage stage, long untilMs)
        {
            stage.Guest.Sleep(TimeSpan.FromMilliseconds(untilMs - stage.NowMs));
            stage.Bill();
        }
    }
}
