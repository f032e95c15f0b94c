using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Plays the scripts once each, then all their cuts and bent bits on as many threads as there are cores.</summary>
public sealed class CutRunner
{
    // Of each row; the table counts the others.
    private const int MostComplaints = 4;
    private const string BentModel = "1-3 bits";

    private readonly ulong _seed;
    private readonly CutPlan _plan;
    private readonly CancellationToken _stop;
    private readonly object _gate = new();
    private readonly List<CutComplaint> _complaints = [];
    private readonly Dictionary<(string Script, string Model), CutRow> _rows = [];
    private readonly Dictionary<(string Script, string Model), int> _told = [];
    private long _done;
    private long _losses;

    /// <param name="seed">For all scripts.</param>
    /// <param name="plan">How much is tried.</param>
    /// <param name="stop">Ends it early.</param>
    public CutRunner(ulong seed, CutPlan plan, CancellationToken stop = default)
    {
        _seed = seed;
        _plan = plan;
        _stop = stop;
    }

    /// <summary>Names of the scripts.</summary>
    public static IReadOnlyList<string> Scripts { get; } = CutScripts.Names.ToArray();

    /// <summary>Cuts and images judged so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Plays these scripts; bits are bent in the images of all of them.</summary>
    public CutReport Run(IReadOnlyList<string> scripts)
    {
        var watch = Stopwatch.StartNew();
        PlayedScript[] played = [.. scripts.Select(name => CutScripts.Play(name, _seed))];
        var work = new List<Action>();
        foreach (PlayedScript script in played)
        {
            foreach (StorageModel model in Enum.GetValues<StorageModel>())
            {
                _rows[(script.Name, Word(model))] = new CutRow(script.Name, Word(model), script.Operations.Count, 0, 0, 0);
                work.AddRange(Enumerable.Range(0, script.Operations.Count).Select(operation => (Action)(() => Cut(script, model, operation))));
            }
        }

        Bent(played, work);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = _stop };
            Parallel.ForEach(Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering), options, each => each());
        }
        catch (OperationCanceledException)
        {
            // The report says that it was stopped.
        }

        long images = _rows.Values.Where(row => row.Operations == 0).Sum(row => row.Cuts);
        return new CutReport(
            _seed,
            [.. _rows.Values],
            _rows.Values.Sum(row => row.Cuts) - images,
            images,
            watch.Elapsed.TotalSeconds,
            _losses,
            [.. _complaints.OrderBy(complaint => complaint.Place, StringComparer.Ordinal)],
            _stop.IsCancellationRequested);
    }

    /// <summary>Plays one cut, or one image.</summary>
    /// <returns>What is wrong; null for nothing, and a text that begins with "?" when there is no such place.</returns>
    public static string? Only(ulong seed, string place)
    {
        if (BentImages.Parse(place) is (bool several, int number))
        {
            PlayedScript[] all = [.. CutScripts.Names.Select(name => CutScripts.Play(name, seed))];
            return new BentImages(all, seed).Play(several, number);
        }

        if (CutPlace.Parse(place) is not CutPlace cut)
        {
            return "?" + place;
        }

        PlayedScript script = CutScripts.Play(cut.Script, seed);
        if (cut.Operation >= script.Operations.Count || cut.Variant.Bytes > script.Operations[cut.Operation].Length)
        {
            return "?" + place;
        }

        var trial = new CutTrial(script, StorageModel.Raw, CutPlan.All);
        trial.Play(cut);
        return trial.Complaints.Count == 0 ? null : $"{script.Steps[script.Operations[cut.Operation].Step]}, {script.Operations[cut.Operation].Name}: {trial.Complaints[0].Complaint}";
    }

    private static string Word(StorageModel model)
    {
        return model == StorageModel.Raw ? "raw" : "littlefs";
    }

    private void Cut(PlayedScript script, StorageModel model, int operation)
    {
        var trial = new CutTrial(script, model, _plan);
        trial.Play(operation);
        StorageOperation cut = script.Operations[operation];
        Count(script.Name, Word(model), trial.Cuts, trial.Again, trial.Complaints.Count);
        foreach ((CutPlace place, string complaint) in trial.Complaints)
        {
            Tell(script.Name, place.ToString(), Word(model), $"{script.Steps[cut.Step]}, {cut.Name}", complaint);
        }
    }

    private void Bent(PlayedScript[] played, List<Action> work)
    {
        var images = new BentImages(played, _seed);
        foreach (bool several in new[] { false, true })
        {
            string name = BentImages.Name(several);
            int count = several ? _plan.SeveralBlocks : _plan.OneBlock;
            for (int number = 0; number < count; number++)
            {
                int each = number;
                work.Add(() =>
                {
                    string? complaint = images.Play(several, each);
                    Count(name, BentModel, 1, 0, complaint == null ? 0 : 1);
                    if (complaint != null)
                    {
                        Tell(name, name + ":" + each.ToString(CultureInfo.InvariantCulture), BentModel, "at rest", complaint);
                    }
                });
            }
        }
    }

    private void Count(string script, string model, int cuts, int again, int complaints)
    {
        Interlocked.Add(ref _done, cuts);
        lock (_gate)
        {
            _losses += complaints;
            CutRow row = _rows.GetValueOrDefault((script, model)) ?? new CutRow(script, model, 0, 0, 0, 0);
            _rows[(script, model)] = row with { Cuts = row.Cuts + cuts, Again = row.Again + again, Complaints = row.Complaints + complaints };
        }
    }

    private void Tell(string script, string place, string model, string step, string what)
    {
        lock (_gate)
        {
            int told = _told.GetValueOrDefault((script, model));
            _told[(script, model)] = told + 1;
            if (told < MostComplaints)
            {
                string command = string.Create(CultureInfo.InvariantCulture, $"dotnet run -c Release --project tools/NanoCharger.Bench -- powercut --seed {_seed} --only {place}");
                _complaints.Add(new CutComplaint(place, model, step, what, command));
            }
        }
    }
}
