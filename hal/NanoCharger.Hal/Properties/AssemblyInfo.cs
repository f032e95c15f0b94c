using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Hal")]
[assembly: AssemblyDescription("The contract between the charger's rules and a board")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
