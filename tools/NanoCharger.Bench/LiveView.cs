using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Bay;
using Spectre.Console;

namespace NanoCharger.Bench;

/// <summary>A table that follows the run on a terminal.</summary>
public sealed class LiveView : IRunView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <inheritdoc/>
    public void Follow(BenchRun run, Task playing)
    {
        AnsiConsole.Live(Table(run)).Start(live =>
        {
            bool over;
            do
            {
                over = ((IAsyncResult)playing).AsyncWaitHandle.WaitOne(Interval);
                live.UpdateTarget(Table(run));
            }
            while (!over);
        });
    }

    private static Table Table(BenchRun run)
    {
        BayView view = run.Bay.View;
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("nanoCharger in the bay") };
        table.AddColumn("what");
        table.AddColumn(new TableColumn("now") { Width = 44 });
        Row(table, "virtual time", TimeSpan.FromSeconds(view.Seconds).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture));
        Row(table, "supply", view.Powered ? "on" : "cut");
        Row(table, "vehicle", view.Vehicle == "A" ? "A (none)" : view.Vehicle);
        Row(table, "offer", view.OfferAmps > 0 ? Number(view.OfferAmps, "0.0", "A") : "none");
        Row(table, "contactor", view.Closed ? "closed" : "open");
        Row(table, "current", string.Join("  ", view.Amps.Select(amps => Number(amps, "0.00", "A"))));
        Row(table, "power", Number(view.Watts / 1000, "0.000", "kW"));
        Row(table, "delivered", Number(view.EnergyWh / 1000, "0.000", "kWh"));
        Row(table, "register", view.Facts == null ? "-" : Number(view.Facts.RegisterMilliwattHours / 1e6, "0.000", "kWh"));
        Row(table, "link", view.Linked ? "online" : "offline");
        Row(table, "signature", run.Documents.Status);
        return table;
    }

    private static string Number(double value, string format, string unit)
    {
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
    }

    private static void Row(Table table, string what, string now)
    {
        table.AddRow(what, Markup.Escape(now));
    }
}
