using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Mosquitto;
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
            RunReport report = Play(stop);
            Write(report);
            new Closing(report, _options.OutDirectory).Print(Console.Out);
            return report.Stopped ? ExitCode.Stopped : report.Summary.Violations.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
        }
        catch (ScenarioException wrong)
        {
            Console.Error.WriteLine(Printable.Line(wrong.Message));
            return ExitCode.BadInput;
        }
        catch (Exception failed) when (failed is MosquittoException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Line(failed.Message));
            return ExitCode.Failed;
        }
    }

    private RunReport Play(CancellationToken stop)
    {
        using TextWriter? trace = OpenTrace();
        using var run = new BenchRun(_options, trace, stop);
        Task<RunReport> playing = Task.Factory.StartNew(run.Play, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _view.Follow(run, playing);
        return playing.GetAwaiter().GetResult();
    }

    private StreamWriter? OpenTrace()
    {
        if (_options.OutDirectory == null)
        {
            return null;
        }

        // A wrong setting is found before the first file is touched.
        Commissioning.Prepare(_options.Scenario, null);
        Directory.CreateDirectory(_options.OutDirectory);
        RemoveDocuments(_options.OutDirectory);
        return new StreamWriter(Path.Combine(_options.OutDirectory, "trace.jsonl"), false, new UTF8Encoding(false), 1 << 16);
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

    private void Write(RunReport report)
    {
        if (_options.OutDirectory == null)
        {
            return;
        }

        File.WriteAllText(Path.Combine(_options.OutDirectory, "summary.json"), report.Summary.ToJson());
        foreach (Receipt receipt in report.Receipts.Values)
        {
            ReceiptFiles.WriteTexts(_options.OutDirectory, receipt);
        }

        foreach (SeenDocument document in report.Documents.Documents)
        {
            string file = Path.Combine(_options.OutDirectory, document.FileName);
            File.WriteAllText(file, document.Text, Encoding.Latin1);
            if (document.Verdict is { Valid: true, Document.IsReceipt: true })
            {
                File.WriteAllText(Path.ChangeExtension(file, ".xml"), TransparencyFile.Write(document.Text, document.Key));
            }
        }

        if (report.Key is { } key)
        {
            File.WriteAllText(Path.Combine(_options.OutDirectory, KeyFile), key.Pem);
        }
    }
}
