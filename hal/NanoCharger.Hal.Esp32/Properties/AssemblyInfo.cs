using System.Reflection;

[assembly: AssemblyTitle("NanoCharger.Hal.Esp32")]
[assembly: AssemblyDescription("The board contract over nanoFramework's class libraries")]
[assembly: AssemblyProduct("nanoCharger")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: AssemblyFileVersion("1.0.0.0")]
