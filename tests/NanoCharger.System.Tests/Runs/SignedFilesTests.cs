using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>The files of a run, checked by those who know nothing of the charger: Verify as a process, and openssl by the README's lines.</summary>
    public sealed class SignedFilesTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("signed").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [Fact]
        public void A_run_ends_with_signature_valid_and_files_that_anyone_can_check()
        {
            string output = Path.Combine(_folder, "out");
            Directory.CreateDirectory(output);
            File.WriteAllText(Path.Combine(output, "receipt-of-yesterday.ocmf"), "OCMF|{}|{}");
            File.WriteAllText(Path.Combine(output, "receipt-of-yesterday.xml"), "<values/>");

            (int code, string told, string error) = Start("dotnet", Tool("NanoCharger.Bench.dll"), "--headless", "--scenario", "short", "--out", output);

            Assert.Equal((0, ""), (code, error));
            Assert.Contains("\nsignature: valid\n", told);
            string[] files = Directory.GetFiles(output, "*.ocmf").Select(file => Path.GetFileName(file)).Order().ToArray();
            Assert.Equal(3, files.Length);
            Assert.Matches("^begin-NC-0001-[0-9]+.ocmf$", files[0]);
            Assert.Matches("^reading-NC-0001-[0-9]+-T2.ocmf$", files[1]);
            Assert.Matches("^receipt-NC-0001-[0-9]+.ocmf$", files[2]);

            (code, told, _) = Start("dotnet", Tool("NanoCharger.Verify.dll"), output, "--key", Path.Combine(output, "station.pub.pem"));
            Assert.Equal(0, code);
            Assert.EndsWith("signature: valid\n", told);
            Assert.False(File.Exists(Path.Combine(output, "receipt-of-yesterday.xml")));

            foreach (string file in files)
            {
                Assert.Equal((0, "Verified OK\n"), OpenSsl(file));
            }

            string receipt = Path.Combine(output, files[2]);
            Assert.Equal(File.ReadAllText(receipt), TransparencyFileTests.AssertSound(File.ReadAllText(Path.ChangeExtension(receipt, ".xml"))));
            Assert.Contains(Path.GetFileName(Path.ChangeExtension(receipt, ".xml")), File.ReadAllText(Path.ChangeExtension(receipt, ".txt")));
            Assert.True(File.Exists(Path.ChangeExtension(receipt, ".json")));
            File.WriteAllText(receipt, File.ReadAllText(receipt).Replace("\"TX\":\"E\"", "\"TX\":\"L\"", StringComparison.Ordinal));
            Assert.Equal((1, "Verification failure\n"), OpenSsl(files[2]));
        }

        /// <summary>The README's own lines, with another file name.</summary>
        private (int Code, string Output) OpenSsl(string file)
        {
            string[] lines = File.ReadAllLines(Repository.File("tools/README.md"));
            int last = Array.FindIndex(lines, line => line.StartsWith("openssl dgst -sha256 -verify", StringComparison.Ordinal));
            int first = Array.FindLastIndex(lines, last, line => line.StartsWith("```", StringComparison.Ordinal)) + 1;
            Assert.StartsWith("f=out/", lines[first]);
            string script = $"f=out/{file}\n" + string.Join('\n', lines[(first + 1)..(last + 1)]);
            (int code, string output, _) = Start("bash", "-c", script);
            return (code, output);
        }

        private static string Tool(string name)
        {
            return Path.Combine(AppContext.BaseDirectory, name);
        }

        private (int Code, string Output, string Error) Start(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error);
        }
    }
}
