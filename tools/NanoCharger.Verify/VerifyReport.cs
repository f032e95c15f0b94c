using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoCharger.Verify
{
    /// <summary>The result for people and for programs.</summary>
    internal sealed class VerifyReport
    {
        private const int NameWidth = 11;

        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
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
                output.WriteLine(file.Path);
                foreach (Check check in file.Verdict.Checks)
                {
                    output.WriteLine($"  {(check.Passed ? "ok  " : "FAIL")}  {check.Name.PadRight(NameWidth)} {check.Text}");
                }
            }

            if (_files.Count > 1)
            {
                output.WriteLine("all together");
                output.WriteLine($"  {(_problems.Count == 0 ? "ok  " : "FAIL")}  {"pagination".PadRight(NameWidth)} {_series.Range()}");
                foreach (string problem in _problems)
                {
                    output.WriteLine($"  FAIL  {"pagination".PadRight(NameWidth)} {problem}");
                }
            }

            output.WriteLine(Valid ? "signature: valid" : "signature: INVALID");
        }

        private void PrintJson(TextWriter output)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    valid = Valid,
                    problems = _problems,
                    documents = _files.Select(file => new
                    {
                        file = file.Path,
                        readable = file.Verdict.Readable,
                        valid = file.Verdict.Valid,
                        pagination = file.Verdict.Document?.Pagination,
                        checks = file.Verdict.Checks,
                    }),
                },
                Format));
        }
    }
}
