using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Core.Tests")]
[assembly: AssemblyDescription("Tests of the rules, on host and device alike")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
