using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("NanoCharger.Link")]
[assembly: AssemblyDescription("The way to the backend: certificates, trial of what was changed, ration of handshakes")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]

// The name that every test assembly has on the device.
[assembly: InternalsVisibleTo("NFUnitTest")]
