using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
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
            string[] names = ["form", "signature", "pagination", "readings", "time", "register", "meter", "identity", "billing"];
            Assert.Equal(names, lines[1..^1].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
            Assert.Contains("10.00000 kWh charged", output);
        }

        [Fact]
        public void The_key_may_be_a_file_in_any_form_or_the_text()
        {
            string file = Write("receipt.ocmf", _maker.Receipt(7, 1, 2));
            string der = Path.Combine(_folder, "key.der");
            File.WriteAllBytes(der, Convert.FromHexString(_maker.Key.Hex));
            foreach (string key in (string[])[Write("key.pem", _maker.Key.Pem), Write("key.hex", _maker.Key.Hex + "\n"), der, Write("key.ocpp", _maker.OcppKey + "\n"), _maker.Key.Hex, _maker.OcppKey])
            {
                Assert.Equal(ExitCode.Valid, Run(file, "--key", key).Code);
            }
        }

        [Fact]
        public void What_is_invalid_exits_1_and_says_why()
        {
            string receipt = _maker.Receipt(7, 1_234_567, 11_234_567);
            string file = Write("receipt.ocmf", receipt.Replace("\"RV\":1.23456", "\"RV\":1.13456", StringComparison.Ordinal));

            (int code, string output, _) = Run(file, "--key", _maker.Key.Hex);

            Assert.Equal(ExitCode.Invalid, code);
            Assert.Contains("FAIL  signature   not this key's over this payload", output);
            Assert.EndsWith("signature: INVALID (signature: not this key's over this payload)\n", output);
        }

        /// <summary>What is wrong is said, and nothing else is called wrong with it.</summary>
        [Fact]
        public void A_sound_signature_is_not_called_invalid_because_of_something_else()
        {
            string late = DocumentMaker.ReceiptPayload(7, 1, 2, from: "2026-11-22T21:00:00,000+0000 S");
            Assert.Equal(
                (ExitCode.Invalid, "signature: valid, and the document is not (time: the end (2026-11-22 20:00:00 UTC) is before the begin (2026-11-22 21:00:00 UTC))"),
                LastLine(Write("late.ocmf", _maker.Sign(late))));

            string other = DocumentMaker.ReceiptPayload(7, 1, 2).Replace("{\"FV\"", "{ \"FV\"", StringComparison.Ordinal);
            Assert.StartsWith("signature: valid, and the document is not (form: ", LastLine(Write("form.ocmf", _maker.Sign(other))).Line);

            Write("gap/a.ocmf", _maker.Begin(1, 5));
            Write("gap/b.ocmf", _maker.Begin(3, 5));
            Assert.Equal((ExitCode.Invalid, "signature: valid, and the documents together are not (T3 follows T1: 1 missing)"), LastLine(Path.Combine(_folder, "gap")));
        }

        [Fact]
        public void A_signature_that_nobody_could_check_is_called_not_checked()
        {
            string receipt = _maker.Receipt(7, 1, 2);
            (int code, string output, _) = Run(Write("upper.ocmf", receipt.Replace("\"SE\":\"hex\"", "\"SE\":\"HEX\"", StringComparison.Ordinal)), "--key", _maker.Key.Hex);
            Assert.Equal(ExitCode.Invalid, code);
            Assert.Contains("  ----  signature   not checked\n", output);
            Assert.Contains("\nsignature: not checked (form: ", output);

            (code, string line) = LastLine(Write("foreign.ocmf", "OCMF|{\"FV\": \"1.0\",\n \"GI\": \"ABL SBC-301\"}|{\"SD\":\"00\"}"));
            Assert.Equal(ExitCode.Unreadable, code);
            Assert.StartsWith("signature: not checked (form: this is OCMF 1.0 of ABL SBC-301, and only OCMF 1.2 of nanoCharger is judged here", line);
        }

        [Fact]
        public void One_line_end_behind_a_document_is_forgiven_and_named()
        {
            string receipt = _maker.Receipt(7, 1, 2);
            foreach (string end in (string[])["\n", "\r\n"])
            {
                (int code, string output, _) = Run(Write("receipt.ocmf", receipt + end), "--key", _maker.Key.Hex);
                Assert.Equal(ExitCode.Valid, code);
                Assert.Contains("  note  form        a line end behind the document was left out", output);
                Assert.EndsWith("signature: valid\n", output);
            }

            Assert.Equal(ExitCode.Invalid, Run(Write("receipt.ocmf", receipt + "\n\n"), "--key", _maker.Key.Hex).Code);
        }

        [Fact]
        public void What_may_not_be_billed_is_noted_of_a_document_that_holds()
        {
            (int code, string output, _) = Run(Write("receipt.ocmf", _maker.Receipt(7, 1, 2, to: "2026-11-22T20:00:00,000+0000 U")), "--key", _maker.Key.Hex);
            Assert.Equal(ExitCode.Valid, code);
            Assert.Contains("  note  billing     energy, no time: the clock was not set at the end\n", output);
            Assert.Contains("to unknown (clock never set", output);
            Assert.EndsWith("signature: valid\n", output);
        }

        [Fact]
        public void No_control_character_reaches_the_terminal()
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1, 2).Replace("\"ID\":\"04A1B2\"", "\"ID\":\"\u001b]0;x\u0007\"", StringComparison.Ordinal);
            string file = Write("a\u001b[2J.ocmf", _maker.Sign(payload));
            foreach (string[] arguments in (string[][])[[file, "--key", _maker.Key.Hex], [file, "--key", _maker.Key.Hex, "--json"], [file, "--key", "\u009b2J"], [file + "\u001bc", "--key", _maker.Key.Hex]])
            {
                (_, string output, string error) = Run(arguments);
                Assert.DoesNotContain(output + error, letter => char.IsControl(letter) && letter != '\n');
            }
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

        /// <summary>A private key that was given for the public one would stand in a log.</summary>
        [Fact]
        public void A_text_that_is_no_key_is_named_by_its_beginning_and_a_missing_file_as_missing()
        {
            string file = Write("receipt.ocmf", _maker.Receipt(7, 1, 2));
            using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            foreach (string key in (string[])[secret.ExportPkcs8PrivateKeyPem(), secret.ExportECPrivateKeyPem(), Convert.ToHexString(secret.ExportECPrivateKey())])
            {
                (int code, _, string error) = Run(file, "--key", key);
                Assert.Equal(ExitCode.Unreadable, code);
                Assert.Contains("...: there is no such file, and as a text it is ", error);
                Assert.DoesNotContain(key[50..60], error);
            }

            AssertUnreadable("--key nosuch.pem: there is no such file", file, "--key", "nosuch.pem");
        }

        [Fact]
        public void What_is_no_document_at_all_exits_2()
        {
            Assert.Equal(ExitCode.Unreadable, Run(Write("empty.ocmf", ""), "--key", _maker.Key.Hex).Code);
            Assert.Equal(ExitCode.Unreadable, Run(Write("other.ocmf", "<xml/>"), "--key", _maker.Key.Hex).Code);
            Assert.Equal((ExitCode.Unreadable, "signature: not checked (form: this is no document of ours: more than 4096 bytes)"), LastLine(Write("long.ocmf", "OCMF|" + new string('x', 5000))));
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
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }

        private (int Code, string Line) LastLine(string path)
        {
            (int code, string output, _) = Run(path, "--key", _maker.Key.Hex);
            return (code, output.TrimEnd('\n').Split('\n')[^1]);
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
