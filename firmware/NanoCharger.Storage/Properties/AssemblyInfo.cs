using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Storage")]
[assembly: AssemblyDescription("Small records in two files each")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
