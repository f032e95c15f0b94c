using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>Dates as others write them (RFC 3339, which OCPP 2.0.1 takes its dateTime from): with a fraction of a second or not, in UTC or beside it.</summary>
    internal sealed class Rfc3339
    {
        private const int SecondsLength = 19;
        private const int OffsetLength = 6;
        private const int MillisDigits = 3;
        private const long MinuteMillis = 60_000;

        private readonly byte[] _seconds = new byte[UtcDate.TextLength];

        /// <summary>Reads a date. Allocates nothing.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="offset">First byte of the date.</param>
        /// <param name="count">Bytes of it.</param>
        /// <param name="utcMillis">The date; of no meaning when the answer is false.</param>
        internal bool TryRead(byte[] source, int offset, int count, out long utcMillis)
        {
            utcMillis = 0;
            if (count <= SecondsLength)
            {
                return false;
            }

            for (int i = 0; i < SecondsLength; i++)
            {
                _seconds[i] = source[offset + i];
            }

            _seconds[SecondsLength] = (byte)'Z';
            int end = offset + count;
            int at = offset + SecondsLength;
            return UtcDate.TryRead(_seconds, 0, UtcDate.TextLength, out utcMillis) && TryFraction(source, ref at, end, ref utcMillis) && TryZone(source, at, end - at, ref utcMillis);
        }

        private static bool TryFraction(byte[] source, ref int at, int end, ref long utcMillis)
        {
            if (source[at] != '.')
            {
                return true;
            }

            int first = ++at;
            int unit = 100;
            for (; at < end && source[at] >= '0' && source[at] <= '9'; at++)
            {
                utcMillis += at - first < MillisDigits ? (source[at] - '0') * unit : 0;
                unit /= 10;
            }

            return at > first && at < end;
        }

        private static bool TryZone(byte[] source, int at, int count, ref long utcMillis)
        {
            if (count == 1)
            {
                return source[at] == 'Z';
            }

            bool east = source[at] == '+';
            if (count != OffsetLength || (!east && source[at] != '-') || source[at + 3] != ':'
                || !Ascii.TryNumber(source, at + 1, 2, out long hours) || !Ascii.TryNumber(source, at + 4, 2, out long minutes) || hours < 0 || minutes < 0)
            {
                return false;
            }

            long ahead = ((hours * 60) + minutes) * MinuteMillis;
            utcMillis -= east ? ahead : -ahead;
            return true;
        }
    }
}
