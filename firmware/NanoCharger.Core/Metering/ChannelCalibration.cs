using System;

namespace NanoCharger.Core.Metering
{
    /// <summary>What is known of one metering channel: how its counts become volts or amperes. Up to nine points of gain over level, offset, phase.</summary>
    /// <remarks>
    /// A point says: where the channel shows this many counts RMS, the true value is the nominal value times this gain. Between two points
    /// the gain is interpolated, beyond the outermost it stays: a converter that bends has another gain for another level. One point is a plain gain.
    /// </remarks>
    public sealed class ChannelCalibration
    {
        /// <summary>Most points of a channel.</summary>
        public const int MostPoints = 9;

        /// <summary>Gain of a channel that needs no correction, in parts per million.</summary>
        public const int NominalGain = 1_000_000;

        /// <summary>Least and most a gain may be, in parts per million: what a converter's reference (±10 %) and its parts can need, with room.</summary>
        public const int LeastGain = 800_000;

        /// <summary>Most a gain may be, in parts per million.</summary>
        public const int MostGain = 1_250_000;

        /// <summary>Most that a phase may be either way, in hundredths of a degree.</summary>
        public const int MostPhase = 300;

        // Fields behind the properties that are read for each block: in the interpreter a property costs a call.
        private int _points;
        private int _found;
        private int _foundAt;
        private int _foundWithin = -1;
        private readonly int[] _levels = new int[MostPoints];
        private readonly int[] _gains = new int[MostPoints];

        /// <summary>Number of points, 0..<see cref="MostPoints"/>; 0 for a channel that was never calibrated: its gain is nominal.</summary>
        public int Points
        {
            get { return _points; }
        }

        /// <summary>Where the channel rests, in thousandths of a count; 0 where it was not measured.</summary>
        public int RestMillicounts { get; set; }

        /// <summary>Noise of the channel, in thousandths of a count RMS: taken out of its RMS value. 0 where it was not measured.</summary>
        public int NoiseMillicounts { get; set; }

        /// <summary>By how much the channel shows its quantity too early, in hundredths of a degree of 50 Hz: the transformer's lead. Of current channels only.</summary>
        public int PhaseHundredths { get; set; }

        /// <summary>Level of a point, in thousandths of a count RMS; the lowest first.</summary>
        public int LevelMillicounts(int index)
        {
            return _levels[index];
        }

        /// <summary>Gain of a point, in parts per million.</summary>
        public int Gain(int index)
        {
            return _gains[index];
        }

        /// <summary>The channel's level without its noise, which adds by squares.</summary>
        /// <param name="squareMillicounts">Mean square about the rest, in square thousandths of a count: 0..2^62.</param>
        /// <param name="guess">About what it will be: the last one.</param>
        /// <returns>In thousandths of a count RMS; 0 when there is nothing but noise.</returns>
        public int LevelOf(long squareMillicounts, int guess)
        {
            int noise = NoiseMillicounts;
            return (int)IntegerRoot.Of(squareMillicounts - ((long)noise * noise), guess);
        }

        /// <summary>The gain at a level, in parts per million.</summary>
        /// <param name="levelMillicounts">What the channel shows, in thousandths of a count RMS.</param>
        public int GainAt(int levelMillicounts)
        {
            // While the level stays within 1/256 of where the gain was found it is that gain: it changes by some parts per million there.
            int moved = levelMillicounts - _foundAt;
            if (moved > _foundWithin || moved < -_foundWithin)
            {
                _foundAt = levelMillicounts;
                _foundWithin = levelMillicounts >> 8;
                _found = Interpolate(levelMillicounts);
            }

            return _found;
        }

        private int Interpolate(int levelMillicounts)
        {
            if (_points == 0)
            {
                return NominalGain;
            }

            int above = 0;
            while (above < _points && _levels[above] < levelMillicounts)
            {
                above++;
            }

            if (above == 0 || above == _points)
            {
                return _gains[above == 0 ? 0 : _points - 1];
            }

            int from = _levels[above - 1];
            int gain = _gains[above - 1];
            return gain + (int)((long)(_gains[above] - gain) * (levelMillicounts - from) / (_levels[above] - from));
        }

        /// <summary>Adds a point; one at the same level is replaced.</summary>
        /// <exception cref="ArgumentException">The level is not above 0, the gain is out of its range, or all places are taken.</exception>
        public void Put(int levelMillicounts, int gainPpm)
        {
            if (levelMillicounts <= 0 || gainPpm < LeastGain || gainPpm > MostGain)
            {
                throw new ArgumentException("point: out of range");
            }

            int at = 0;
            while (at < _points && _levels[at] < levelMillicounts)
            {
                at++;
            }

            if (at == _points || _levels[at] != levelMillicounts)
            {
                MakeRoom(at);
            }

            _levels[at] = levelMillicounts;
            _gains[at] = gainPpm;
            _foundWithin = -1;
        }

        /// <summary>Takes a point away.</summary>
        public void RemoveAt(int index)
        {
            _points--;
            _foundWithin = -1;
            for (int i = index; i < _points; i++)
            {
                _levels[i] = _levels[i + 1];
                _gains[i] = _gains[i + 1];
            }
        }

        /// <summary>Back to a channel that was never calibrated.</summary>
        public void Clear()
        {
            _points = 0;
            _foundWithin = -1;
            RestMillicounts = 0;
            NoiseMillicounts = 0;
            PhaseHundredths = 0;
        }

        /// <summary>Takes over all of another channel's.</summary>
        public void CopyFrom(ChannelCalibration other)
        {
            _points = other._points;
            _foundWithin = -1;
            RestMillicounts = other.RestMillicounts;
            NoiseMillicounts = other.NoiseMillicounts;
            PhaseHundredths = other.PhaseHundredths;
            for (int i = 0; i < _points; i++)
            {
                _levels[i] = other._levels[i];
                _gains[i] = other._gains[i];
            }
        }

        private void MakeRoom(int at)
        {
            if (_points == MostPoints)
            {
                throw new ArgumentException("point: no place left");
            }

            for (int i = _points; i > at; i--)
            {
                _levels[i] = _levels[i - 1];
                _gains[i] = _gains[i - 1];
            }

            _points++;
        }
    }
}
