using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.App.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.App")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
