using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>Verify as a command: exit codes, a line for each check.</summary>
    public sealed class VerifyCommandTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();
        private readonly string _folder = Directory.CreateTempSubdirectory("verify").FullName;

        public void Dispose()
        {
            _maker.Dispose();
            Directory.Delete(_folder, true);
        }

        [Fact]
        public void A_valid_receipt_exits_0_with_a_line_for_each_check()
        {
            string file = Write("receipt.ocmf", _maker.Receipt(7, 1_234_567, 11_234_567));

            (int code, string output, string error) = Run(file, "--key", _maker.Key.Hex);

            Assert.Equal(ExitCode.Valid, code);
            Assert.Empty(error);
            string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(file, lines[0]);
            Assert.Equal("signature: valid", lines[^1]);
            Assert.All(lines[1..^1], line => Assert.StartsWith("  ok  ", line));
            string[] names = ["form", "signature", "pagination", "readings", "time", "register", "units", "identity"];
            Assert.Equal(names, lines[1..^1].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
            Assert.Contains("10.000000 kWh charged", output);
        }

        [Fact]
        public void The_key_may_be_a_PEM_file_a_file_of_hex_digits_or_the_digits()
        {
            string file = Write("receipt.ocmf", _maker.Receipt(7, 1, 2));
            foreach (string key in (string[])[Write("key.pem", _maker.Key.Pem), Write("key.hex", _maker.Key.Hex + "\n"), _maker.Key.Hex])
            {
                Assert.Equal(ExitCode.Valid, Run(file, "--key", key).Code);
            }
        }

        [Fact]
        public void What_is_invalid_exits_1_and_says_why()
        {
            string receipt = _maker.Receipt(7, 1_234_567, 11_234_567);
            string file = Write("receipt.ocmf", receipt.Replace("\"RV\":1.234567", "\"RV\":1.134567", StringComparison.Ordinal));

            (int code, string output, _) = Run(file, "--key", _maker.Key.Hex);

            Assert.Equal(ExitCode.Invalid, code);
            Assert.Contains("FAIL  signature   not this key's over this payload", output);
            Assert.EndsWith("signature: INVALID\n", output);
        }

        [Fact]
        public void What_cannot_be_read_exits_2_with_one_line_that_names_it()
        {
            string file = Write("receipt.ocmf", _maker.Receipt(7, 1, 2));
            AssertUnreadable("nosuch.ocmf", Path.Combine(_folder, "nosuch.ocmf"), "--key", _maker.Key.Hex);
            AssertUnreadable("--key", file, "--key", "nosuch.pem");
            AssertUnreadable("--key", file);
            AssertUnreadable("--nosuch", file, "--key", _maker.Key.Hex, "--nosuch");
            AssertUnreadable(_folder, Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName, "--key", _maker.Key.Hex);
        }

        [Fact]
        public void What_is_no_document_at_all_exits_2()
        {
            Assert.Equal(ExitCode.Unreadable, Run(Write("empty.ocmf", ""), "--key", _maker.Key.Hex).Code);
            Assert.Equal(ExitCode.Unreadable, Run(Write("other.ocmf", "<xml/>"), "--key", _maker.Key.Hex).Code);
            Assert.Equal(ExitCode.Unreadable, Run(Write("long.ocmf", "OCMF|" + new string('x', 5000)), "--key", _maker.Key.Hex).Code);
        }

        [Fact]
        public void A_folder_is_checked_for_gaps_too()
        {
            Write("b.ocmf", _maker.Begin(1, 5));
            Write("a.ocmf", _maker.Receipt(2, 5, 9));
            Assert.Equal(ExitCode.Valid, Run(_folder, "--key", _maker.Key.Hex).Code);

            Write("c.ocmf", _maker.Begin(4, 9));
            (int code, string output, _) = Run(_folder, "--key", _maker.Key.Hex);
            Assert.Equal(ExitCode.Invalid, code);
            Assert.Contains("FAIL  pagination  T4 follows T2: 1 missing", output);
        }

        [Fact]
        public void Json_tells_the_same()
        {
            string file = Write("receipt.ocmf", _maker.Receipt(7, 1, 2));
            (int code, string output, _) = Run(file, "--key", _maker.Key.Hex, "--json");

            Assert.Equal(ExitCode.Valid, code);
            JsonElement result = JsonDocument.Parse(output).RootElement;
            Assert.True(result.GetProperty("valid").GetBoolean());
            JsonElement document = Assert.Single(result.GetProperty("documents").EnumerateArray());
            Assert.Equal(file, document.GetProperty("file").GetString());
            Assert.Equal(7, document.GetProperty("pagination").GetInt64());
            Assert.All(document.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean()));
        }

        private void AssertUnreadable(string named, params string[] arguments)
        {
            (int code, string output, string error) = Run(arguments);
            Assert.Equal(ExitCode.Unreadable, code);
            Assert.Empty(output);
            Assert.Contains(named, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        }

        private string Write(string name, string text)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllText(path, text);
            return path;
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            StringWriter output = new();
            StringWriter error = new();
            int code = NanoCharger.Verify.Program.Run(arguments, output, error);
            return (code, output.ToString(), error.ToString());
        }
    }
}
