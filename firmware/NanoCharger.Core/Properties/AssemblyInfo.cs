using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Core")]
[assembly: AssemblyDescription("Every rule of the charger")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
