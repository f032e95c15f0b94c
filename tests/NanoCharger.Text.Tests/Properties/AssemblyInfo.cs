using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Text.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Text")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
