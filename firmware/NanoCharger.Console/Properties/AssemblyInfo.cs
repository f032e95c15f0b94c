using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("NanoCharger.Console")]
[assembly: AssemblyDescription("The technician's console")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]

// The name that every test assembly has on the device.
[assembly: InternalsVisibleTo("NFUnitTest")]
