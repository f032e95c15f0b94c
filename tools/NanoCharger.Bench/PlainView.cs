using System;
using System.Globalization;
using System.Threading.Tasks;
using NanoCharger.Bay;

namespace NanoCharger.Bench;

/// <summary>A line for each event and one now and then, for pipes and logs.</summary>
public sealed class PlainView : IRunView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public void Follow(BenchRun run, RunNews news, Task playing)
    {
        long told = 0;
        bool over;
        do
        {
            over = ((IAsyncResult)playing).AsyncWaitHandle.WaitOne(Interval);
            long count = news.Count;
            foreach (string line in news.Since(told))
            {
                Console.WriteLine(line);
            }

            told = count;
            if (!over)
            {
                Console.WriteLine(Line(run, run.Bay.View));
            }
        }
        while (!over);
    }

    private static string Line(BenchRun run, BayView view)
    {
        string price = run.PriceSoFar(view) is { } asked ? string.Create(CultureInfo.InvariantCulture, $"  {asked:0.00} {run.Backends.Currency}") : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeSpan.FromSeconds(view.Seconds):d\\.hh\\:mm\\:ss}  vehicle {view.Vehicle}  {(view.Closed ? "closed" : "open  ")}  {view.Watts / 1000:0.00} kW  {view.EnergyWh / 1000:0.000} kWh{price}");
    }
}
