using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Signing")]
[assembly: AssemblyDescription("SHA-256, P-256 and keys")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
