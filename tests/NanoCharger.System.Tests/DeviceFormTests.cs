using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>What only the device's form of the projects uses, and no build here would miss: packages, entries of the solution, test settings; and the floors of Core.</summary>
    public class DeviceFormTests
    {
        private const string NanoProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

        /// <summary>Every .nfproj, by its path in the tree.</summary>
        public static TheoryData<string> Projects => Data(DeviceProjects());

        /// <summary>Those that hold device tests.</summary>
        public static TheoryData<string> TestProjects => Data(DeviceProjects().Where(path => path.EndsWith(".Tests.nfproj", StringComparison.Ordinal)));

        [Theory]
        [MemberData(nameof(Projects))]
        public void References_the_packages_that_it_restores_and_no_others(string project)
        {
            string path = Repository.File(project);
            string[] restored = XDocument.Load(Path.Combine(Path.GetDirectoryName(path)!, "packages.config")).Descendants("package")
                .Select(package => $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}").ToArray();
            Assert.Equal(restored.Distinct(), restored);

            string[] referenced = Values(path, "HintPath").Select(hint => Regex.Match(hint, @"^\.\.\\\.\.\\packages\\([^\\]+)\\lib\\[^\\]+$")).Select(match =>
            {
                Assert.True(match.Success, $"{project} has a HintPath that is no package's");
                return match.Groups[1].Value;
            }).ToArray();
            Assert.Equal(Ordered(restored), Ordered(referenced.Distinct()));

            // A reference without a HintPath is found by the host alone.
            Assert.Equal(Elements(path, "Reference").Count(), referenced.Length);
        }

        [Theory]
        [MemberData(nameof(Projects))]
        public void Takes_a_library_from_the_package_of_its_name(string project)
        {
            foreach (XElement reference in Elements(Repository.File(project), "Reference"))
            {
                string name = reference.Attribute("Include")!.Value;
                string[] hint = reference.Elements().Single(element => element.Name.LocalName == "HintPath").Value.Split('\\');
                Assert.Equal(name, Path.GetFileNameWithoutExtension(hint[^1]));
                Assert.Equal(PackageOf(name), Regex.Replace(hint[^3], @"(\.\d+)+$", ""));
            }
        }

        [Theory]
        [MemberData(nameof(Projects))]
        public void Stands_in_the_solution_with_both_configurations_and_in_its_part_for_the_device(string project)
        {
            string windows = project.Replace('/', '\\');
            string solution = File.ReadAllText(Repository.File("nanoCharger.sln"));
            string id = Values(Repository.File(project), "ProjectGuid").Single();
            Assert.Contains($"Project(\"{NanoProjectType}\") = \"{Path.GetFileNameWithoutExtension(project)}\", \"{windows}\", \"{id}\"", solution);
            foreach (string configuration in new[] { "Debug|Any CPU", "Release|Any CPU" })
            {
                foreach (string step in new[] { "ActiveCfg", "Build.0", "Deploy.0" })
                {
                    Assert.Contains($"{id}.{configuration}.{step} = {configuration}", solution);
                }
            }

            using JsonDocument part = JsonDocument.Parse(File.ReadAllText(Repository.File("firmware/nanoCharger.Device.slnf")));
            IEnumerable<string?> projects = part.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(entry => entry.GetString());
            Assert.Contains(windows, projects);
        }

        [Fact]
        public void The_solution_for_the_device_holds_device_projects_only()
        {
            using JsonDocument part = JsonDocument.Parse(File.ReadAllText(Repository.File("firmware/nanoCharger.Device.slnf")));
            string[] projects = part.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(entry => entry.GetString()!.Replace('\\', '/')).ToArray();
            Assert.Equal(Ordered(DeviceProjects().Select(Short)), Ordered(projects));
        }

        [Theory]
        [MemberData(nameof(TestProjects))]
        public void Device_tests_are_what_the_launcher_loads(string project)
        {
            string path = Repository.File(project);
            Assert.Equal("NFUnitTest", Values(path, "AssemblyName").Single());
            Assert.Contains(Elements(path, "None"), item => item.Attribute("Include")!.Value == "nano.runsettings");
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "nano.runsettings")), $"{project} has no nano.runsettings");
            string[] libraries = Elements(path, "Reference").Select(reference => reference.Attribute("Include")!.Value).ToArray();
            Assert.Contains("nanoFramework.TestFramework", libraries);
            Assert.Contains("nanoFramework.UnitTestLauncher", libraries);
        }

        [Theory]
        [InlineData("NanoCharger.Core")]
        [InlineData("NanoCharger.Records")]
        public void A_folder_uses_only_those_above_it_in_the_list_of_its_assemblys_README(string assembly)
        {
            string root = Repository.File("firmware/" + assembly);
            string floors = File.ReadAllText(Path.Combine(root, "README.md")).Split("\n## ").Single(section => section.StartsWith("Floors", StringComparison.Ordinal));
            List<string> order = Regex.Matches(floors, @"^\| `(\w+)` \|", RegexOptions.Multiline).Select(row => row.Groups[1].Value).ToList();
            string[] folders = Directory.GetDirectories(root).Select(Path.GetFileName).OfType<string>().Except(new[] { "bin", "obj", "Properties" }).ToArray();
            Assert.Equal(Ordered(folders), Ordered(order));

            var wrong = new List<string>();
            foreach (string folder in folders)
            {
                foreach (string file in Directory.GetFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
                {
                    IEnumerable<string> used = File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                        .SelectMany(line => Regex.Matches(line, Regex.Escape(assembly) + @"\.(\w+)").Select(match => match.Groups[1].Value));
                    wrong.AddRange(used.Where(name => order.IndexOf(name) > order.IndexOf(folder)).Select(name => $"{Short(file)} uses {name}"));
                }
            }
            Assert.Empty(wrong);
        }

        private static string PackageOf(string library)
        {
            return library switch
            {
                "mscorlib" => "nanoFramework.CoreLibrary",
                "nanoFramework.UnitTestLauncher" => "nanoFramework.TestFramework",
                _ when library.StartsWith("System.", StringComparison.Ordinal) => "nanoFramework." + library,
                _ => library,
            };
        }

        private static IEnumerable<XElement> Elements(string path, string name)
        {
            return XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == name);
        }

        private static IEnumerable<string> Values(string path, string name)
        {
            return Elements(path, name).Select(element => element.Value);
        }

        private static TheoryData<string> Data(IEnumerable<string> paths)
        {
            var data = new TheoryData<string>();
            foreach (string path in Ordered(paths.Select(Short)))
            {
                data.Add(path);
            }
            return data;
        }

        private static string[] Ordered(IEnumerable<string> texts)
        {
            return texts.OrderBy(text => text, StringComparer.Ordinal).ToArray();
        }

        private static string Short(string path)
        {
            return Path.GetRelativePath(Repository.File(""), path).Replace('\\', '/');
        }

        private static string[] DeviceProjects()
        {
            return Directory.GetFiles(Repository.File(""), "*.nfproj", SearchOption.AllDirectories)
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).ToArray();
        }
    }
}
