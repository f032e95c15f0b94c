namespace NanoCharger.Text
{
    /// <summary>Dates of the Gregorian calendar in UTC as milliseconds since 1970-01-01T00:00:00Z, in integers only.</summary>
    public static class UtcDate
    {
        /// <summary>Length of a date as <see cref="Write"/> writes it.</summary>
        public const int TextLength = 20;

        private const long MillisPerDay = 86400000;

        // An era is 400 years, after which the calendar repeats. Years are counted from 1 March, so that the leap day is a year's last.
        private const int DaysPerEra = 146097;
        private const int DaysFromEraToEpoch = 719468;

        /// <summary>Writes a date such as 2026-11-22T13:22:04Z (RFC 3339). A fraction of a second is dropped.</summary>
        /// <param name="target">Where to.</param>
        /// <param name="utcMillis">0 (1970) .. 253402300799999 (end of 9999); a value outside becomes the nearest of them.</param>
        public static void Write(AsciiWriter target, long utcMillis)
        {
            long millis = utcMillis < 0 ? 0 : utcMillis > 253402300799999 ? 253402300799999 : utcMillis;
            int days = (int)(millis / MillisPerDay) + DaysFromEraToEpoch;
            int seconds = (int)(millis % MillisPerDay / 1000);

            int era = days / DaysPerEra;
            int dayOfEra = days % DaysPerEra;
            int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
            int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
            int monthFromMarch = ((5 * dayOfYear) + 2) / 153;
            int day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
            int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
            int year = (era * 400) + yearOfEra + (month <= 2 ? 1 : 0);

            target.Number(year, 4);
            target.Put('-');
            target.Number(month, 2);
            target.Put('-');
            target.Number(day, 2);
            target.Put('T');
            target.Number(seconds / 3600, 2);
            target.Put(':');
            target.Number(seconds / 60 % 60, 2);
            target.Put(':');
            target.Number(seconds % 60, 2);
            target.Put('Z');
        }

        /// <summary>Reads a date exactly as <see cref="Write"/> writes it.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="offset">First byte of the date.</param>
        /// <param name="count">Bytes of the date: <see cref="TextLength"/>, or it is refused.</param>
        /// <param name="utcMillis">The date; 0 when there is none.</param>
        /// <returns>False when the bytes are no date between 1970 and 9999.</returns>
        public static bool TryRead(byte[] source, int offset, int count, out long utcMillis)
        {
            utcMillis = 0;
            if (count != TextLength || !HasPunctuation(source, offset)
                || !TryField(source, offset, 4, 1970, 9999, out int year)
                || !TryField(source, offset + 5, 2, 1, 12, out int month)
                || !TryField(source, offset + 8, 2, 1, DaysIn(year, month), out int day)
                || !TryField(source, offset + 11, 2, 0, 23, out int hour)
                || !TryField(source, offset + 14, 2, 0, 59, out int minute)
                || !TryField(source, offset + 17, 2, 0, 59, out int second))
            {
                return false;
            }

            utcMillis = (DaysFromEpoch(year, month, day) * MillisPerDay) + ((((hour * 60) + minute) * 60) + second) * 1000L;
            return true;
        }

        private static long DaysFromEpoch(int year, int month, int day)
        {
            int yearFromMarch = month <= 2 ? year - 1 : year;
            int yearOfEra = yearFromMarch % 400;
            int monthFromMarch = month > 2 ? month - 3 : month + 9;
            int dayOfYear = (((153 * monthFromMarch) + 2) / 5) + day - 1;
            int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
            return ((long)(yearFromMarch / 400) * DaysPerEra) + dayOfEra - DaysFromEraToEpoch;
        }

        private static int DaysIn(int year, int month)
        {
            switch (month)
            {
                case 2:
                    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
                case 4:
                case 6:
                case 9:
                case 11:
                    return 30;
                default:
                    return 31;
            }
        }

        private static bool HasPunctuation(byte[] source, int offset)
        {
            return source[offset + 4] == '-' && source[offset + 7] == '-' && source[offset + 10] == 'T'
                && source[offset + 13] == ':' && source[offset + 16] == ':' && source[offset + 19] == 'Z';
        }

        private static bool TryField(byte[] source, int offset, int count, int least, int most, out int value)
        {
            value = 0;
            if (source[offset] == '-' || !Ascii.TryNumber(source, offset, count, out long number) || number < least || number > most)
            {
                return false;
            }

            value = (int)number;
            return true;
        }
    }
}
