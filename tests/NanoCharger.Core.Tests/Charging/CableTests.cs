using NanoCharger.Core.Charging;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>A socket's plug: what it codes is in force when five readings in a row say so.</summary>
    [TestClass]
    public sealed class CableTests
    {
        private const int TurnMicros = 35_000;
        private const int Ohms32 = 220;
        private const int Ohms20 = 680;
        private const int Open = 10_000;

        private static FakeBoard _board;
        private static OfferLimits _limits;
        private static Cable _cable;

        /// <summary>A contact that rattles once, or for a tenth of a second, pauses nobody.</summary>
        [TestMethod]
        [DataRow(Open, 1)]
        [DataRow(Ohms20, 3)]
        [DataRow(Open, 4)]
        public void Some_odd_readings_change_nothing(int ohms, int readings)
        {
            Plug(Ohms32);
            for (int i = 0; i < 10; i++)
            {
                Turns(40);
                _board.Ohms = ohms;
                Turns(readings);
                _board.Ohms = Ohms32;
                Turns(1);
                Assert.AreEqual(32_000, _limits.Get(LimitSlot.Cable));
            }
        }

        /// <summary>Another plug, put in while nobody looked.</summary>
        [TestMethod]
        public void Another_plug_is_in_force_within_two_seconds()
        {
            Plug(Ohms32);
            _board.Ohms = Ohms20;
            Turns(40);
            Assert.AreEqual(20_000, _limits.Get(LimitSlot.Cable));
            _board.Ohms = Ohms32;
            Turns(40);
            Assert.AreEqual(32_000, _limits.Get(LimitSlot.Cable));
        }

        /// <summary>Readings that agree about nothing but that it is not what it was: the least of five.</summary>
        [TestMethod]
        public void Of_readings_that_differ_the_least_is_in_force()
        {
            Plug(Ohms32);
            for (int i = 0; i < 40; i++)
            {
                _board.Ohms = i % 2 == 0 ? 100 : Ohms20;
                Turns(1);
            }

            Assert.AreEqual(20_000, _limits.Get(LimitSlot.Cable));
        }

        /// <summary>Whoever comes gets nothing by the plug of whoever was there before, nor by a first reading on the way in.</summary>
        [TestMethod]
        public void Nothing_is_known_of_a_plug_until_five_readings_agree()
        {
            Plug(100);
            Assert.AreEqual(63_000, _limits.Get(LimitSlot.Cable));
            _board.Ohms = Ohms20;
            _cable.Plugged();
            Turns(4);
            Assert.AreEqual(0, _limits.Get(LimitSlot.Cable));
            Turns(1);
            Assert.AreEqual(20_000, _limits.Get(LimitSlot.Cable));
        }

        private static void Plug(int ohms)
        {
            _board = new FakeBoard();
            _board.Micros = TurnMicros;
            _board.Ohms = ohms;
            _limits = new OfferLimits();
            _cable = new Cable(_board, _limits);
            _cable.Plugged();
            Turns(5);
        }

        private static void Turns(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                _board.Micros += TurnMicros;
                _cable.Watch(true, _board.Micros);
            }
        }
    }
}
