using System;
using System.Globalization;
using System.Threading.Tasks;
using NanoCharger.Bay;

namespace NanoCharger.Bench;

/// <summary>One line now and then, for pipes and logs.</summary>
public sealed class PlainView : IRunView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public void Follow(BenchRun run, Task playing)
    {
        while (!((IAsyncResult)playing).AsyncWaitHandle.WaitOne(Interval))
        {
            BayView view = run.Bay.View;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{TimeSpan.FromSeconds(view.Seconds):hh\\:mm\\:ss}  vehicle {view.Vehicle}  {(view.Closed ? "closed" : "open  ")}  {view.Watts / 1000:0.00} kW  {view.EnergyWh / 1000:0.000} kWh"));
        }
    }
}
