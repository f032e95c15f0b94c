using System;
using System.Collections.Generic;
using System.Globalization;

namespace NanoCharger.Verify
{
    /// <summary>Reads the payload of a document in its one canonical form (OCMF 1.2 as the firmware writes it; see the README of Core/Signing).</summary>
    internal sealed class PayloadReader
    {
        private const int LongestName = 64;
        private const int LongestTariff = 80;
        private const int MostFlags = 4;
        private const int MostPaginationDigits = 10;
        private const int MostKilowattHourDigits = 12;
        private const int RegisterDecimals = 6;
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
            string kind = Field("GI");
            string serial = Field("GS");
            string firmware = Field("GV");
            _text.Expect(",\"PG\":\"T");
            long pagination = long.Parse(_text.Digits("PG", MostPaginationDigits), CultureInfo.InvariantCulture);
            _text.Expect("\"");
            Field("MV");
            Field("MM");
            string meter = Field("MS");
            Field("MF");
            _text.Expect(",\"IS\":");
            bool identified = _text.Next("true");
            _text.Expect(identified ? "true" : "false");
            var document = new SignedDocument
            {
                GatewayKind = kind,
                GatewaySerial = serial,
                FirmwareVersion = firmware,
                Pagination = pagination,
                MeterSerial = meter,
                Identified = identified,
                IdentificationLevel = Field("IL"),
                IdentificationFlags = Flags(),
                IdentificationType = Field("IT"),
                Identification = Field("ID"),
                TariffText = _text.Next(",\"TT\":") ? Field("TT", LongestTariff) : null,
                ChargePointType = Field("CT"),
                ChargePoint = Field("CI"),
                Readings = Readings(),
            };
            _text.Expect("}");
            return _text.AtEnd ? document : throw new FormException("something follows the payload's last bracket");
        }

        private string Field(string name, int longest = LongestName)
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

        private List<SignedReading> Readings()
        {
            _text.Expect(",\"RD\":[");
            List<SignedReading> readings = [Reading()];
            if (_text.Next(","))
            {
                _text.Expect(",");
                readings.Add(Reading());
            }

            _text.Expect("]");
            return readings;
        }

        private SignedReading Reading()
        {
            _text.Expect("{\"TM\":");
            (DateTime time, char clock) = Time(_text.Quoted("TM", TimeLength));
            string cause = Field("TX", 1);
            _text.Expect(",\"RV\":");
            string whole = _text.Digits("RV", MostKilowattHourDigits);
            _text.Expect(".");
            string fraction = _text.AnyDigits("RV's decimals", RegisterDecimals, RegisterDecimals);
            _text.Expect(",\"RI\":\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\"");
            string errors = Field("EF", 2);
            _text.Expect(",\"ST\":\"G\"}");
            if (cause.Length != 1 || !"BCELRAP".Contains(cause[0], StringComparison.Ordinal))
            {
                throw new FormException($"TX is '{cause}', which is no cause of a reading");
            }

            return new SignedReading(time, clock, cause[0], long.Parse(whole + fraction, CultureInfo.InvariantCulture), errors);
        }

        private static (DateTime Time, char Clock) Time(string text)
        {
            bool read = text.Length == TimeLength && text[^2] == ' ' && "UISR".Contains(text[^1], StringComparison.Ordinal);
            DateTime time = default;
            read = read && DateTime.TryParseExact(
                text[..^2], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
            return read ? (time, text[^1]) : throw new FormException($"TM is '{text}', which is no date and time with its quality");
        }
    }
}
