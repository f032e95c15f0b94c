using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Protection
{
    /// <summary>What the protection judges by in one turn. Filled anew in each turn, before <see cref="Guard.Update"/>.</summary>
    public sealed class GuardInputs
    {
        // A cycle of 20 ms, the looks after a suspicion and the turn's own computing.
        private const long LongestBlockMicros = 100_000;

        /// <summary>Makes inputs over the parts that somebody else keeps up to date.</summary>
        /// <param name="sense">What the board's safety parts report.</param>
        /// <param name="pilot">The pilot's decoder.</param>
        /// <param name="meter">Volts and amperes of each phase.</param>
        /// <param name="frequency">The mains frequency.</param>
        public GuardInputs(SafetySense sense, PilotDecoder pilot, Meter meter, FrequencyMeter frequency)
        {
            Sense = sense;
            Pilot = pilot;
            Meter = meter;
            Frequency = frequency;
        }

        /// <summary>What the board's safety parts report.</summary>
        public SafetySense Sense { get; }

        /// <summary>The pilot of this turn's block.</summary>
        public PilotDecoder Pilot { get; }

        /// <summary>The meter; its values are new only where <see cref="Measured"/> says so.</summary>
        public Meter Meter { get; }

        /// <summary>The mains frequency.</summary>
        public FrequencyMeter Frequency { get; }

        /// <summary>True when this turn's block could be measured (it was not interrupted).</summary>
        public bool Measured { get; set; }

        /// <summary>Monotonic time of the first sample of this turn's block, in microseconds.</summary>
        public long BlockStartMicros { get; set; }

        /// <summary>Since when this turn's block can speak for: its start, but no stall that it may have lain in.</summary>
        internal long EvidenceMicros
        {
            get { return BlockStartMicros > NowMicros - LongestBlockMicros ? BlockStartMicros : NowMicros - LongestBlockMicros; }
        }

        /// <summary>Monotonic time of the turn, in microseconds.</summary>
        public long NowMicros { get; set; }

        /// <summary>What the firmware commands the contactor, as of the end of the last turn.</summary>
        public bool CommandedClosed { get; set; }

        /// <summary>True in the turn after the contactor was opened because the vehicle drew on through the 6 s of a pause.</summary>
        public bool PauseIgnored { get; set; }

        /// <summary>True when there is surely no vehicle: that is what clears a latched fault.</summary>
        public bool Unplugged { get; set; }

        /// <summary>True while the station itself holds the pilot in F: its levels say nothing about the vehicle then.</summary>
        public bool PilotHeldInF { get; set; }

        /// <summary>The current that the present duty offers, in milliamperes: 0 (X1, F) or 6 000..80 000.</summary>
        public int OfferMilliamps { get; set; }

        /// <summary>Temperature at the contactor's terminals in hundredths of a degree Celsius; <see cref="int.MinValue"/> for no valid reading.</summary>
        public int CentiCelsius { get; set; }
    }
}
