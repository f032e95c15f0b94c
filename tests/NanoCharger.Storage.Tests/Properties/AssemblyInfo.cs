using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Storage.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Storage")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
