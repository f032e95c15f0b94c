using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>What the board's safety parts report, read once in each turn so that all rules judge the same picture.</summary>
    public sealed class SafetySense
    {
        /// <summary>The residual current monitor has tripped.</summary>
        public bool ResidualTripped { get; set; }

        /// <summary>The protective conductor is connected.</summary>
        public bool EarthConnected { get; set; }

        /// <summary>Mains is sensed behind the contactor.</summary>
        public bool OutputLive { get; set; }

        /// <summary>The hold is armed, as its circuit reports, and has not lapsed since the contactor was commanded closed.</summary>
        public bool HoldArmed { get; set; }

        /// <summary>The interlock sees C or D, and has seen nothing else since the contactor was commanded closed.</summary>
        public bool InterlockClosed { get; set; }

        /// <summary>Monotonic time at which the reading of the pins began, in microseconds: what they show may have come at any time after the reading before it began.</summary>
        public long ReadMicros { get; set; }

        /// <summary>There is mains before the contactor. Without it a dead outlet says nothing about the contactor.</summary>
        public bool MainsPresent { get; set; }

        /// <summary>The board's plain inputs: a bit for each that reports its fault, the first input's the lowest. 0 on a board without any.</summary>
        public int ReportingInputs { get; set; }

        /// <summary>Reads all parts of a board but the mains, which the meter knows. Cost: five pins, 1.5 ms, and a pin for each plain input.</summary>
        public void Read(IBoard board)
        {
            ReadMicros = board.Clock.NowMicros;
            ResidualTripped = board.ResidualCurrent.Tripped;
            EarthConnected = board.Earth.Connected;
            OutputLive = board.Contactor.OutputLive;
            HoldArmed = board.Contactor.HoldArmed;
            InterlockClosed = board.Contactor.InterlockClosed;
            IFaultInputs inputs = board.FaultInputs;
            ReportingInputs = inputs == null ? 0 : inputs.Read();
        }
    }
}
