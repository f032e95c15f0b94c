using NanoCharger.Core.Charging;
using NanoCharger.Fakes;
using NanoCharger.Hal;

namespace NanoCharger.App.Tests
{
    /// <summary>A charger on a board in memory, driven turn by turn.</summary>
    public sealed class Loop
    {
        /// <summary>Starts a charger on a sound board, lets its reference settle and X1 last for so long that it may be left.</summary>
        public Loop()
            : this(new FakeBoard())
        {
        }

        /// <summary>Starts a charger on a board.</summary>
        public Loop(FakeBoard board)
        {
            Board = board;
            Charger = new Charger(board);
            Charger.Start();
            Run(4_200);
        }

        /// <summary>The board.</summary>
        public FakeBoard Board { get; }

        /// <summary>The charger.</summary>
        public Charger Charger { get; }

        /// <summary>What the charger says.</summary>
        public ChargerStatus Status
        {
            get { return Charger.Status; }
        }

        /// <summary>True while the firmware commands the contactor closed.</summary>
        public bool Closed
        {
            get { return Board.Chain.Commanded; }
        }

        /// <summary>Turns for so many milliseconds.</summary>
        public void Run(int millis)
        {
            long until = Board.Micros + (millis * 1_000L);
            while (Board.Micros < until)
            {
                Charger.Turn();
            }
        }

        /// <summary>The vehicle shows a high level, and the loop runs.</summary>
        public void Show(int highMillivolts, int millis)
        {
            Board.PilotLine.Show(highMillivolts);
            Run(millis);
        }

        /// <summary>Turns until the contactor is commanded so, at most so long.</summary>
        /// <returns>Milliseconds it took, or -1.</returns>
        public int Until(bool closed, int millis)
        {
            long start = Board.Micros;
            while (Board.Micros - start < millis * 1_000L)
            {
                if (Closed == closed)
                {
                    return (int)((Board.Micros - start) / 1_000);
                }

                Charger.Turn();
            }

            return -1;
        }

        /// <summary>The technician types a line.</summary>
        /// <returns>What the console has printed 2 s later.</returns>
        public string Say(string line)
        {
            int before = Board.Port.Printed.Length;
            Board.Port.Type(line + "\r");
            Run(2_000);
            return Board.Port.Printed.Substring(before);
        }

        /// <summary>A vehicle plugs in, asks, and charges.</summary>
        public void Charge(int ampsPeak)
        {
            Board.Converter.AmpsPeak = ampsPeak;
            Show(9_000, 1_000);
            Board.PilotLine.Show(6_000);
            Until(true, 10_000);
            Run(2_000);
        }
    }
}
