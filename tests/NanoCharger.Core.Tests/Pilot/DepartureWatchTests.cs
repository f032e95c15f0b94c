using NanoCharger.Core.Pilot;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Pilot
{
    /// <summary>Telling a vehicle that left from a dip, wherever in the loop it falls.</summary>
    [TestClass]
    public sealed class DepartureWatchTests
    {
        private const int CycleMicros = 20_000;

        // From the end of one block to the start of the next: the rest of the loop's turn.
        private const int BetweenMicros = 20_000;

        private static FakeBoard _board;
        private static DepartureWatch _watch;
        private static SampleBlock _block;

        /// <summary>Dips of all lengths below 30 ms, at all places of the turn, at the shortest, a common and the longest duty.</summary>
        [TestMethod]
        [DataRow(1_000)]
        [DataRow(5_333)]
        [DataRow(9_600)]
        public void A_dip_below_30_ms_is_no_departure(int duty)
        {
            for (int dipMicros = 1_000; dipMicros < 30_000; dipMicros += 4_000)
            {
                for (int shift = 0; shift < 41_000; shift += 700)
                {
                    Assert.AreEqual(-1, Departure(duty, 9_000, shift, dipMicros), "dip " + dipMicros + " at " + shift);
                }
            }
        }

        /// <summary>From the move to the decision, for moves to A, B, D, E and F at all places of the turn. 75 ms leave 25 for computing and contacts.</summary>
        [TestMethod]
        [DataRow(12_000)]
        [DataRow(9_000)]
        [DataRow(3_000)]
        [DataRow(0)]
        public void A_departure_is_seen_within_75_ms(int high)
        {
            for (int duty = 1_000; duty <= 9_600; duty += 4_300)
            {
                for (int shift = 0; shift < 41_000; shift += 700)
                {
                    int after = Departure(duty, high, shift, 1_000_000);
                    Assert.IsTrue(after > 30_000 && after < 75_000, "after " + after + " at " + shift + " duty " + duty);
                }
            }
        }

        /// <summary>A pilot that has gone to steady -12 V has no high level to judge, and is no vehicle in C.</summary>
        [TestMethod]
        public void Nothing_but_the_low_level_is_a_departure()
        {
            Begin(5_333);
            _board.PilotLine.SetDuty(0);
            int looks = 0;
            while (Turn() != Presence.Departed)
            {
                looks++;
                Assert.IsTrue(looks < 4, "not seen");
            }
        }

        // Microseconds from the pilot's move to the end of the look that settled it; -1 when it was no departure.
        private static int Departure(int duty, int high, int shiftMicros, int dipMicros)
        {
            Begin(duty);
            for (int i = 0; i < 3; i++)
            {
                Turn();
            }

            long moved = _board.Micros + shiftMicros;
            _board.PilotLine.ShowAt(moved, high);
            _board.PilotLine.ShowAt(moved + dipMicros, 6_000);
            for (int i = 0; i < 5; i++)
            {
                if (Turn() == Presence.Departed)
                {
                    return (int)(_block.EndMicros - moved);
                }
            }

            return -1;
        }

        private static void Begin(int duty)
        {
            _board = new FakeBoard();
            _board.PilotLine.SetDuty(duty);
            _board.PilotLine.Show(6_000);
            _watch = new DepartureWatch(new PilotScale(_board.Converter));
            _block = new SampleBlock(1, _board.Converter.MaxRounds);
        }

        private static Presence Turn()
        {
            _board.Spend(BetweenMicros);
            _board.Converter.Acquire(_block, CycleMicros);
            Presence presence = _watch.Look(_block);
            for (int look = 0; presence == Presence.Suspect && look < 4; look++)
            {
                _board.Converter.Acquire(_block, _watch.NextLookMicros(_block.EndMicros, CycleMicros));
                presence = _watch.Look(_block);
            }

            return presence;
        }
    }
}
