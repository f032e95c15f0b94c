using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;

namespace NanoCharger.Backend.Link
{
    /// <summary>The book of a small CA as openssl keeps it (<c>index.txt</c> of <c>openssl ca</c>): a line for each certificate, tab-separated.</summary>
    internal sealed class CaIndex
    {
        private const int Fields = 6;
        private const string Valid = "V";
        private const string Revoked = "R";
        private const string CommonName = "/CN=";

        private readonly List<string[]> _lines;

        private CaIndex(List<string[]> lines)
        {
            _lines = lines;
        }

        /// <summary>What is revoked, each with when.</summary>
        internal IEnumerable<(byte[] Serial, DateTimeOffset At)> AllRevoked => _lines.Where(line => line[0] == Revoked).Select(line => (Number(line[3]).ToByteArray(isUnsigned: false, isBigEndian: true), Time(line[2].Split(',')[0])));

        /// <exception cref="InvalidDataException">A line has another form.</exception>
        internal static CaIndex Read(string text)
        {
            List<string[]> lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t')).ToList();
            return lines.Find(line => line.Length != Fields) is { } bad ? throw new InvalidDataException($"this line is not one of openssl's: {string.Join(' ', bad)}") : new CaIndex(lines);
        }

        /// <summary>Puts a certificate down.</summary>
        internal void Add(string serial, string name, DateTimeOffset notAfter)
        {
            _lines.Add([Valid, Text(notAfter), "", serial, "unknown", CommonName + name]);
        }

        /// <summary>Revokes all of a name.</summary>
        /// <returns>How many were valid.</returns>
        internal int Revoke(string name, DateTimeOffset now)
        {
            int count = 0;
            foreach (string[] line in _lines.Where(line => line[0] == Valid && line[5] == CommonName + name))
            {
                (line[0], line[2]) = (Revoked, Text(now));
                count++;
            }

            return count;
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return string.Concat(_lines.Select(line => string.Join('\t', line) + "\n"));
        }

        /// <summary>A number as the CA's files have it: hexadecimal, and never below zero whatever its first digit is.</summary>
        internal static BigInteger Number(string hex)
        {
            return BigInteger.Parse("0" + hex.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        /// <inheritdoc cref="Number"/>
        internal static string Text(BigInteger number)
        {
            return Convert.ToHexString(number.ToByteArray(isUnsigned: true, isBigEndian: true));
        }

        /// <summary>UTCTime up to 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5).</summary>
        private static string Text(DateTimeOffset time)
        {
            return time.UtcDateTime.ToString(time.UtcDateTime.Year < 2050 ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        }

        private static DateTimeOffset Time(string text)
        {
            const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            return text.Length == 13 ? DateTimeOffset.ParseExact("20" + text, "yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture, utc) : DateTimeOffset.ParseExact(text, "yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture, utc);
        }
    }
}
