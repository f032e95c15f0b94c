using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Ocpp.Tests")]
[assembly: AssemblyDescription("Tests of NanoCharger.Ocpp")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
