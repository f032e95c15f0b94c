using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Ocpp")]
[assembly: AssemblyDescription("OCPP 2.0.1 to the backend")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
