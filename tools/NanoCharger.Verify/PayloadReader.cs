using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>Reads the payload of a document in its one canonical form (OCMF 1.2 as the firmware writes it; see the README of Records/Documents).</summary>
    internal sealed class PayloadReader
    {
        private const string Product = "nanoCharger";
        private const string TokenSigns = "*-_=:+|@.";
        private const int LongestName = 16;
        private const int LongestStation = 20;
        private const int LongestMeter = 32;
        private const int LongestVersion = 11;
        private const int LongestToken = 36;
        private const int LongestTariff = 80;
        private const int MostFlags = 4;
        private const int MostPaginationDigits = 10;
        private const int MostKilowattHourDigits = 12;
        private const int FewestDecimals = 5;
        private const int MostDecimals = 6;
        private const int TimeLength = 30;
        private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss','fff'+0000'";

        private readonly CanonicalText _text;

        private PayloadReader(string payload)
        {
            _text = new CanonicalText(payload);
        }

        /// <exception cref="FormException">The payload has another form.</exception>
        internal static SignedDocument Read(string payload)
        {
            return new PayloadReader(payload).Document();
        }

        private SignedDocument Document()
        {
            _text.Expect("{\"FV\":\"1.2\"");
            _text.Expect($",\"GI\":\"{Product}\"");
            string station = Name("GS", LongestStation);
            string firmware = Version("GV");
            _text.Expect(",\"PG\":\"T");
            long pagination = long.Parse(_text.Digits("PG", MostPaginationDigits), CultureInfo.InvariantCulture);
            _text.Expect($"\",\"MV\":\"{Product}\",\"MM\":\"{Product}\"");
            string meter = Name("MS", LongestMeter);
            _text.Expect($",\"MF\":\"{firmware}\",\"IS\":");
            bool identified = _text.Next("true");
            _text.Expect(identified ? "true" : "false");
            var document = new SignedDocument
            {
                Station = station,
                Meter = meter,
                FirmwareVersion = firmware,
                Pagination = pagination,
                Identified = identified,
                IdentificationLevel = Field("IL", LongestName),
                IdentificationFlags = Flags(),
                IdentificationType = Field("IT", LongestName),
                Identification = Token(),
                TariffText = _text.Next(",\"TT\":") ? Tariff() : null,
                Readings = Readings(station),
            };
            _text.Expect("}");
            return _text.AtEnd ? document : throw new FormException("something follows the payload's last bracket");
        }

        private string Name(string field, int longest)
        {
            string name = Field(field, longest);
            bool sound = name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
            return sound ? name : throw new FormException($"{field} is '{name}', which is no name of a station and no serial number");
        }

        private string Version(string field)
        {
            string version = Field(field, LongestVersion);
            bool sound = version.Split('.') is { Length: 3 } parts
                && parts.All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
                    && number.ToString(CultureInfo.InvariantCulture) == part);
            return sound ? version : throw new FormException($"{field} is '{version}', which is no version of three numbers");
        }

        private string Token()
        {
            string token = Field("ID", LongestToken);
            bool sound = token.All(letter => char.IsAsciiLetterOrDigit(letter) || TokenSigns.Contains(letter, StringComparison.Ordinal));
            return sound ? token : throw new FormException("ID has a character that no token has");
        }

        private string Tariff()
        {
            string text = Field("TT", LongestTariff);
            return text.Length > 0 && !text.Contains('|', StringComparison.Ordinal)
                ? text
                : throw new FormException("TT is empty, or has a bar");
        }

        private string Field(string name, int longest)
        {
            _text.Expect($",\"{name}\":");
            return _text.Quoted(name, longest);
        }

        private List<string> Flags()
        {
            _text.Expect(",\"IF\":[");
            List<string> flags = [];
            while (!_text.Next("]"))
            {
                if (flags.Count > 0)
                {
                    _text.Expect(",");
                }

                flags.Add(_text.Quoted("IF", LongestName));
            }

            _text.Expect("]");
            return flags.Count <= MostFlags ? flags : throw new FormException("IF has more flags than there are kinds");
        }

        private List<SignedReading> Readings(string station)
        {
            _text.Expect($",\"CT\":\"CBIDC\",\"CI\":\"{station} 1\",\"RD\":[");
            List<SignedReading> readings = [Reading()];
            if (_text.Next(","))
            {
                _text.Expect(",");
                readings.Add(Reading());
            }

            _text.Expect("]");
            return readings[0].StepMilliwattHours == readings[^1].StepMilliwattHours
                ? readings
                : throw new FormException("its readings have different decimals");
        }

        private SignedReading Reading()
        {
            _text.Expect("{\"TM\":");
            (DateTime time, char status) = Time(_text.Quoted("TM", TimeLength));
            string cause = Field("TX", 1);
            if (cause.Length != 1 || !"BCSTELRAP".Contains(cause[0], StringComparison.Ordinal))
            {
                throw new FormException($"TX is '{cause}', which is no cause of a reading");
            }

            _text.Expect(",\"RV\":");
            string whole = _text.Digits("RV", MostKilowattHourDigits);
            _text.Expect(".");
            string fraction = _text.AnyDigits("RV's decimals", FewestDecimals, MostDecimals);
            int step = fraction.Length == MostDecimals ? 1 : 10;
            long register = step * long.Parse(whole + fraction, CultureInfo.InvariantCulture);
            _text.Expect(",\"RI\":\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\"");
            (string errors, char meter) = Doubts(status);
            _text.Expect("}");
            return new SignedReading(new Instant(time, status, errors.Contains('t')), cause[0], register, step, errors.Contains('E'), meter);
        }

        /// <summary>Energy is marked where the meter is not good, and nowhere else. An unknown time is always marked, an informative one may be, the others never.</summary>
        private (string Errors, char Meter) Doubts(char status)
        {
            string errors = Field("EF", 2);
            string state = Field("ST", 1);
            if (state.Length != 1 || !MeterStatus.Exists(state[0]))
            {
                throw new FormException($"ST is '{state}', which is no state of a meter");
            }

            string energy = state[0] == MeterStatus.Good ? "" : "E";
            bool fits = (errors == energy && status != 'U') || (errors == energy + "t" && (status is 'U' or 'I'));
            return fits ? (errors, state[0]) : throw new FormException($"EF is '{errors}', which does not go with ST '{state}' and a time of status {status}");
        }

        private static (DateTime Time, char Status) Time(string text)
        {
            bool read = text.Length == TimeLength && text[^2] == ' ' && "UISR".Contains(text[^1], StringComparison.Ordinal);
            DateTime time = default;
            read = read && DateTime.TryParseExact(
                text[..^2], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
            return read ? (time, text[^1]) : throw new FormException($"TM is '{text}', which is no date and time with its quality");
        }
    }
}
