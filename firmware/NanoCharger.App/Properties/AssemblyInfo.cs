using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.App")]
[assembly: AssemblyDescription("Picks the board, wires the parts, runs the loop")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
