using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoCharger.Verify
{
    /// <summary>The result for people and for programs.</summary>
    internal sealed class VerifyReport
    {
        private const int MarkWidth = 4;
        private const int NameWidth = 11;

        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

        private readonly IReadOnlyList<VerifiedFile> _files;
        private readonly DocumentSeries _series = new();
        private readonly IReadOnlyList<string> _problems;

        internal VerifyReport(IReadOnlyList<VerifiedFile> files)
        {
            _files = files;
            foreach (VerifiedFile file in files.Where(file => file.Verdict.Valid))
            {
                _series.Add(file.Verdict.Document!, file.Text!);
            }

            _problems = _series.Problems();
        }

        private bool Valid => _problems.Count == 0 && _files.All(file => file.Verdict.Valid);

        /// <summary>Prints it.</summary>
        /// <returns>The exit code.</returns>
        internal int Print(TextWriter output, bool json)
        {
            if (json)
            {
                PrintJson(output);
            }
            else
            {
                PrintLines(output);
            }

            return _files.Any(file => !file.Verdict.Readable) ? ExitCode.Unreadable : Valid ? ExitCode.Valid : ExitCode.Invalid;
        }

        private void PrintLines(TextWriter output)
        {
            foreach (VerifiedFile file in _files)
            {
                output.WriteLine(Printable.Line(file.Path));
                foreach (Check check in file.Verdict.Checks)
                {
                    Line(output, check.Passed ? "ok" : "FAIL", check.Name, check.Text);
                }

                PrintRest(output, file);
            }

            if (_files.Count > 1)
            {
                output.WriteLine("all together");
                Line(output, _problems.Count == 0 ? "ok" : "FAIL", "pagination", _series.Range());
                foreach (string problem in _problems)
                {
                    Line(output, "FAIL", "pagination", problem);
                }

                PrintCourses(output);
            }

            output.WriteLine("signature: " + Printable.Line(Summary()));
        }

        /// <summary>When the vehicle drew, where anything was signed of it between begin and end.</summary>
        private void PrintCourses(TextWriter output)
        {
            foreach ((SignedDocument receipt, SignedCourse course) in _series.Courses().Where(pair => pair.Course.Readings.Count > 2))
            {
                string idle = string.Join(", ", course.IdleSpells.Select(spell => $"{Told.Time(spell.From.Instant)} to {Told.Time(spell.To.Instant)}"));
                string text = FormattableString.Invariant($"T{receipt.Pagination}, {course.Readings.Count} readings; the vehicle did not draw: {(idle.Length > 0 ? idle : "never")}");
                Line(output, course.TimeProblem is null ? "ok" : "note", "course", course.TimeProblem is { } why ? $"{text}; no windows and no idle time may be billed by it: {why}" : text);
            }
        }

        /// <summary>What is neither right nor wrong: a signature that was not reached, what may be billed, a line end that was left out.</summary>
        private static void PrintRest(TextWriter output, VerifiedFile file)
        {
            if (file.LineEnd)
            {
                Line(output, "note", "form", "a line end behind the document was left out; what the station sent has none");
            }

            if (file.Verdict.Signature == SignatureState.NotChecked)
            {
                Line(output, "----", "signature", "not checked");
            }

            if (file.Verdict is { Valid: true, Document.IsReceipt: true })
            {
                Line(output, file.Verdict.Billing.Reasons.Count == 0 ? "ok" : "note", "billing", file.Verdict.Billing.ToString());
            }
        }

        /// <summary>The worst of all: a signature that does not hold, then one that nobody looked at, then a document that cannot be true, then a series that cannot.</summary>
        private string Summary()
        {
            IEnumerable<Verdict> worst = _files.Select(file => file.Verdict).OrderBy(verdict => verdict.Signature switch
            {
                SignatureState.Invalid => 0,
                SignatureState.NotChecked => 1,
                _ => verdict.Valid ? 3 : 2,
            });
            string summary = worst.First().Summary;
            return _problems.Count == 0 || !worst.First().Valid ? summary : $"{summary}, and the documents together are not ({_problems[0]})";
        }

        private static void Line(TextWriter output, string mark, string name, string text)
        {
            output.WriteLine($"  {mark.PadRight(MarkWidth)}  {name.PadRight(NameWidth)} {Printable.Line(text)}");
        }

        private void PrintJson(TextWriter output)
        {
            output.WriteLine(Printable.Lines(JsonSerializer.Serialize(
                new
                {
                    valid = Valid,
                    signature = Summary(),
                    problems = _problems,
                    documents = _files.Select(file => new
                    {
                        file = file.Path,
                        readable = file.Verdict.Readable,
                        valid = file.Verdict.Valid,
                        signature = file.Verdict.Signature,
                        pagination = file.Verdict.Document?.Pagination,
                        checks = file.Verdict.Checks,
                        billing = file.Verdict.Billing,
                        lineEnd = file.LineEnd,
                    }),
                },
                Format)));
        }
    }
}
