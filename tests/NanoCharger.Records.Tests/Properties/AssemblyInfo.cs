using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Records.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Records")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
