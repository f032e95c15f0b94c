using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Mqtt;
using NanoCharger.Verify;

namespace NanoCharger.Bench;

/// <summary>A run as the command line shows it: view, files, closing words, exit code.</summary>
public sealed class BenchSession
{
    private const string KeyFile = "station.pub.pem";

    private static readonly string[] Leftovers = ["*.ocmf", "receipt-*.txt", "receipt-*.json", "receipt-*.xml"];

    private readonly BenchOptions _options;
    private readonly IRunView _view;

    /// <summary>Prepares a session.</summary>
    public BenchSession(BenchOptions options, IRunView view)
    {
        _options = options;
        _view = view;
    }

    /// <summary>Runs it.</summary>
    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public int Run(CancellationToken stop)
    {
        try
        {
            // A wrong setting is found before the first file is touched.
            Commissioning.Prepare(_options.Scenario, null);
            string? wrong = _options.Broker?.Unreachable();
            return wrong == null ? RunInto(_options.OutDirectory, stop) : Refuse(wrong);
        }
        catch (ScenarioException wrong)
        {
            return Refuse(wrong.Message);
        }
        catch (Exception failed) when (failed is BrokerException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Line(failed.Message));
            return ExitCode.Failed;
        }
    }

    private static int Refuse(string? wrong)
    {
        Console.Error.WriteLine(Printable.Line(wrong));
        return ExitCode.BadInput;
    }

    private int RunInto(string? directory, CancellationToken stop)
    {
        if (directory == null)
        {
            return Play(null, null, stop);
        }

        using OutFolder? folder = OutFolder.Take(directory, out string? wrong);
        using TextWriter? trace = folder?.OpenTrace(out wrong);
        if (folder == null || trace == null)
        {
            return Refuse(wrong);
        }

        RemoveDocuments(directory);
        return Play(folder, trace, stop);
    }

    private int Conclude(OutFolder? folder, RunReport report)
    {
        if (folder != null)
        {
            Write(folder, report);
        }

        new Closing(report, _options).Print(Console.Out);
        return report.Stopped ? ExitCode.Stopped
            : report.Summary.Violations.Count > 0 || Closing.OwesUnasked(report, _options.Scenario) ? ExitCode.Failed
            : ExitCode.Ok;
    }

    private int Play(OutFolder? folder, TextWriter? trace, CancellationToken stop)
    {
        using var news = new RunNews(trace);
        using var run = new BenchRun(_options, news, stop);
        Task<RunReport> playing = Task.Factory.StartNew(run.Play, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _view.Follow(run, news, playing);
        int code = Conclude(folder, playing.GetAwaiter().GetResult());
        if (run.Backends.House is { } house && !stop.IsCancellationRequested)
        {
            Console.WriteLine($"The pages stay at {house.Address} (sign in as {house.SignIn}) until Ctrl-C.");
            stop.WaitHandle.WaitOne();
        }

        return code;
    }

    /// <summary>Documents and receipts of an earlier run are another station's, by another key: among this one's they would only mislead.</summary>
    private static void RemoveDocuments(string folder)
    {
        foreach (string file in Leftovers.SelectMany(pattern => Directory.GetFiles(folder, pattern)))
        {
            File.Delete(file);
        }

        File.Delete(Path.Combine(folder, KeyFile));
    }

    private static void Write(OutFolder folder, RunReport report)
    {
        File.WriteAllText(folder.Of("summary.json"), report.Summary.ToJson());
        foreach (Receipt receipt in report.Receipts.Values)
        {
            ReceiptFiles.WriteTexts(folder.Of(string.Empty), receipt);
        }

        foreach (SeenDocument document in report.Documents.Documents)
        {
            string file = folder.Of(document.FileName);
            File.WriteAllText(file, document.Text, Encoding.Latin1);
            if (document.Verdict is { Valid: true, Document.IsReceipt: true })
            {
                File.WriteAllText(Path.ChangeExtension(file, ".xml"), TransparencyFile.Write(document.Text, document.Key));
            }
        }

        if (report.Key is { } key)
        {
            File.WriteAllText(folder.Of(KeyFile), key.Pem);
        }
    }
}
