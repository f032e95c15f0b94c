using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Signing.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Signing")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
