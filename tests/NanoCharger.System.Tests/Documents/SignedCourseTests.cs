using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>The readings between begin and end: what is lawful of them, whose they are, and what may be billed by them.</summary>
    public sealed class SignedCourseTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Theory]
        [InlineData("C", "the vehicle draws")]
        [InlineData("S", "the vehicle does not draw")]
        [InlineData("T", "windows of a tariff may meet")]
        public void Each_kind_holds_by_itself_and_bills_nothing(string cause, string what)
        {
            Verdict verdict = OcmfVerifier.Verify(Encoding.ASCII.GetBytes(_maker.Between(2, 60, cause: cause)), _maker.Key);
            Assert.True(verdict.Valid, verdict.Problem);
            Assert.Contains(verdict.Checks, check => check.Text.Contains(what, StringComparison.Ordinal));
            Assert.True(verdict.Document!.IsBetween);
            Assert.Equal("it is evidence, not a receipt", verdict.Billing.EnergyProblem);
        }

        [Theory]
        [InlineData("X")]
        [InlineData("s")]
        public void Another_cause_is_none(string cause)
        {
            Assert.Contains("no cause of a reading", OcmfVerifier.Verify(Encoding.ASCII.GetBytes(_maker.Between(2, 60, cause: cause)), _maker.Key).Problem);
        }

        /// <summary>Begin at 18:00, idle from 18:30 to 18:50 and from 19:30 to the end, boundaries within both.</summary>
        [Fact]
        public void A_course_is_its_readings_in_order_and_the_times_without_drawing()
        {
            SignedCourse course = Course(
                _maker.Begin(7, 100), Between(8, 500, "18:30", "S"), Between(9, 500, "18:40", "T"), Between(10, 520, "18:50", "C"), Between(11, 700, "19:30", "S"), Between(12, 700, "19:40", "S"), _maker.Receipt(13, 100, 710));
            Assert.Null(course.Problem);
            Assert.Null(course.TimeProblem);
            Assert.Equal("BSTCSSE", string.Concat(course.Readings.Select(reading => reading.Cause)));
            Assert.Equal([20, 30], course.IdleSpells.Select(spell => (spell.To.Instant.Utc - spell.From.Instant.Utc).TotalMinutes));
        }

        /// <summary>Without the C that ended it an idle time would run on: where anything is missing nothing between is billed.</summary>
        [Fact]
        public void A_course_with_a_document_missing_bills_no_time()
        {
            SignedCourse course = Course(_maker.Begin(7, 100), Between(8, 500, "18:30", "S"), _maker.Receipt(10, 100, 700));
            Assert.Null(course.Problem);
            Assert.Equal("1 of its documents are missing", course.TimeProblem);

            course = SignedCourse.Of(null, [Read(Between(8, 500, "18:30", "S"))], Read(_maker.Receipt(9, 100, 700)));
            Assert.Null(course.Problem);
            Assert.Equal("its begin document is not here", course.TimeProblem);
        }

        [Fact]
        public void A_reading_whose_clock_does_not_count_bills_no_time()
        {
            SignedCourse course = Course(_maker.Begin(7, 100), Between(8, 500, "18:30", "T", "I"), _maker.Receipt(9, 100, 700));
            Assert.Null(course.MissingProblem);
            Assert.Equal("the clock is only informative at the end", course.TimeProblem);
        }

        [Fact]
        public void Documents_of_another_transaction_make_no_course()
        {
            Assert.Equal("the register falls from T7 to T8", Course(_maker.Begin(7, 100), Between(8, 90, "18:30", "S"), _maker.Receipt(9, 100, 700)).Problem);
            Assert.Equal("T8 is of a time before T7", Course(_maker.Begin(7, 100), Between(8, 200, "17:30", "S"), _maker.Receipt(9, 100, 700)).Problem);
            Assert.Equal("T9 is of a time before T8", Course(_maker.Begin(7, 100), Between(8, 200, "18:30", "S"), Between(9, 200, "18:20", "C"), _maker.Receipt(10, 100, 700)).Problem);
            Assert.Equal("the register falls from T8 to T9", Course(_maker.Begin(7, 100), Between(8, 300, "18:30", "S"), Between(9, 200, "18:40", "C"), _maker.Receipt(10, 100, 700)).Problem);
            Assert.Equal("T8 is there twice", Course(_maker.Begin(7, 100), Between(8, 300, "18:30", "S"), Between(8, 300, "18:30", "S"), _maker.Receipt(9, 100, 700)).Problem);
            Assert.StartsWith("it is for another customer than the begin document T7", Course(_maker.Begin(7, 100), Between(8, 300, "18:30", "S").Replace("04A1B2", "04A1B3", StringComparison.Ordinal), _maker.Receipt(9, 100, 700)).Problem, StringComparison.Ordinal);
            Assert.Equal("T8 is no reading between begin and end", SignedCourse.Of(Read(_maker.Begin(7, 100)), [Read(_maker.Receipt(8, 100, 200))], Read(_maker.Receipt(9, 100, 700))).Problem);
        }

        /// <summary>One transaction at a time, and nothing of it behind its end.</summary>
        [Fact]
        public void A_series_has_nothing_out_of_its_turn()
        {
            Assert.Empty(Faults(_maker.Begin(7, 100), Between(8, 500, "18:30", "S"), _maker.Receipt(9, 100, 700), _maker.Begin(10, 700, "2026-11-22T21:00:00,000+0000 S")));
            Assert.Equal("T9 is of no transaction: T8 ended the last one", Assert.Single(Faults(_maker.Begin(7, 100), _maker.Receipt(8, 100, 700), Between(9, 700, "20:30", "C"))));
            Assert.Equal("T9 begins a transaction, and the one of T8 has not ended", Assert.Single(Faults(_maker.Begin(7, 100), Between(8, 500, "18:30", "T"), _maker.Begin(9, 700, "2026-11-22T21:00:00,000+0000 S"))));
            Assert.Contains("T8 does not go with its begin document", Assert.Single(Faults(_maker.Begin(7, 100), Between(8, 500, "18:30", "S").Replace("04A1B2", "04A1B3", StringComparison.Ordinal))), StringComparison.Ordinal);
        }

        /// <summary>The command tells the course where something was signed between.</summary>
        [Fact]
        public void The_command_tells_when_the_vehicle_did_not_draw()
        {
            string folder = Directory.CreateTempSubdirectory("course").FullName;
            try
            {
                File.WriteAllText(Path.Combine(folder, "1.ocmf"), _maker.Begin(7, 100));
                File.WriteAllText(Path.Combine(folder, "2.ocmf"), Between(8, 500, "18:30", "S"));
                File.WriteAllText(Path.Combine(folder, "4.ocmf"), _maker.Receipt(9, 100, 700));
                using StringWriter output = new();
                Assert.Equal(ExitCode.Valid, NanoCharger.Verify.Program.Run([folder, "--key", _maker.Key.Hex], output, output));
                Assert.Contains("ok    course      T9, 3 readings; the vehicle did not draw: 2026-11-22 18:30:00 UTC to 2026-11-22 20:00:00 UTC", output.ToString(), StringComparison.Ordinal);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private string Between(long number, long register, string time, string cause, string status = "S")
        {
            return _maker.Between(number, register, $"2026-11-22T{time}:00,000+0000 {status}", cause: cause);
        }

        private SignedCourse Course(params string[] documents)
        {
            List<SignedDocument> read = [.. documents.Select(Read)];
            return SignedCourse.Of(read[0], read[1..^1], read[^1]);
        }

        private IReadOnlyList<string> Faults(params string[] documents)
        {
            DocumentSeries series = new();
            foreach (string document in documents)
            {
                series.Add(Read(document), document);
            }

            return series.Problems();
        }

        private static SignedDocument Read(string document)
        {
            return OcmfVerifier.Read(document);
        }
    }
}
