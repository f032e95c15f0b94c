using System;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>What the verifier takes and what it refuses.</summary>
    public sealed class OcmfVerifierTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Fact]
        public void The_documents_of_the_README_are_valid_and_consecutive()
        {
            string[] lines = File.ReadAllLines(Repository.File("firmware/NanoCharger.Records/Documents/README.md"));
            StationKey key = StationKey.Read(lines.Single(line => line.StartsWith("3059", StringComparison.Ordinal)), out _)!;
            DocumentSeries series = new();
            string[] documents = lines.Where(line => line.StartsWith("OCMF|", StringComparison.Ordinal)).ToArray();
            foreach (string document in documents)
            {
                Verdict verdict = Verify(document, key);
                Assert.Null(verdict.Problem);
                Assert.True(verdict.Valid);
                series.Add(verdict.Document!, document);
            }

            Assert.Equal(2, documents.Length);
            Assert.Empty(series.Problems());
            Assert.Equal(22_221_120, Verify(documents[1], key).Document!.EnergyMilliwattHours);
        }

        [Fact]
        public void Any_one_bit_flipped_is_refused_every_letters_case_among_them()
        {
            string receipt = _maker.Receipt(7, 1_234_567, 11_234_567);
            Assert.True(Verify(receipt, _maker.Key).Valid);
            foreach ((byte[] document, string what) in Tampering.EveryBit(receipt))
            {
                Verdict verdict = OcmfVerifier.Verify(document, _maker.Key);
                Assert.False(verdict.Valid || verdict.Billing.Energy || verdict.Billing.Time, what);
            }
        }

        [Fact]
        public void Any_byte_missing_or_added_is_refused()
        {
            foreach ((byte[] document, string what) in Tampering.EveryLength(_maker.Receipt(7, 1_234_567, 11_234_567)))
            {
                Verdict verdict = OcmfVerifier.Verify(document, _maker.Key);
                Assert.False(verdict.Valid || verdict.Billing.Energy || verdict.Billing.Time, what);
            }
        }

        /// <summary>These are signed as they stand: only the one form stands in their way.</summary>
        [Theory]
        [InlineData("\"PG\":\"T7\"", "\"PG\":\"T07\"")]
        [InlineData("\"PG\":\"T7\"", "\"PG\":\"F7\"")]
        [InlineData("{\"FV\"", "{ \"FV\"")]
        [InlineData("\"GS\":\"bay\"", "\"GS\":\"b\\u0061y\"")]
        [InlineData("\"MS\":\"bay\"", "\"MS\":\"b ay\"")]
        [InlineData("\"CI\":\"bay 1\"", "\"CI\":\"bay 2\"")]
        [InlineData("\"GV\":\"1.0.0\"", "\"GV\":\"1.0.00\"")]
        [InlineData("\"IS\":true,\"IL\":\"HEARSAY\"", "\"IL\":\"HEARSAY\",\"IS\":true")]
        [InlineData("\"ID\":\"04A1B2\"", "\"ID\":\"04A1B2\",\"ID\":\"04A1B3\"")]
        [InlineData("\"ID\":\"04A1B2\"", "\"ID\":\"04A1 B2\"")]
        [InlineData("\"ID\":\"04A1B2\"", "\"ID\":\"\\u0030\"")]
        [InlineData("\"CT\"", "\"TT\":\"\",\"CT\"")]
        [InlineData("\"RV\":1.23456", "\"RV\":1.2345600")]
        [InlineData("\"RV\":1.23456", "\"RV\":01.23456")]
        [InlineData("\"RV\":1.23456", "\"RV\":1.234567")]
        [InlineData("\"RV\":1.23456", "\"RV\":1.2345")]
        [InlineData("\"RV\":1.23456", "\"RV\":\"1.23456\"")]
        [InlineData("\"RV\":1.23456", "\"RV\":-1.23456")]
        [InlineData("\"RU\":\"kWh\"", "\"RU\":\"Wh\"")]
        [InlineData("\"RI\":\"01-00:01.08.00*FF\"", "\"RI\":\"01-00:02.08.00*FF\"")]
        [InlineData("\"ST\":\"G\"", "\"ST\":\"Z\"")]
        [InlineData("\"EF\":\"\"", "\"EF\":\"E\"")]
        [InlineData("\"ST\":\"G\"", "\"ST\":\"O\"")]
        [InlineData("\"EF\":\"\",\"ST\":\"G\"", "\"EF\":\"tE\",\"ST\":\"O\"")]
        [InlineData("\"EF\":\"\"", "\"EF\":\"t\"")]
        [InlineData("18:00:00,000+0000 S", "18:00:00,000+0000 U")]
        [InlineData("18:00:00,000+0000 S", "18:00:00,000+0100 S")]
        [InlineData("18:00:00,000+0000 S", "18:00:00.000+0000 S")]
        [InlineData("18:00:00,000+0000 S", "24:00:00,000+0000 S")]
        [InlineData("\"TX\":\"E\"", "\"TX\":\"X\"")]
        [InlineData("\"ST\":\"G\"}]}", "\"ST\":\"G\"}],\"U\":1}")]
        [InlineData("\"ST\":\"G\"}]}", "\"ST\":\"G\"}]} ")]
        public void Another_form_of_the_same_is_refused_though_it_is_signed(string sound, string other)
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1_234_567, 11_234_567);
            Assert.Contains(sound, payload);

            Verdict verdict = Verify(_maker.Sign(payload.Replace(sound, other, StringComparison.Ordinal)), _maker.Key);

            Assert.True(verdict.Readable);
            Assert.Null(verdict.Document);
            Assert.StartsWith("form: not the canonical form: ", verdict.Problem);
            Assert.Equal(SignatureState.Valid, verdict.Signature);
        }

        /// <summary>These have the form and the signature, and cannot be true.</summary>
        [Theory]
        [InlineData("\"PG\":\"T7\"", "\"PG\":\"T0\"", "pagination")]
        [InlineData("\"RV\":1.23456", "\"RV\":11.23457", "register")]
        [InlineData("22T18:00:00,000", "22T20:00:00,001", "time")]
        [InlineData("\"TX\":\"E\"", "\"TX\":\"B\"", "readings")]
        [InlineData("\"TX\":\"E\"", "\"TX\":\"C\"", "readings")]
        [InlineData("\"TX\":\"B\"", "\"TX\":\"L\"", "readings")]
        [InlineData("\"IS\":true", "\"IS\":false", "identity")]
        [InlineData("\"IL\":\"HEARSAY\"", "\"IL\":\"TRUSTED\"", "identity")]
        [InlineData("[\"RFID_PLAIN\"]", "[]", "identity")]
        [InlineData("\"ID\":\"04A1B2\"", "\"ID\":\"\"", "identity")]
        public void What_cannot_be_true_is_refused_by_name(string sound, string other, string check)
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1_234_567, 11_234_567).Replace(sound, other, StringComparison.Ordinal);

            Verdict verdict = Verify(_maker.Sign(payload), _maker.Key);

            Assert.False(verdict.Valid);
            Assert.Equal(check, Assert.Single(verdict.Checks, found => !found.Passed).Name);
            Assert.Equal(SignatureState.Valid, verdict.Signature);
            Assert.False(verdict.Billing.Energy || verdict.Billing.Time);
        }

        [Fact]
        public void Five_decimals_and_six_are_read_and_both_readings_have_the_same()
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1_234_567, 11_234_567);
            Verdict verdict = Verify(_maker.Sign(payload), _maker.Key);
            SignedDocument document = verdict.Document!;
            Assert.Equal(1_234_560, document.Readings[0].RegisterMilliwattHours);
            Assert.True(document.Readings[0].IsRegister(1_234_567));
            Assert.False(document.Readings[0].IsRegister(1_234_570));
            Assert.Contains(verdict.Checks, check => check.Text == "1.23456 kWh to 11.23456 kWh: 10.00000 kWh charged");
            Assert.Contains("different decimals", Verify(_maker.Sign(payload.Replace("11.23456", "11.234567", StringComparison.Ordinal)), _maker.Key).Problem);
            SignedDocument six = Verify(_maker.Sign(payload.Replace("1.23456", "1.234567", StringComparison.Ordinal)), _maker.Key).Document!;
            Assert.Equal(1_234_567, six.Readings[0].RegisterMilliwattHours);
            Assert.False(six.Readings[0].IsRegister(1_234_568));
        }

        /// <summary>Its new firmware writes one decimal less, in the middle of a transaction too.</summary>
        [Fact]
        public void A_station_goes_over_from_six_decimals_to_five_without_a_contradiction()
        {
            string six = DocumentMaker.BeginPayload(6, 1_234_567).Replace("1.23456", "1.234567", StringComparison.Ordinal);
            SignedDocument begin = Verify(_maker.Sign(six), _maker.Key).Document!;
            SignedDocument receipt = Verify(_maker.Receipt(7, 1_234_567, 1_234_567), _maker.Key).Document!;

            Assert.True(receipt.Readings[1].RegisterMilliwattHours < begin.Readings[0].RegisterMilliwattHours);
            Assert.Null(DocumentBond.Problem(begin, receipt));
            Assert.Null(DocumentSeries.Contradiction(begin, receipt));
            SignedDocument less = Verify(_maker.Receipt(7, 1_234_559, 1_234_559), _maker.Key).Document!;
            Assert.NotNull(DocumentBond.Problem(begin, less));
            Assert.NotNull(DocumentSeries.Contradiction(begin, less));
        }

        [Theory]
        [InlineData("\"FV\":\"1.2\"", "\"FV\":\"1.0\"", "this is OCMF 1.0 of nanoCharger, ")]
        [InlineData("\"GI\":\"nanoCharger\"", "\"GI\":\"SBC\\u001b[2J\"", "this is OCMF 1.2 of SBC\\u001b[2J, ")]
        [InlineData("\"GI\":\"nanoCharger\"", "\"GI\":\"M\u00c3\u00bcller\"", "this is OCMF 1.2 of M\u00fcller, ")]
        [InlineData("\"GI\":\"nanoCharger\"", "\"GI\":\"M\u00fcller\"", "this is OCMF 1.2 of M\u00fcller, ")]
        [InlineData("\"GI\":\"nanoCharger\"", "\"GI\":\"0123456789012345678901234567890123456789012345678901234567890123456789\"", "this is OCMF 1.2 of 012345678901234567890123456789012345678901234567890123456789..., ")]
        public void Another_makers_or_versions_document_is_named_in_one_line_and_not_judged(string ours, string foreign, string named)
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1, 2).Replace(ours, foreign, StringComparison.Ordinal);
            Verdict verdict = Verify(_maker.Sign(payload), _maker.Key);
            Assert.False(verdict.Readable || verdict.Valid);
            Assert.Equal(SignatureState.NotChecked, verdict.Signature);
            Assert.StartsWith(named, Assert.Single(verdict.Checks).Text);
        }

        [Fact]
        public void A_tariff_text_and_a_token_are_read_through_their_escapes()
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1, 2)
                .Replace("\"ID\":\"04A1B2\"", "\"ID\":\"A\\u007cB\",\"TT\":\"night \\\"low\\\" a\\\\b\"", StringComparison.Ordinal);

            Verdict verdict = Verify(_maker.Sign(payload), _maker.Key);

            Assert.Null(verdict.Problem);
            Assert.Equal("A|B", verdict.Document!.Identification);
            Assert.Equal("night \"low\" a\\b", verdict.Document.TariffText);
        }

        [Fact]
        public void Another_key_is_refused()
        {
            using DocumentMaker other = new();
            Verdict verdict = Verify(_maker.Receipt(7, 1, 2), other.Key);
            Assert.Equal("signature: not this key's over this payload", verdict.Problem);
            Assert.NotNull(verdict.Document);
        }

        /// <summary>With every (r, s) holds (r, n - s): one of them is the signature, and the other is none.</summary>
        [Fact]
        public void The_second_signature_that_holds_too_is_refused()
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1_234_567, 11_234_567);
            Verdict verdict = Verify(_maker.Sign(payload, high: true), _maker.Key);

            Assert.Equal("form: not the canonical form: the signature's s is above half the curve's order; the one form is the lower of s and n - s", verdict.Problem);
            Assert.Equal(SignatureState.NotChecked, verdict.Signature);
            Assert.False(verdict.Valid || verdict.Billing.Energy);
            Assert.True(Verify(_maker.Sign(payload), _maker.Key).Valid);
        }

        [Theory]
        [InlineData("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8", true)]
        [InlineData("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a9", false)]
        public void The_highest_s_is_half_the_order(string s, bool low)
        {
            Assert.Equal(low, SignatureForm.Problem(Convert.FromHexString("3025020101" + "0220" + s)) is null);
        }

        [Theory]
        [InlineData("3006020101020101", true)]
        [InlineData("30060201010201", false)]
        [InlineData("300602010102010100", false)]
        [InlineData("30810602010102010100", false)]
        [InlineData("3081060201010201010", false)]
        [InlineData("308106020101020101", false)]
        [InlineData("300702020001020101", false)]
        [InlineData("3006020181020101", false)]
        [InlineData("3003020101", false)]
        [InlineData("3009020101020101020101", false)]
        [InlineData("3006030101020101", false)]
        [InlineData("", false)]
        public void A_signature_is_DER_in_its_shortest_form(string hex, bool strict)
        {
            byte[] bytes = hex.Length % 2 == 0 ? Convert.FromHexString(hex) : [];
            Assert.Equal(strict, SignatureForm.Problem(bytes) is null);
        }

        [Fact]
        public void A_key_is_read_in_every_form_in_which_it_is_handed_on_and_is_the_same()
        {
            string hex = _maker.Key.Hex;
            string base64 = Convert.ToBase64String(Convert.FromHexString(hex));
            string[] forms =
            [
                hex, hex.ToUpperInvariant(), $"  {hex}\n", _maker.Key.Pem, "\ufeff" + _maker.Key.Pem, base64, base64.Insert(60, "\n"),
                hex.Insert(79, "\r\n    "), string.Join(':', hex.Chunk(2).Select(pair => new string(pair))), StationKey.OcppPrefix + hex.Insert(60, "\n"),
                (StationKey.OcppPrefix + hex).ToUpperInvariant(), StationKey.OcppPrefix + hex, "oca:base64:asn1:" + base64, _maker.OcppKey, Convert.ToBase64String(Encoding.ASCII.GetBytes("oca:base64:asn1:" + base64)),
            ];
            foreach (string text in forms)
            {
                Assert.Equal(hex, StationKey.Read(text, out _)?.Hex);
            }

            foreach (string text in (string[])["", "zz", hex[2..], hex + "00", hex[..^2] + (hex.EndsWith("00", StringComparison.Ordinal) ? "01" : "00"), "-----BEGIN PUBLIC KEY-----", "oca:base16:asn1:", "oca:base8:asn1:" + hex, base64[4..], _maker.Key.Pem + _maker.Key.Pem])
            {
                Assert.Null(StationKey.Read(text, out string? problem));
                Assert.NotNull(problem);
            }
        }

        [Fact]
        public void Together_documents_have_no_gap_no_double_use_and_no_register_that_falls()
        {
            Assert.Empty(Series(_maker.Begin(1, 50), _maker.Receipt(2, 50, 90), _maker.Begin(3, 90)));
            Assert.Equal("T4 follows T2: 1 missing", Assert.Single(Series(_maker.Begin(1, 50), _maker.Receipt(2, 50, 90), _maker.Begin(4, 90))));
            Assert.Equal("T1 was used for two different documents", Assert.Single(Series(_maker.Begin(1, 50), _maker.Begin(1, 60))));
            Assert.Equal("the register falls from T1 to T2", Assert.Single(Series(_maker.Receipt(1, 40, 50), _maker.Begin(2, 40))));
            string numbered = DocumentMaker.ReceiptPayload(2, 50, 90).Replace("\"MS\":\"bay\"", "\"MS\":\"240AC4123456\"", StringComparison.Ordinal);
            Assert.Empty(Series(_maker.Begin(1, 50), _maker.Sign(numbered)));
            Assert.Equal("T2 is of meter 240AC4123457, T1 of meter 240AC4123456", Series(
                _maker.Sign(numbered.Replace("T2", "T1", StringComparison.Ordinal)),
                _maker.Sign(numbered.Replace("240AC4123456", "240AC4123457", StringComparison.Ordinal)))[0]);
            Assert.Equal("T2 is of meter other, T1 of meter bay", Assert.Single(Series(_maker.Receipt(1, 40, 50), _maker.Begin(2, 50, station: "other"))));
            Assert.StartsWith("T2 does not go with its begin document: its first reading", Assert.Single(Series(_maker.Begin(1, 50), _maker.Receipt(2, 60, 90))));
            Assert.Empty(Series(_maker.Begin(1, 50), _maker.Receipt(3, 60, 90)).Skip(1));
        }

        [Fact]
        public void The_same_document_twice_is_one()
        {
            string once = _maker.Begin(1, 5);
            Assert.Empty(Series(once, once));
            Assert.NotEqual(once, _maker.Begin(1, 5));
            Assert.Empty(Series(once, _maker.Begin(1, 5)));
        }

        private string[] Series(params string[] documents)
        {
            DocumentSeries series = new();
            foreach (string document in documents)
            {
                series.Add(Verify(document, _maker.Key).Document!, document);
            }

            return [.. series.Problems()];
        }

        private static Verdict Verify(string document, StationKey key)
        {
            return OcmfVerifier.Verify(Encoding.Latin1.GetBytes(document), key);
        }
    }
}
