using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Link.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Link")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
