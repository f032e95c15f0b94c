using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NanoCharger.System.Tests.Documents;
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
        public void Refuses_a_constant_from_which_something_hangs_that_can_change()
        {
            const string code = @"
                enum Kind { One, Two }
                interface ITeller { int Of(); }
                class Counting { private int _count; public int Next() { return ++_count; } }
                sealed class Derived : Counting { }
                sealed class Holder { private readonly Counting _held = new Counting(); public int Of() { return _held.Next(); } }
                sealed class Listing { public readonly System.Collections.ArrayList List = new System.Collections.ArrayList(); }
                class Open { public readonly int X = 1; }
                sealed class Opened : Open { public int Y = 1; }
                sealed class Teller : ITeller { private int _told; public int Of() { return ++_told; } }
                sealed class Loose { private int _x; internal Loose With(int x) { _x = x; return this; } public int X { get { return _x; } } }
                static class Bad
                {
                    static readonly Derived Based = new Derived();
                    static readonly Holder Held = new Holder();
                    static readonly Listing Listed = new Listing();
                    static readonly Open Extended = new Opened();
                    static readonly ITeller Told = new Teller();
                    static readonly Counting[] Many = { new Counting() };
                    static readonly object[] Any = { new Counting() };
                    static readonly Loose Set = new Loose();
                    public static int Of() { return Set.With(2).X; }
                }
                sealed class Row
                {
                    public readonly string Name;
                    private readonly Kind _kind;
                    private readonly int[] _numbers = { 1, 2 };
                    public int Limit { get; private set; }
                    public bool Last { get; private set; }
                    public Row(string name, Kind kind) { Name = name; _kind = kind; }
                    internal static Row Of(string name) { return new Row(name, Kind.Two) { Limit = 3 }; }
                    internal Row AsLast() { Last = true; return this; }
                    public int Sum() { return _numbers[0] + (int)_kind; }
                }
                static class Good
                {
                    static readonly string[] Names = { ""a"", ""b"" };
                    static readonly byte[][] Tables = { new byte[] { 1 }, new byte[] { 2 } };
                    static readonly Row[] Rows = { new Row(""a"", Kind.One), Row.Of(""b"").AsLast() };
                    static readonly System.TimeSpan Wait = new System.TimeSpan(1);
                }";
            (int exitCode, string output) = BuildSurface(code, "");
            Assert.NotEqual(0, exitCode);
            foreach (string member in new[] { "Based", "Held", "Listed", "Extended", "Told", "Many", "Any", "Set" })
            {
                Assert.Contains("error NC1005: Bad." + member, output);
            }
            Assert.DoesNotContain("Good", output);
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
        public void Refuses_in_attributes_what_it_refuses_in_code()
        {
            const string code = @"
                using System;
                [assembly: My(typeof(int[,]))]
                sealed class MyAttribute : Attribute { public MyAttribute(object o) { } public object Named; public object Set { get; set; } }
                sealed class RealAttribute : Attribute { public RealAttribute(double d) { } }
                [My(1.5)] class OnType { }
                class On
                {
                    [My(typeof(int[,]))] int _field = 0;
                    [My(typeof(Action<>))] int Method() { return _field; }
                    int Parameter([My(typeof(Action<int>))] int x) { return x; }
                    [return: My(2f)] int Result() { return 1; }
                    [My(null, Named = 2.5)] int Property { get { return 1; } }
                    [My(null, Set = typeof(int[,]))] event EventHandler Raised { add { } remove { } }
                    [My(new object[] { 1, 3.5 })] int Array() { return 1; }
                    [Real(1)] int Converted() { return 1; }
                }
                [My(1)] class Plain { [My(typeof(int[]))] int Of([My(DayOfWeek.Friday)] int x) { return x; } }";
            (int exitCode, string output) = BuildSurface(code, "<NanoIntegersOnly>true</NanoIntegersOnly>");
            Assert.NotEqual(0, exitCode);
            foreach (string member in new[] { "OnType", "On.Result", "On.Property", "On.Array", "On.Converted" })
            {
                Assert.Contains("error NC1001: floating point in " + member, output);
            }
            foreach (string member in new[] { "On.Method", "On.Parameter" })
            {
                Assert.Contains("error NC1004: " + member, output);
            }
            foreach (string member in new[] { "Probe", "On._field", "On.Raised" })
            {
                Assert.Contains("error NC1006: " + member, output);
            }
            Assert.DoesNotContain("Plain", output);
        }

        [Fact]
        public void Allows_floating_point_in_attributes_outside_the_rules()
        {
            (int exitCode, string output) = BuildSurface("sealed class MyAttribute : System.Attribute { public MyAttribute(object o) { } } [My(1.5)] class Probe { }", "");
            Assert.True(exitCode == 0, output);
        }

        [Fact]
        public void Refuses_what_is_too_near_the_machine()
        {
            const string code = @"
                using System;
                using System.Runtime.CompilerServices;
                namespace System.Runtime.CompilerServices { class ModuleInitializerAttribute : Attribute { } }
                namespace System.Runtime.InteropServices { class DllImportAttribute : Attribute { public DllImportAttribute(string name) { } } }
                static class Initialiser { [ModuleInitializer] internal static void Start() { } }
                class Extern { [MethodImpl(MethodImplOptions.InternalCall)] internal static extern int Of(); }
                class Imported { [System.Runtime.InteropServices.DllImport(""a"")] internal static extern int Of(); }
                class Typed { int Of(int x) { var r = __makeref(x); return __refvalue(r, int); } object Type(int x) { return __reftype(__makeref(x)); } }
                class Any { int Of(__arglist) { return 1; } int Call() { return Of(__arglist(1, 2)); } }
                class Native { nint _held = 0; int Of(int x) { nint y = x; return (int)(y + 1 + _held); } }
                class Handle { IntPtr _handle = default; object Of() { return _handle; } }
                class Stack { unsafe int Of(int n) { int* a = stackalloc int[n]; return a[0]; } }
                class Fixed { unsafe int Of(int[] a) { fixed (int* p = a) { return *p; } } }
                class Function { static int Twice(int x) { return 2 * x; } unsafe int Of() { delegate*<int, int> f = &Twice; return f(1); } }
                abstract class Plain
                {
                    delegate int Step(int x);
                    abstract internal int Of();
                    int In(in int x) { return x; }
                    int Run(uint n) { Step step = x => x + 1; return step(new int[n].Length); }
                    ref struct Passing { public int X; public Passing(int x) { X = x; } }
                }";
            (int exitCode, string output) = BuildSurface(code, "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>");
            Assert.NotEqual(0, exitCode);
            foreach (string member in new[] { "Probe has a module initialiser", "Extern.Of", "Imported.Of", "Typed.Of", "Typed.Type", "Any.Of", "Any.Call", "Native._held", "Native.Of", "Handle._handle", "Stack.Of", "Fixed.Of", "Function.Of" })
            {
                Assert.Contains("error NC1010: " + member, output);
            }
            Assert.Contains("error NC1002: System.Runtime.CompilerServices.ModuleInitializerAttribute", output);
            Assert.DoesNotContain("Plain", output);
        }

        [Fact]
        public void Refuses_a_type_and_a_method_that_no_record_of_a_pe_can_count()
        {
            string code = $@"
                class Many
                {{
                    int Switch(int x) {{ {Switch(256)} }}
                    int Locals(int x) {{ {List(256, i => $"int a{i} = x;", " ")} return a255; }}
                    int Arguments({List(255, i => $"int a{i}", ", ")}) {{ return a254; }}
                }}
                class Members {{ {List(256, i => $"internal int F{i}; internal static void M{i}() {{ }}", " ")} }}
                class Few
                {{
                    int Switch(int x) {{ {Switch(255)} }}
                    static int Locals(int x) {{ {List(200, i => $"int a{i} = x;", " ")} return a199; }}
                    static int Arguments({List(255, i => $"int a{i}", ", ")}) {{ return a254; }}
                    {List(255, i => $"internal int F{i};", " ")}
                }}";
            (int exitCode, string output) = BuildSurface(code, "<WarningLevel>0</WarningLevel>");
            Assert.NotEqual(0, exitCode);
            Assert.Contains("error NC1011: Many.Switch has 256 targets of a switch", output);
            Assert.Matches("error NC1011: Many.Locals has \\d+ locals", output);
            Assert.Contains("error NC1011: Many.Arguments has 256 arguments", output);
            Assert.Contains("error NC1011: Members has 256 instance fields", output);
            Assert.Contains("error NC1011: Members has 256 static methods", output);
            Assert.DoesNotContain("Few", output);
        }

        private static string Switch(int cases)
        {
            return "switch (x) { " + List(cases, i => $"case {i}: return {i * 7 % 31};", " ") + " default: return -1; }";
        }

        private static string List(int count, Func<int, string> text, string between)
        {
            return string.Join(between, Enumerable.Range(0, count).Select(text));
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
            string library = File.ReadAllText(Repository.File("hal/surface/corelibrary.targets"));
            string version = Regex.Match(library, "<CoreLibraryVersion>(.+)</CoreLibraryVersion>").Groups[1].Value;
            Assert.NotEmpty(version);
            string[] forms = new[] { "firmware", "hal", "tests" }.SelectMany(folder => Forms(Repository.File(folder))).ToArray();
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
            string root = Repository.File("");
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
    }
}
