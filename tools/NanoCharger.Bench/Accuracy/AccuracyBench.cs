using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace NanoCharger.Bench.Accuracy;

/// <summary>Measures rows and charges, as many units side by side as there are cores.</summary>
public sealed class AccuracyBench
{
    private readonly int _units;
    private readonly ulong _first;
    private readonly Action<string> _progress;
    private int _done;

    /// <summary>A bench.</summary>
    /// <param name="units">Units of each row, at most.</param>
    /// <param name="first">Seed of the first unit.</param>
    /// <param name="progress">Takes a line now and then; may be called on any thread.</param>
    public AccuracyBench(int units, ulong first, Action<string> progress)
    {
        _units = units;
        _first = first;
        _progress = progress;
    }

    /// <summary>Measures rows.</summary>
    public IReadOnlyList<AccuracyFigure> Measure(IReadOnlyList<AccuracyRow> rows)
    {
        UnitFigure[][] figures = rows.Select(row => new UnitFigure[Math.Min(row.Units, _units)]).ToArray();
        // The long ones are at the end of the table, so they go first: no core waits for the other at the end.
        (int Row, int Unit)[] jobs = Enumerable.Range(0, rows.Count).Reverse()
            .SelectMany(row => Enumerable.Range(0, figures[row].Length).Select(unit => (row, unit)))
            .ToArray();
        Work("point", jobs.Length, index =>
        {
            (int row, int unit) = jobs[index];
            ulong seed = _first + (ulong)unit;
            figures[row][unit] = rows[row].Measure(seed, Seed(rows[row].Id, seed));
        });
        return rows.Select((row, index) => new AccuracyFigure(row, _first, figures[index])).ToList();
    }

    /// <summary>Plays charges.</summary>
    public IReadOnlyList<ChargeFigure> Play(IReadOnlyList<ulong> seeds)
    {
        var figures = new ChargeFigure[seeds.Count];
        Work("charge", seeds.Count, index => figures[index] = ChargeBench.Play(seeds[index]));
        return figures;
    }

    /// <summary>Seed of the noise: its own for each row and unit, whatever other rows there are (FNV-1a).</summary>
    private static ulong Seed(string row, ulong unit)
    {
        ulong hash = 14695981039346656037UL ^ (unit * 0x9E3779B97F4A7C15UL);
        foreach (char letter in row)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }

    private void Work(string what, int count, Action<int> work)
    {
        _done = 0;
        int taken = 0;
        int tenth = Math.Max(1, count / 10);

        // Taken one by one: a job may last a thousand times as long as its neighbour.
        Parallel.For(0, Math.Min(count, Environment.ProcessorCount), _ =>
        {
            for (int index = Interlocked.Increment(ref taken) - 1; index < count; index = Interlocked.Increment(ref taken) - 1)
            {
                work(index);
                int done = Interlocked.Increment(ref _done);
                if (done % tenth == 0)
                {
                    _progress($"{done} of {count} {what}s");
                }
            }
        });
    }
}
