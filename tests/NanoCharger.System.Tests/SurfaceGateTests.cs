using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>The surface build as a whole: a small .nfproj outside the tree, with the tree's own props, targets, stubs and gate, and the library of the package.</summary>
    public sealed class SurfaceGateTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("nanocharger-surface-").FullName;

        /// <inheritdoc/>
        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [Theory]
        [InlineData("using System.Linq; class Probe { }", "CS0234", "Linq")]
        [InlineData("class Probe { System.Collections.Generic.List<int> _list; }", "CS0234", "Generic")]
        [InlineData("class Probe { string Of(string s) { return s.Replace(\"a\", \"b\"); } }", "CS1061", "Replace")]
        [InlineData("class Probe { (int, int) Of() { return (1, 2); } }", "CS8179", "ValueTuple")]
        [InlineData("class Probe { int? Of() { return null; } }", "CS0518", "Nullable")]
        [InlineData("class Probe { int Last(int[] a) { return a[^1]; } }", "CS0518", "Index")]
        [InlineData("class Probe { string Of() { return new System.Text.StringBuilder().ToString(); } }", "CS0234", "Text")]
        [InlineData("class Probe { string Of(string s) { return s[1..2]; } }", "CS0518", "Range")]
        [InlineData("record Probe(int X);", "CS0518", "IEquatable")]
        [InlineData("class Probe { volatile int _x; }", "CS0518", "IsVolatile")]
        [InlineData("class Probe { decimal _x; }", "CS0518", "Decimal")]
        [InlineData("class Probe { void Of(byte[] a) { System.Buffer.BlockCopy(a, 0, a, 1, 1); } }", "CS0234", "Buffer")]
        [InlineData("class Probe { void Of() { System.Threading.Monitor.Wait(this); } }", "CS0117", "Wait")]
        public void Refuses_what_the_device_has_not_and_names_it(string code, string error, string name)
        {
            (int exitCode, string output) = BuildSurface(code, "");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("error " + error, output);
            Assert.Contains(name, output);
        }

        [Fact]
        public void Refuses_floating_point_wherever_it_hides()
        {
            const string code = @"
                class Field { double _f = default; int Of() { return (int)_f; } }
                class Local { int Of(int x) { double y = x * 0.5; return (int)y; } }
                class Parameter { int Of(float x) { return 1; } }
                class Result { double Of() { throw null; } }
                class Referenced { System.DateTime Of(System.DateTime t) { return t.AddDays(1); } }
                class Inside { int Of() { return new double[3].Length; } }";
            (int exitCode, string output) = BuildSurface(code, "<NanoIntegersOnly>true</NanoIntegersOnly>");
            Assert.NotEqual(0, exitCode);
            foreach (string member in new[] { "Field._f", "Field.Of", "Local.Of", "Parameter.Of", "Result.Of", "Referenced.Of", "Inside.Of" })
            {
                Assert.Contains("error NC1001: floating point in " + member, output);
            }
        }

        [Fact]
        public void Allows_floating_point_outside_the_rules()
        {
            (int exitCode, string output) = BuildSurface("class Probe { double Half(int x) { return x * 0.5; } }", "");
            Assert.True(exitCode == 0, output);
        }

        [Fact]
        public void Refuses_statics_that_would_survive_a_reboot_and_lets_constants_pass()
        {
            const string code = @"
                class Bad
                {
                    static int Count = 1;
                    static readonly object Gate = new object();
                    public static int Level { get; set; }
                    int Of() { Count++; lock (Gate) { return Count; } }
                }
                class Good
                {
                    const int Limit = 4;
                    static readonly int[] Table = { 1, 2, 3, 4, 5 };
                    static readonly string Name = ""n"" + Limit;
                    static readonly Point Origin = new Point();
                    int Of(int i) { return Table[i] + Name.Length + Origin.X; }
                }
                class Point { public readonly int X; public Point() { X = 0; } }
                delegate int Step(int x);
                class Lambda { Step Of() { return x => x + 1; } }";
            (int exitCode, string output) = BuildSurface(code, "");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("error NC1005: Bad.Count", output);
            Assert.Contains("error NC1005: Bad.Gate", output);
            Assert.Contains("error NC1005: Bad.Level", output);
            Assert.DoesNotContain("Good", output);
            Assert.DoesNotContain("Lambda", output);
        }

        [Fact]
        public void Refuses_generics_arrays_of_two_dimensions_and_nanoFramework_namespaces()
        {
            const string code = @"
                class Box<T> { T _value = default; T Of() { return _value; } }
                class Grid { int Of() { int[,] grid = new int[2, 2]; return grid[1, 1]; } }
                namespace nanoFramework.Extra { public class Foreign { } }";
            (int exitCode, string output) = BuildSurface(code, "");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("error NC1004: Box`1", output);
            Assert.Contains("error NC1006: Grid.Of", output);
            Assert.Contains("error NC1002: nanoFramework.Extra.Foreign", output);
        }

        [Fact]
        public void Refuses_the_generic_delegates_that_the_library_declares()
        {
            const string code = @"
                using System;
                class Held { Action<int> _done; }
                class Made { int Of(int x) { Func<int, int> f = y => y + x; return f(x); } }
                class Event { event EventHandler<object> Changed; void Raise() { Changed(this, this); } }
                class Open { object Of() { return typeof(Action<>); } }
                class Plain { event EventHandler Changed; void Raise(Action done) { Changed(this, null); done(); } }";
            (int exitCode, string output) = BuildSurface(code, "");
            Assert.NotEqual(0, exitCode);
            foreach (string member in new[] { "Held._done", "Made.Of", "Event.Changed", "Event.Raise", "Open.Of" })
            {
                Assert.Contains("error NC1004: " + member + " uses the generic type", output);
            }
            Assert.DoesNotContain("Plain", output);
        }

        [Fact]
        public void Refuses_everything_in_an_interface_but_declarations()
        {
            const string code = @"
                using System;
                interface IBody { int Of() { return 1; } }
                interface IAccessor { event EventHandler Changed { add { } remove { } } }
                interface IHidden { private int Of() { return 1; } }
                interface IStatic { static int Of() { return 1; } }
                interface IConstant { const int Limit = 1; }
                interface IProtected { protected int Of(); }
                interface IAgain : IPlain { abstract int IPlain.Of(); }
                interface IPlain { int Of(); int Level { get; set; } int this[int i] { get; } event EventHandler Changed; internal void Reset(); }
                class Plain : IPlain
                {
                    public int Of() { return 1; }
                    public int Level { get; set; }
                    public int this[int i] { get { return i; } }
                    public event EventHandler Changed;
                    void IPlain.Reset() { Changed(this, null); }
                }";
            (int exitCode, string output) = BuildSurface(code, "");
            Assert.NotEqual(0, exitCode);
            foreach (string member in new[] { "IBody.Of", "IAccessor.add_Changed", "IHidden.Of", "IStatic.Of", "IConstant.Limit", "IProtected.Of", "IAgain.IPlain.Of" })
            {
                Assert.Contains("error NC1007: " + member, output);
            }
            Assert.DoesNotContain("NC1007: IPlain", output);
            Assert.DoesNotContain("NC1007: Plain", output);
        }

        [Fact]
        public void Compiles_against_the_library_that_the_device_form_names()
        {
            string root = Root();
            string library = File.ReadAllText(Path.Combine(root, "hal", "surface", "corelibrary.targets"));
            string version = Regex.Match(library, "<CoreLibraryVersion>(.+)</CoreLibraryVersion>").Groups[1].Value;
            Assert.NotEmpty(version);
            string[] forms = new[] { "firmware", "hal", "tests" }.SelectMany(folder => Forms(Path.Combine(root, folder))).ToArray();
            Assert.NotEmpty(forms);
            foreach (string form in forms)
            {
                string[] named = Regex.Matches(File.ReadAllText(form), @"nanoFramework\.CoreLibrary(?:\.|"" version="")(\d+(?:\.\d+)+)").Select(m => m.Groups[1].Value).ToArray();
                Assert.True(named.Length > 0 && named.All(name => name == version), $"{form} names {string.Join(", ", named)} and not {version}");
            }
        }

        private static string[] Forms(string folder)
        {
            return Directory.GetFiles(folder, "packages.config", SearchOption.AllDirectories)
                .Concat(Directory.GetFiles(folder, "*.nfproj", SearchOption.AllDirectories)).ToArray();
        }

        [Fact]
        public void Refuses_what_no_pe_can_hold_and_only_warns_of_what_comes_near()
        {
            (int exitCode, string output) = BuildSurface($"class Probe {{ string Of() {{ return \"{new string('a', 62_000)}\"; }} }}", "");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("error NC1008: Probe: strings 62", output);

            (exitCode, output) = BuildSurface($"class Probe {{ string Of() {{ return \"{new string('a', 50_000)}\"; }} }}", "");
            Assert.True(exitCode == 0, output);
            Assert.Contains("warning NC1009: Probe: strings 50", output);
        }

        private (int ExitCode, string Output) BuildSurface(string code, string properties)
        {
            string root = Root();
            File.WriteAllText(Path.Combine(_folder, "Probe.cs"), code);
            File.WriteAllText(Path.Combine(_folder, "Probe.nfproj"), $@"<Project>
  <Import Project=""{root}/nfproj.props"" />
  <PropertyGroup><OutputType>Library</OutputType><AssemblyName>Probe</AssemblyName>{properties}<NoWarn>CS0169;CS0414</NoWarn></PropertyGroup>
  <ItemGroup><Compile Include=""Probe.cs"" /><Reference Include=""mscorlib"" /></ItemGroup>
  <Import Project=""{root}/nfproj.targets"" />
</Project>");
            var start = new ProcessStartInfo("dotnet", "build Probe.nfproj --no-restore -nodeReuse:false -p:NanoTarget=surface")
            {
                WorkingDirectory = _folder,
                RedirectStandardOutput = true,
            };
            // A test run inside a build would pass its own settings on to this one.
            start.Environment.Remove("MSBuildSDKsPath");
            start.Environment.Remove("MSBUILD_EXE_PATH");
            using Process build = Process.Start(start)!;
            string output = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            return (build.ExitCode, output);
        }

        private static string Root()
        {
            string? folder = AppContext.BaseDirectory;
            while (folder != null && !File.Exists(Path.Combine(folder, "nfproj.props")))
            {
                folder = Path.GetDirectoryName(folder);
            }
            return folder ?? throw new InvalidOperationException("The tests do not run inside the tree.");
        }
    }
}
