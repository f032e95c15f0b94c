using System;
using System.Text;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>What may be billed by a receipt that holds.</summary>
    public sealed class BillingRuleTests : IDisposable
    {
        private const string Begin = "2026-11-22T18:00:00,000+0000 ";
        private const string End = "2026-11-22T20:00:00,000+0000 ";

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        /// <summary>OCMF, table 19. What is refused here are forms that a station of ours never writes.</summary>
        [Theory]
        [InlineData('S', "", 'S', "", null)]
        [InlineData('R', "", 'R', "", null)]
        [InlineData('S', "", 'R', "", "its two times are of two clocks, one synchronised and one relative")]
        [InlineData('I', "", 'S', "", "the clock is only informative at the begin")]
        [InlineData('S', "", 'I', "", "the clock is only informative at the end")]
        [InlineData('S', "", 'I', "t", "the clock is only informative at the end")]
        [InlineData('I', "t", 'I', "t", "the clock is only informative at the begin")]
        [InlineData('U', "t", 'S', "", "the clock was not set at the begin")]
        [InlineData('S', "", 'U', "t", "the clock was not set at the end")]
        public void Time_is_billed_only_by_clocks_that_count_and_energy_all_the_same(char from, string fromFlags, char to, string toFlags, string? why)
        {
            Verdict verdict = Judge(from, fromFlags, to, toFlags);
            Assert.Null(verdict.Problem);
            Assert.True(verdict.Valid && verdict.Billing.Energy);
            Assert.Equal(why, verdict.Billing.TimeProblem);
            Assert.Equal(why is null ? "energy and time" : "energy, no time: " + why, verdict.Billing.ToString());
        }

        [Theory]
        [InlineData('U', "")]
        [InlineData('U', "E")]
        [InlineData('S', "E")]
        [InlineData('S', "t")]
        [InlineData('R', "Et")]
        public void A_mark_that_does_not_go_with_its_letter_is_no_form(char status, string flags)
        {
            Assert.Contains("which does not go with ST 'G' and a time of status", Judge('S', "", status, flags).Problem);
        }

        [Theory]
        [InlineData('S')]
        [InlineData('I')]
        [InlineData('U')]
        public void An_end_before_its_begin_is_no_receipt_whatever_the_clock_says_of_itself(char status)
        {
            string mark = status == 'U' ? "t" : "";
            Verdict verdict = Judge(status, mark, status, mark, begin: "2026-11-22T20:00:00,001+0000 ");
            Assert.False(verdict.Valid || verdict.Billing.Energy || verdict.Billing.Time);
            Assert.Equal(SignatureState.Valid, verdict.Signature);
            Assert.StartsWith("time: the end (", verdict.Problem);
        }

        [Theory]
        [InlineData("E", 'O', "the meter's status at the end is O (out of range), not good")]
        [InlineData("E", 'F', "the meter's status at the end is F (read error), not good")]
        public void Energy_is_billed_only_where_the_meter_says_nothing_against_it_and_time_all_the_same(string flags, char meter, string why)
        {
            Verdict verdict = Judge('S', "", 'S', flags, meter: meter);
            Assert.True(verdict.Valid && verdict.Billing.Time);
            Assert.Equal(why, verdict.Billing.EnergyProblem);
        }

        [Fact]
        public void A_date_that_was_never_set_is_shown_nowhere()
        {
            Verdict verdict = Judge('U', "t", 'S', "", begin: "1970-01-01T00:00:10,000+0000 ");
            Assert.Contains(verdict.Checks, check => check.Name == "time" && check.Text == "unknown (clock never set, marked as not to be billed by) to 2026-11-22 20:00:00 UTC (synchronised)");
            Assert.DoesNotContain(verdict.Checks, check => check.Text.Contains("1970", StringComparison.Ordinal));
        }

        [Fact]
        public void Evidence_is_no_receipt_and_nothing_is_billed_by_it()
        {
            Verdict verdict = OcmfVerifier.Verify(Encoding.ASCII.GetBytes(_maker.Begin(1, 5)), _maker.Key);
            Assert.True(verdict.Valid);
            Assert.Equal("nothing: it is evidence, not a receipt", verdict.Billing.ToString());
        }

        private Verdict Judge(char from, string fromFlags, char to, string toFlags, string begin = Begin, char meter = 'G')
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1_234_567, 11_234_567, begin + "S", End + "S");
            int second = payload.IndexOf("{\"TM\"", payload.IndexOf("{\"TM\"", StringComparison.Ordinal) + 1, StringComparison.Ordinal);
            string said = Changed(payload[..second], from, fromFlags, 'G') + Changed(payload[second..], to, toFlags, meter);
            return OcmfVerifier.Verify(Encoding.ASCII.GetBytes(_maker.Sign(said)), _maker.Key);
        }

        private static string Changed(string reading, char status, string flags, char meter)
        {
            return reading.Replace("+0000 S", "+0000 " + status, StringComparison.Ordinal)
                .Replace("\"EF\":\"\"", $"\"EF\":\"{flags}\"", StringComparison.Ordinal)
                .Replace("\"ST\":\"G\"", $"\"ST\":\"{meter}\"", StringComparison.Ordinal);
        }
    }
}
