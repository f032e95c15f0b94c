using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Records")]
[assembly: AssemblyDescription("Session log and signed documents")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
