using System;
using System.Device.Adc;
using nanoFramework.Hardware.Esp32;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Samples mains and pilot on ADC1 in a loop as tight as managed code allows.</summary>
    /// <remarks>
    /// A conversion costs about 60 µs and a look at the clock 40 µs, so the clock is read after every eighth round only. What
    /// is left of the block is then cut to whole rounds, so a block ends within about one round of the length asked for.
    /// A group of rounds that took much longer than the others was interrupted by another thread: the block has a gap.
    /// </remarks>
    public sealed class Esp32Sampler : ISampler
    {
        private const int GroupRounds = 8;
        private const int ShortestMicros = 1000;
        private const int LongestMicros = 25000;
        private const int MostIdleConversions = 16;

        // A look at the clock, which is part of each group: from public figures, as the conversion's.
        private const int ClockMicros = 40;

        private readonly AdcChannel[] _volts;
        private readonly AdcChannel[] _amps;
        private readonly AdcChannel _pilot;
        private readonly PseudoRandom _idle = new PseudoRandom(1);
        private readonly int _nominalRoundMicros;

        private long _startMicros;
        private long _endMicros;
        private long _groupStartMicros;
        private int _groupRounds;
        private int _mostRounds;
        private int _shortestGroupMicros;
        private int _longestGroupMicros;
        private int _usualGroupMicros;
        private long _wholeGroupsUntilMicros;
        private int _wholeGroupsUntilRounds;
        private bool _gap;

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
            _nominalRoundMicros = 3 * board.Phases * board.ConversionMicros;
            _usualGroupMicros = (GroupRounds * _nominalRoundMicros) + ClockMicros;
            Phases = board.Phases;
            MaxRounds = (LongestMicros / _nominalRoundMicros) + GroupRounds;
            MicrovoltsPerCount = board.MicrovoltsPerCount;
            MainsMicrovoltsPerCount = board.MainsMicrovoltsPerCount;
            MicroampsPerCount = board.MicroampsPerCount;
            PilotMicrovoltsPerCount = board.PilotMicrovoltsPerCount;
            PilotZeroMillivolts = board.PilotZeroMillivolts;
            BiasMillivolts = board.BiasMillivolts;
        }

        /// <inheritdoc />
        public int Phases { get; }

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
            if (block.Phases != Phases)
            {
                throw new ArgumentException("block: other number of phases");
            }

            if (lengthMicros < ShortestMicros || lengthMicros > LongestMicros)
            {
                throw new ArgumentException("lengthMicros: 1 000..25 000");
            }

            Idle();
            int first = Begin(lengthMicros, block.MaxRounds);
            block.Rounds = Phases == 1 ? SampleSinglePhase(block, first) : SampleThreePhases(block, first);
            block.StartMicros = _startMicros;
            block.EndMicros = _groupStartMicros;
            block.Gap = HadGap();
            block.ConversionNanos = (_usualGroupMicros - ClockMicros) * 1000 / (GroupRounds * 3 * Phases);
        }

        /// <summary>
        /// Conversions thrown away, 0..0.9 ms of them: a start that varies keeps the rounds from locking to the pilot's 1 kHz,
        /// where they could miss every high sample of a short duty for whole blocks.
        /// </summary>
        private void Idle()
        {
            for (int left = _idle.Next(MostIdleConversions); left > 0; left--)
            {
                _pilot.ReadValue();
            }
        }

        // Locals only: a field costs one instruction more for each access, and there are hundreds in a block.
        private int SampleSinglePhase(SampleBlock block, int first)
        {
            AdcChannel voltChannel = _volts[0];
            AdcChannel ampChannel = _amps[0];
            AdcChannel pilotChannel = _pilot;
            int[] volts = block.Volts[0];
            int[] amps = block.Amps[0];
            int[] pilot = block.Pilot;
            int round = 0;
            int end = first;
            while (round < end)
            {
                while (round < end)
                {
                    volts[round] = voltChannel.ReadValue();
                    amps[round] = ampChannel.ReadValue();
                    pilot[round] = pilotChannel.ReadValue();
                    round++;
                }

                end += NextGroup((long)HighResTimer.GetCurrent(), round);
            }

            return round;
        }

        private int SampleThreePhases(SampleBlock block, int first)
        {
            AdcChannel voltChannel1 = _volts[0];
            AdcChannel voltChannel2 = _volts[1];
            AdcChannel voltChannel3 = _volts[2];
            AdcChannel ampChannel1 = _amps[0];
            AdcChannel ampChannel2 = _amps[1];
            AdcChannel ampChannel3 = _amps[2];
            AdcChannel pilotChannel = _pilot;
            int[][] volts = block.Volts;
            int[][] amps = block.Amps;
            int[] volts1 = volts[0];
            int[] volts2 = volts[1];
            int[] volts3 = volts[2];
            int[] amps1 = amps[0];
            int[] amps2 = amps[1];
            int[] amps3 = amps[2];
            int[] pilot = block.Pilot;
            int round = 0;
            int sample = 0;
            int end = first;
            while (round < end)
            {
                while (round < end)
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

                end += NextGroup((long)HighResTimer.GetCurrent(), round);
            }

            return round;
        }

        private int Begin(int lengthMicros, int mostRounds)
        {
            _mostRounds = mostRounds;
            _shortestGroupMicros = int.MaxValue;
            _longestGroupMicros = 0;
            _gap = false;
            _groupRounds = Least(Least(lengthMicros / _nominalRoundMicros, GroupRounds), mostRounds);
            if (_groupRounds < 1)
            {
                _groupRounds = 1;
            }

            _startMicros = (long)HighResTimer.GetCurrent();
            _endMicros = _startMicros + lengthMicros;

            // While more than a group and half a round are left, the next group is a full one.
            _wholeGroupsUntilMicros = _endMicros - _usualGroupMicros - (_usualGroupMicros / (2 * GroupRounds));
            _wholeGroupsUntilRounds = mostRounds - GroupRounds;
            if (_groupRounds < GroupRounds)
            {
                _wholeGroupsUntilMicros = _startMicros;
            }

            _groupStartMicros = _startMicros;
            return _groupRounds;
        }

        /// <summary>Books the group that has just ended and says how many rounds the next one has; 0 ends the block.</summary>
        /// <remarks>Runs thirteen times a block between two conversions: the usual case is short.</remarks>
        private int NextGroup(long nowMicros, int rounds)
        {
            int micros = (int)(nowMicros - _groupStartMicros);
            _groupStartMicros = nowMicros;
            if (micros > _longestGroupMicros)
            {
                _longestGroupMicros = micros;
            }

            if (nowMicros >= _wholeGroupsUntilMicros || rounds > _wholeGroupsUntilRounds)
            {
                return LastRounds(nowMicros, rounds, micros);
            }

            if (micros < _shortestGroupMicros)
            {
                _shortestGroupMicros = micros;
            }

            return GroupRounds;
        }

        // Books a group near the end of the block, and says what is left of it in whole rounds, to the nearest.
        private int LastRounds(long nowMicros, int rounds, int micros)
        {
            if (_groupRounds < GroupRounds)
            {
                _gap |= TookTooLong(micros, _usualGroupMicros * _groupRounds / GroupRounds);
            }
            else if (micros < _shortestGroupMicros)
            {
                _shortestGroupMicros = micros;
            }

            int roundMicros = (int)(nowMicros - _startMicros) / rounds;
            if (roundMicros < 1)
            {
                roundMicros = 1;
            }

            int remaining = (int)(_endMicros - nowMicros);
            int next = remaining <= 0 ? 0 : (remaining + (roundMicros / 2)) / roundMicros;
            _groupRounds = Least(Least(next, GroupRounds), _mostRounds - rounds);

            // A converter faster than this board's: the block is full before its cycle is over, and must not pass for a whole one.
            _gap |= next > 0 && _groupRounds == 0;
            return _groupRounds;
        }

        // A block too short for a full group is judged by the last one that had one.
        private bool HadGap()
        {
            if (_shortestGroupMicros < int.MaxValue)
            {
                _usualGroupMicros = _shortestGroupMicros;
            }

            return _gap || TookTooLong(_longestGroupMicros, _usualGroupMicros);
        }

        private static int Least(int one, int other)
        {
            return one < other ? one : other;
        }

        /// <summary>A quarter and 150 µs more than usual: beyond the converter's own jitter. What is shorter (0.5 ms with one phase, 1.2 ms with three) moves a block's power by 6 % at most, either way.</summary>
        private static bool TookTooLong(int micros, int usualMicros)
        {
            return micros > usualMicros + (usualMicros / 4) + 150;
        }
    }
}
