using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Fakes")]
[assembly: AssemblyDescription("A board of fakes for tests")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
