using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Text")]
[assembly: AssemblyDescription("Numbers, dates, checksums and encodings")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
