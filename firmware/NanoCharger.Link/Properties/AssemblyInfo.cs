using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Link")]
[assembly: AssemblyDescription("The way to the backend: certificates, trial of what was changed, ration of handshakes")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
