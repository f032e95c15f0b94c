using NanoCharger.Text;

namespace NanoCharger.Records.Documents
{
    /// <summary>The times of the day at which a tariff's windows meet (setting sign.at), UTC: which of them has come.</summary>
    /// <remarks>Seen on the time that the transaction's readings have, not on the wall clock: a reading that is signed for a boundary is never of a time before it.</remarks>
    public sealed class WindowBoundaries
    {
        private const long MillisPerMinute = 60_000;
        private const long MillisPerDay = 86_400_000;

        private readonly int[] _minutes = new int[DayTimes.Most];
        private int _count;
        private long _nextMillis;
        private bool _known;

        /// <summary>Takes other times, from now on.</summary>
        /// <param name="times">As <see cref="DayTimes"/> reads them.</param>
        public void Set(string times)
        {
            _count = DayTimes.Read(times, _minutes);
            _known = false;
        }

        /// <summary>A reading of this time stands for itself: what comes is behind it.</summary>
        public void Begin(long utcMillis)
        {
            _known = _count > 0;
            _nextMillis = _known ? NextBehind(utcMillis) : 0;
        }

        /// <summary>Whether a boundary has come since the last look. Several at once, behind a stall, are one.</summary>
        /// <param name="utcMillis">The time of the present reading.</param>
        public bool Pass(long utcMillis)
        {
            bool passed = _known && utcMillis >= _nextMillis;
            if (passed || (!_known && _count > 0))
            {
                Begin(utcMillis);
            }

            return passed;
        }

        private long NextBehind(long utcMillis)
        {
            long day = utcMillis - (utcMillis % MillisPerDay);
            long next = long.MaxValue;
            for (int i = 0; i < _count; i++)
            {
                long at = day + (_minutes[i] * MillisPerMinute);
                at += at > utcMillis ? 0 : MillisPerDay;
                next = at < next ? at : next;
            }

            return next;
        }
    }
}
