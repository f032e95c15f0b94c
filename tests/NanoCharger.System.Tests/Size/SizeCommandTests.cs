using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Check.Size;
using Xunit;

namespace NanoCharger.System.Tests.Size
{
    /// <summary>The command "size" on a tree of device projects: exit codes, a row for each project, by the project's name.</summary>
    public sealed class SizeCommandTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("nanocharger-size-").FullName;

        /// <inheritdoc/>
        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [Fact]
        public void A_tree_has_a_row_for_each_project_and_configuration_by_the_projects_name()
        {
            Build("firmware/Fan", "Fan", "Debug", 200);
            Build("firmware/Fan", "Fan", "Release", 100);
            Build("tests/Fan.Tests", "NFUnitTest", "Release", 300);
            Build("tests/Pump.Tests", "NFUnitTest", "Release", 400);
            File.Move(Build("firmware/App", "App", "Release", 500), Path.Combine(_folder, "firmware/App/bin/surface/Release/App.exe"));

            (int code, string output, string error) = Run(_folder);

            Assert.Equal(0, code);
            Assert.Empty(error);
            string[] rows = ["App Release 500", "Fan Debug 200", "Fan Release 100", "Fan.Tests Release 300", "Pump.Tests Release 400"];
            string[] lines = output.Split('\n')[1..6];
            Assert.Equal(rows, lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..3])));
            Assert.DoesNotContain("LIMIT", output);
        }

        [Fact]
        public void A_configuration_can_be_asked_for_and_must_then_have_been_built_by_every_project()
        {
            Build("firmware/Fan", "Fan", "Debug", 200);
            Build("firmware/Fan", "Fan", "Release", 100);
            (int code, string output, _) = Run(_folder, "--configuration", "Release");
            Assert.Equal(0, code);
            Assert.DoesNotContain("Debug", output);

            Build("firmware/Pump", "Pump", "Debug", 100);
            (code, _, string error) = Run(_folder, "--configuration", "Release");
            Assert.Equal(2, code);
            Assert.Contains("Pump.nfproj: its surface is not built in Release", error);
        }

        [Fact]
        public void A_test_assembly_that_outgrows_its_strings_and_a_firmware_that_outgrows_its_bytecode_exit_1()
        {
            Build("firmware/Fan", "Fan", "Release", 76_675);
            (int code, string output, _) = Run(_folder);
            Assert.Equal(1, code);
            Assert.Contains("BEYOND THE LIMIT: Fan Release: bytecode 76675 of 65535, 117.0 %", output);

            string tests = Build("tests/Fan.Tests", "NFUnitTest", "Release", 100, new string('A', 62_000));
            (code, output, _) = Run(tests);
            Assert.Equal(1, code);
            Assert.Contains("BEYOND THE LIMIT: Fan.Tests Release: strings 62", output);
        }

        [Fact]
        public void What_is_near_a_limit_is_told_and_exits_0()
        {
            (int code, string output, _) = Run(Build("firmware/Fan", "Fan", "Release", 50_000));
            Assert.Equal(0, code);
            Assert.Contains("near the limit: Fan Release: bytecode 50000 of 65535, 76.3 %", output);
        }

        [Fact]
        public void Namespaces_are_shown_where_they_are_asked_for()
        {
            string file = Build("firmware/Fan", "Fan", "Release", 100);
            Assert.DoesNotContain("by namespace", Run(file).Output);
            Assert.Contains("Fan Release, bytecode by namespace\n       100  Sample", Run(file, "--namespaces").Output);
        }

        [Fact]
        public void Json_has_every_figure_with_its_limit()
        {
            using JsonDocument document = JsonDocument.Parse(Run(Build("firmware/Fan", "Fan", "Release", 50_000), "--json").Output);
            JsonElement row = document.RootElement.EnumerateArray().Single();
            Assert.Equal("Fan", row.GetProperty("project").GetString());
            Assert.Equal("Release", row.GetProperty("configuration").GetString());
            JsonElement bytecode = row.GetProperty("figures").GetProperty("bytecode");
            Assert.Equal(50_000, bytecode.GetProperty("count").GetInt32());
            Assert.Equal(65_535, bytecode.GetProperty("limit").GetInt32());
            Assert.Equal("Near", bytecode.GetProperty("state").GetString());
            Assert.Equal(50_000, row.GetProperty("namespaces").GetProperty("Sample").GetInt32());
        }

        [Fact]
        public void What_cannot_be_read_exits_2_and_is_named()
        {
            string text = Path.Combine(_folder, "text.dll");
            File.WriteAllText(text, "no assembly");
            string missing = Path.Combine(_folder, "no.dll");
            foreach (string[] args in (string[][])[[], ["--nosuch", _folder], [_folder, "--configuration"], [_folder], [text], [missing]])
            {
                (int code, string output, string error) = Run(args);
                Assert.Equal(2, code);
                Assert.Empty(output);
                Assert.NotEmpty(error);
            }
            Assert.Contains("text.dll", Run(text).Error);
        }

        private static (int Code, string Output, string Error) Run(params string[] args)
        {
            using StringWriter output = new() { NewLine = "\n" };
            using StringWriter error = new() { NewLine = "\n" };
            int code = SizeCommand.Run(args, output, error);
            return (code, output.ToString(), error.ToString());
        }

        private string Build(string project, string assembly, string configuration, int bytes, string method = "Run")
        {
            string folder = Path.Combine(_folder, project);
            Directory.CreateDirectory(folder);
            string text = $"<Project><PropertyGroup><AssemblyName>{assembly}</AssemblyName></PropertyGroup></Project>";
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(project) + ".nfproj"), text);
            using SampleModule sample = new(assembly);
            sample.AddBytes(method, bytes);
            return sample.Write(Path.Combine(folder, "bin", "surface", configuration, assembly + ".dll"));
        }
    }
}
