using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Console.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Console")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
