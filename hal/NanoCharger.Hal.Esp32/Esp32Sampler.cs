using System;
using System.Device.Adc;
using nanoFramework.Hardware.Esp32;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Samples mains and pilot on ADC1 in a loop as tight as managed code allows.</summary>
    /// <remarks>
    /// A conversion costs about 60 µs and a look at the clock 40 µs, so the clock is read after every eighth round only:
    /// <see cref="SampleGroups"/> keeps the time.
    /// The methods that read the converter are static, and their variables are arguments, so that the interpreter runs ReadValue in their frame
    /// instead of making a frame for each of 330 calls: a twentieth of a block. It does so where the caller has a frame of its own, as static methods
    /// always have, with room in it: of ten slots locals and a deep stack take some, arguments none. The cost gauge counts readings that lose this.
    /// </remarks>
    public sealed class Esp32Sampler : ISampler
    {
        private const int ShortestMicros = 1000;
        private const int LongestMicros = 25000;
        private const int MostIdleConversions = 16;

        private readonly AdcChannel[] _volts;
        private readonly AdcChannel[] _amps;
        private readonly AdcChannel _pilot;
        private readonly PseudoRandom _idle = new PseudoRandom(1);
        private readonly int _phases;
        private readonly SampleGroups _groups;

        /// <summary>Takes opened channels; the caller keeps and disposes them.</summary>
        /// <param name="board">Ranges and dividers.</param>
        /// <param name="volts">Voltage channels, one for each phase.</param>
        /// <param name="amps">Current channels, one for each phase.</param>
        /// <param name="pilot">Pilot channel.</param>
        public Esp32Sampler(BoardDescription board, AdcChannel[] volts, AdcChannel[] amps, AdcChannel pilot)
        {
            if (volts.Length != board.Phases || amps.Length != board.Phases)
            {
                throw new ArgumentException("channels: one for each phase");
            }

            _volts = volts;
            _amps = amps;
            _pilot = pilot;
            _phases = board.Phases;
            _groups = new SampleGroups(3 * _phases * board.ConversionMicros);
            MaxRounds = (LongestMicros / (3 * _phases * board.ConversionMicros)) + SampleGroups.Rounds;
            MicrovoltsPerCount = board.MicrovoltsPerCount;
            MainsMicrovoltsPerCount = board.MainsMicrovoltsPerCount;
            MicroampsPerCount = board.MicroampsPerCount;
            PilotMicrovoltsPerCount = board.PilotMicrovoltsPerCount;
            PilotZeroMillivolts = board.PilotZeroMillivolts;
            BiasMillivolts = board.BiasMillivolts;
        }

        /// <inheritdoc />
        public int Phases
        {
            get { return _phases; }
        }

        /// <inheritdoc />
        public int MaxRounds { get; }

        /// <inheritdoc />
        public int MicrovoltsPerCount { get; }

        /// <inheritdoc />
        public int MainsMicrovoltsPerCount { get; }

        /// <inheritdoc />
        public int MicroampsPerCount { get; }

        /// <inheritdoc />
        public int PilotMicrovoltsPerCount { get; }

        /// <inheritdoc />
        public int PilotZeroMillivolts { get; }

        /// <inheritdoc />
        public int BiasMillivolts { get; }

        /// <inheritdoc />
        public void Acquire(SampleBlock block, int lengthMicros)
        {
            if (block.Phases != _phases)
            {
                throw new ArgumentException("block: other number of phases");
            }

            if (lengthMicros < ShortestMicros || lengthMicros > LongestMicros)
            {
                throw new ArgumentException("lengthMicros: 1 000..25 000");
            }

            // A start that varies by 0..0.9 ms keeps the rounds from locking to the pilot's 1 kHz, where they could miss every high
            // sample of a short duty for whole blocks.
            ReadAway(_pilot, _idle.Next(MostIdleConversions));
            SampleGroups groups = _groups;
            long startMicros = (long)HighResTimer.GetCurrent();
            int end = groups.Begin(startMicros, lengthMicros, block.MaxRounds);
            block.Rounds = _phases == 1 ? SampleSinglePhase(block, end) : SampleThreePhases(block, end);
            block.StartMicros = startMicros;
            block.EndMicros = groups.EndMicros;
            block.Gap = groups.HadGap();
            block.ConversionNanos = groups.RoundNanos / (3 * _phases);
        }

        private int SampleSinglePhase(SampleBlock block, int end)
        {
            return SinglePhase(block.Volts[0], block.Amps[0], block.Pilot, 0, end, _volts[0], _amps[0], _pilot, _groups, 0, 0);
        }

        private int SampleThreePhases(SampleBlock block, int end)
        {
            int[][] volts = block.Volts;
            int[][] amps = block.Amps;
            return ThreePhases(
                volts[0], volts[1], volts[2], amps[0], amps[1], amps[2], block.Pilot, 0, 0, end,
                _volts[0], _volts[1], _volts[2], _amps[0], _amps[1], _amps[2], _pilot, _groups);
        }

        private static void ReadAway(AdcChannel channel, int times)
        {
            for (; times > 0; times--)
            {
                channel.ReadValue();
            }
        }

        // With a group of one phase over every 1.5 ms, what SampleGroups.Next does in the usual case is done here: a call of it costs more.
        private static int SinglePhase(
            int[] volts, int[] amps, int[] pilot, int round, int end,
            AdcChannel voltChannel, AdcChannel ampChannel, AdcChannel pilotChannel, SampleGroups groups, long nowMicros, int micros)
        {
            while (round < end)
            {
                do
                {
                    volts[round] = voltChannel.ReadValue();
                    amps[round] = ampChannel.ReadValue();
                    pilot[round] = pilotChannel.ReadValue();
                    round++;
                }
                while (round < end);

                nowMicros = (long)HighResTimer.GetCurrent();
                if (nowMicros >= groups.WholeUntilMicros || round > groups.WholeUntilRounds)
                {
                    end += groups.Next(nowMicros, round);
                    continue;
                }

                micros = (int)(nowMicros - groups.EndMicros);
                groups.EndMicros = nowMicros;
                if (micros > groups.LongestMicros)
                {
                    groups.LongestMicros = micros;
                }

                if (micros < groups.ShortestMicros)
                {
                    groups.ShortestMicros = micros;
                }

                end += SampleGroups.Rounds;
            }

            return round;
        }

        private static int ThreePhases(
            int[] volts1, int[] volts2, int[] volts3, int[] amps1, int[] amps2, int[] amps3, int[] pilot, int sample, int round, int end,
            AdcChannel voltChannel1, AdcChannel voltChannel2, AdcChannel voltChannel3,
            AdcChannel ampChannel1, AdcChannel ampChannel2, AdcChannel ampChannel3, AdcChannel pilotChannel, SampleGroups groups)
        {
            while (round < end)
            {
                do
                {
                    volts1[round] = voltChannel1.ReadValue();
                    amps1[round] = ampChannel1.ReadValue();
                    pilot[sample++] = pilotChannel.ReadValue();
                    volts2[round] = voltChannel2.ReadValue();
                    amps2[round] = ampChannel2.ReadValue();
                    pilot[sample++] = pilotChannel.ReadValue();
                    volts3[round] = voltChannel3.ReadValue();
                    amps3[round] = ampChannel3.ReadValue();
                    pilot[sample++] = pilotChannel.ReadValue();
                    round++;
                }
                while (round < end);

                end += groups.Next((long)HighResTimer.GetCurrent(), round);
            }

            return round;
        }
    }
}
