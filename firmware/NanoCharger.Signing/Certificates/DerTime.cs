using System;
using NanoCharger.Text;

namespace NanoCharger.Signing.Certificates
{
    /// <summary>Dates of certificates: UTCTime until 2049, GeneralizedTime from then on, both to the second and in UTC (RFC 5280, 4.1.2.5).</summary>
    internal static class DerTime
    {
        private const string Marks = "0000-00-00T00:00:00Z";

        // Places of the twelve digits behind the century in a date of UtcDate.
        private static readonly int[] Places = { 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18 };

        /// <summary>Reads a date.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="item">Which of them.</param>
        /// <param name="utcMillis">Milliseconds since 1970; 0 when it is none.</param>
        /// <returns>False when it is of neither form, or not between 1970 and 9999.</returns>
        internal static bool TryRead(byte[] source, DerItem item, out long utcMillis)
        {
            utcMillis = 0;
            bool isShort = item.Tag == DerItem.UtcTime;
            int behind = item.Content + (isShort ? 0 : 2);
            if ((!isShort && item.Tag != DerItem.GeneralizedTime) || item.Length != (isShort ? 13 : 15) || source[item.End - 1] != 'Z')
            {
                return false;
            }

            byte[] date = new byte[UtcDate.TextLength];
            for (int i = 0; i < date.Length; i++)
            {
                date[i] = (byte)Marks[i];
            }

            for (int i = 0; i < Places.Length; i++)
            {
                date[Places[i]] = source[behind + i];
            }

            if (isShort)
            {
                // From 50 on it is the last century.
                bool last = source[item.Content] >= '5';
                date[0] = (byte)(last ? '1' : '2');
                date[1] = (byte)(last ? '9' : '0');
            }
            else
            {
                Array.Copy(source, item.Content, date, 0, 2);
            }

            return UtcDate.TryRead(date, 0, date.Length, out utcMillis);
        }
    }
}
