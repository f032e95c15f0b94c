using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>What the points of a channel become with a new one, before it is sure that they do.</summary>
    /// <remarks>
    /// The gain of a channel comes from its highest point; each lower one must agree with those held within 1 %, which is what a bent
    /// converter may need and a wrong reference value or transformer does not pass.
    /// </remarks>
    internal sealed class ChannelPoints
    {
        private const int AgreePercent = 1;
        private const int NearPercent = 5;

        private readonly ChannelCalibration _points = new ChannelCalibration();

        /// <summary>Whether the new point stands alone, because it contradicted the one that was held.</summary>
        internal bool Alone { get; private set; }

        /// <summary>Adds a point to a copy of the channel's.</summary>
        /// <param name="channel">Left as it is.</param>
        /// <param name="level">In thousandths of a count RMS.</param>
        /// <param name="gain">In parts per million.</param>
        /// <param name="report">A refusal is written there.</param>
        /// <returns>Null, or why the point cannot be.</returns>
        internal string Place(ChannelCalibration channel, int level, int gain, CalibrationReport report)
        {
            Alone = false;
            _points.CopyFrom(channel);
            RemoveNear(level);
            int others = _points.Points;
            int expected = _points.GainAt(level);
            int differs = gain > expected ? gain - expected : expected - gain;
            if (others > 0 && (long)differs * 100 > (long)expected * AgreePercent)
            {
                // One point against one: the higher is nearer the truth. One against several: it is the new one that is wrong.
                if (level < _points.LevelMillicounts(others - 1) || others > 1)
                {
                    return Differs(differs, expected, report);
                }

                Alone = true;
                RemoveAll();
            }

            if (_points.Points == ChannelCalibration.MostPoints)
            {
                return "refused: there are nine points already; repeat one of them";
            }

            _points.Put(level, gain);
            return null;
        }

        /// <summary>Gives the channel all points of the copy.</summary>
        internal void CopyTo(ChannelCalibration channel)
        {
            channel.CopyFrom(_points);
        }

        // Measured again: the new point takes the place of such a one.
        private void RemoveNear(int level)
        {
            for (int i = _points.Points - 1; i >= 0; i--)
            {
                long apart = (long)_points.LevelMillicounts(i) - level;
                if ((apart < 0 ? -apart : apart) * 100 <= (long)_points.LevelMillicounts(i) * NearPercent)
                {
                    _points.RemoveAt(i);
                }
            }
        }

        private void RemoveAll()
        {
            while (_points.Points > 0)
            {
                _points.RemoveAt(_points.Points - 1);
            }
        }

        private static string Differs(int differs, int expected, CalibrationReport report)
        {
            AsciiWriter line = report.Begin("refused: it differs by ");
            line.Fixed((long)differs * 10_000 / expected, 2);
            line.Put(" % from what the points held say");
            return report.Refusal();
        }
    }
}
