using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Xml.Linq;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Scripts
{
    /// <summary>tools/flash.sh with a nanoff that writes down what it was asked and answers as the board of the test would.</summary>
    [UnsupportedOSPlatform("windows")]
    public sealed class FlashScriptTests : IDisposable
    {
        private const string Target = "--target ESP32_PSRAM_REV3 ";

        private readonly string _folder = Directory.CreateTempSubdirectory("flash").FullName;
        private readonly Dictionary<string, string> _pin;

        public FlashScriptTests()
        {
            _pin = File.ReadLines(Repository.File("firmware/NanoCharger.App/runtime.config"))
                .Where(line => !line.StartsWith('#')).Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
            File.WriteAllText(Image, "image");
            File.WriteAllText(Path.Combine(_folder, "port"), "");
            Board(_pin["mscorlib"], _pin["checksum"]);
        }

        private string Image
        {
            get { return Path.Combine(_folder, "app.bin"); }
        }

        private string[] Asked
        {
            get { return File.Exists(Path.Combine(_folder, "asked")) ? File.ReadAllLines(Path.Combine(_folder, "asked")) : []; }
        }

        private string Port
        {
            get { return Path.Combine(_folder, "port"); }
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [Fact]
        public void App_writes_the_application_only()
        {
            (int code, string error) = Flash("--app", Image);
            Assert.Equal((0, ""), (code, error));
            Assert.Equal([$"--nanodevice --devicedetails --serialport {Port}", $"{Target}--serialport {Port} --deploy --image {Image}"], Asked);
        }

        [Fact]
        public void Runtime_only_writes_the_runtime_only()
        {
            Assert.Equal(0, Flash("--runtime-only").Code);
            Assert.Equal([$"--update {Target}--serialport {Port}"], Asked);
        }

        [Theory]
        [InlineData("100.5.0.19", "0x445C7AF9")]
        [InlineData("100.5.0.24", "0x445C7AF9")]
        public void No_firmware_goes_onto_another_runtime(string version, string checksum)
        {
            Board(version, checksum);
            (int code, string error) = Flash("--app", Image);
            Assert.Equal(1, code);
            Assert.Contains($"mscorlib {version} {checksum}", error);
            Assert.Contains($"{_pin["mscorlib"]} {_pin["checksum"]}", error);
            Assert.DoesNotContain(Asked, line => line.Contains("--deploy"));
        }

        [Fact]
        public void No_firmware_goes_onto_a_board_without_a_runtime()
        {
            Nanoff("exit 9");
            (int code, string error) = Flash("--app", Image);
            Assert.Equal(1, code);
            Assert.Contains("no nanoFramework runtime answers", error);
            Assert.DoesNotContain(Asked, line => line.Contains("--deploy"));
        }

        [Fact]
        public void No_firmware_goes_onto_a_board_that_does_not_say()
        {
            Nanoff("echo Target: ESP32_PSRAM_REV3");
            Assert.Equal(1, Flash("--app", Image).Code);
            Assert.DoesNotContain(Asked, line => line.Contains("--deploy"));
        }

        [Fact]
        public void Both_at_once_asks_the_runtime_that_it_has_just_written()
        {
            Assert.Equal(0, Flash("--app", Image, "--with-runtime").Code);
            Assert.Equal(["--update", "--nanodevice", "--target"], Asked.Select(line => line.Split(' ')[0]));
        }

        [Fact]
        public void The_runtime_alone_and_an_image_contradict_each_other()
        {
            Assert.Equal(2, Flash("--runtime-only", "--app", Image).Code);
            Assert.Empty(Asked);
        }

        [Fact]
        public void The_pinned_runtime_is_that_of_the_core_library_in_packages_config()
        {
            string version = XDocument.Load(Repository.File("firmware/NanoCharger.App/packages.config")).Descendants("package")
                .Single(package => package.Attribute("id")!.Value == "nanoFramework.CoreLibrary").Attribute("version")!.Value;
            string home = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            string package = Path.Combine(home, "nanoframework.corelibrary", version);

            // The surface build has restored it: the firmware is compiled against it.
            string demands = File.ReadAllText(Path.Combine(package, "nanoframework.corelibrary.nuspec"));
            Assert.Contains($"mscorlib v{_pin["mscorlib"]} (checksum {_pin["checksum"]})", demands);
            byte[] assembly = File.ReadAllBytes(Path.Combine(package, "lib", "mscorlib.pe"));
            Assert.Equal(_pin["checksum"], $"0x{BitConverter.ToUInt32(assembly, 20):X8}");
        }

        /// <summary>A board whose runtime has this mscorlib.</summary>
        private void Board(string version, string checksum)
        {
            Nanoff($"case $* in *--devicedetails*) printf 'Native Assemblies:\\n  mscorlib v{version}, checksum {checksum}\\n  System.Net v100.2.0.11, checksum 0xD82C1452\\n' ;; esac");
        }

        private void Nanoff(string answer)
        {
            string file = Path.Combine(_folder, "nanoff");
            File.WriteAllText(file, $"#!/bin/sh\necho \"$*\" >> {_folder}/asked\n{answer}\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        private (int Code, string Error) Flash(params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in (string[])[Repository.File("tools/flash.sh"), "--port", Port, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["PATH"] = _folder + ":" + Environment.GetEnvironmentVariable("PATH");
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        }
    }
}
