using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Bay;
using Spectre.Console;

namespace NanoCharger.Bench;

/// <summary>A table that follows the run on a terminal.</summary>
public sealed class LiveView : IRunView
{
    private const int Events = 6;
    private const int Width = 60;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <inheritdoc/>
    public void Follow(BenchRun run, RunNews news, Task playing)
    {
        AnsiConsole.Live(Table(run, news)).Start(live =>
        {
            bool over;
            do
            {
                over = ((IAsyncResult)playing).AsyncWaitHandle.WaitOne(Interval);
                live.UpdateTarget(Table(run, news));
            }
            while (!over);
        });
    }

    private static Table Table(BenchRun run, RunNews news)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("nanoCharger in the bay") };
        table.AddColumn("what");
        table.AddColumn(new TableColumn("now") { Width = Width });
        foreach ((string what, string now) in Rows(run, news))
        {
            table.AddRow(what, Markup.Escape(now));
        }

        return table;
    }

    /// <summary>What the table says at this moment: what, and how it stands.</summary>
    public static IEnumerable<(string What, string Now)> Rows(BenchRun run, RunNews news)
    {
        BayView view = run.Bay.View;
        string end = Time(run.EndSeconds);
        yield return ("virtual time", $"{Time(view.Seconds)} of {end} ({100 * view.Seconds / run.EndSeconds:0} %)");
        yield return ("supply", view.Powered ? "on" : "cut");
        yield return ("vehicle", view.Vehicle == "A" ? "A (none)" : view.Vehicle);
        yield return ("offer", view.OfferAmps > 0 ? Number(view.OfferAmps, "0.0", "A") : "none");
        yield return ("contactor", view.Closed ? "closed" : "open");
        yield return ("lamp", view.Lamp);
        yield return ("current", string.Join("  ", view.Amps.Select(amps => Number(amps, "0.00", "A"))));
        yield return ("power", Number(view.Watts / 1000, "0.000", "kW"));
        yield return ("delivered", Number(view.EnergyWh / 1000, "0.000", "kWh"));
        yield return ("register", view.Facts == null ? "-" : Number(view.Facts.RegisterMilliwattHours / 1e6, "0.000", "kWh"));
        yield return ("transaction", TransactionOf(view.Transaction, view.Seconds));
        yield return ("price so far", run.PriceSoFar(view) is { } price ? Number((double)price, "0.00", run.Backends.Currency) : "-");
        yield return ("faults", news.Faults is { Count: > 0 } faults ? string.Join(", ", faults) : "none");
        yield return ("link", view.Linked ? "online" : "offline");
        yield return ("signature", run.Documents.Status);
        if (run.Backends.House is { } house)
        {
            yield return ("pages", house.Address);
            yield return ("sign in as", house.SignIn);
        }

        string what = "events";
        foreach (string line in news.Since(news.Count - Events))
        {
            yield return (what, line);
            what = string.Empty;
        }
    }

    private static string TransactionOf(TrueTransaction? transaction, double now)
    {
        return transaction == null ? "none"
            : double.IsNaN(transaction.EndedSeconds) ? $"{transaction.Id} for {Time(now - transaction.StartedSeconds)}, {Number(transaction.EnergyWh / 1000, "0.000", "kWh")}"
            : $"{transaction.Id} ended at {Time(transaction.EndedSeconds)}, {Number(transaction.EnergyWh / 1000, "0.000", "kWh")}";
    }

    private static string Time(double seconds)
    {
        return TimeSpan.FromSeconds(seconds).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    private static string Number(double value, string format, string unit)
    {
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
    }
}
