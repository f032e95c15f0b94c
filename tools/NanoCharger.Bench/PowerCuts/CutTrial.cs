using System.Collections.Generic;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Cuts the power at one operation of a script in every way, and again at every operation of each recovery.</summary>
internal sealed class CutTrial
{
    private readonly PlayedScript _script;
    private readonly StorageModel _model;
    private readonly CutPlan _plan;

    /// <param name="script">The script, played.</param>
    /// <param name="model">What a cut may leave.</param>
    /// <param name="plan">How many of the torn lengths.</param>
    internal CutTrial(PlayedScript script, StorageModel model, CutPlan plan)
    {
        _script = script;
        _model = model;
        _plan = plan;
    }

    /// <summary>Cuts whose recovery was judged.</summary>
    internal int Cuts { get; private set; }

    /// <summary>Those of them that were in a recovery.</summary>
    internal int Again { get; private set; }

    /// <summary>What was wrong, and where.</summary>
    internal List<(CutPlace Place, string Complaint)> Complaints { get; } = [];

    /// <summary>All cuts at one operation.</summary>
    internal void Play(int operation)
    {
        foreach (CutVariant variant in _script.Operations[operation].Variants(_model, _plan.Stride))
        {
            var place = new CutPlace(_script.Name, operation, variant);
            Recovery? first = Recover(place);
            for (int again = 0; again < first?.Operations.Count && variant.Bytes % _plan.AgainStride == 0; again++)
            {
                foreach (CutVariant second in SecondVariants(place, first.Operations[again], again))
                {
                    RecoverAgain(place with { Again = again, AgainVariant = second }, first);
                }
            }
        }
    }

    /// <summary>One cut only.</summary>
    internal void Play(CutPlace place)
    {
        Recovery? first = Recover(place with { Again = -1 });
        if (place.Again >= 0 && place.Again < first?.Operations.Count && place.AgainVariant.Bytes <= first.Operations[place.Again].Length)
        {
            RecoverAgain(place, first);
        }
    }

    private Recovery? Recover(CutPlace place)
    {
        StorageOperation operation = _script.Operations[place.Operation];
        Picture before = _script.Pictures[operation.Step];
        Picture after = _script.Pictures[operation.Step + 1];
        var first = new Recovery(operation.Cut(place.Variant), before, after);
        Cuts++;
        if (first.Complaint == null)
        {
            first.GoOn();
        }

        string? complaint = first.Complaint ?? Twice(first);
        if (complaint != null)
        {
            Complaints.Add((place, complaint));
            return null;
        }

        return first;
    }

    // A recovery from what the unit has left at rest finds exactly that.
    private static string? Twice(Recovery first)
    {
        string? complaint = new Recovery(first.Image, first.Now, first.Now).Complaint;
        return complaint == null ? null : "recovered once more: " + complaint;
    }

    private void RecoverAgain(CutPlace place, Recovery first)
    {
        var again = new Recovery(first.Operations[place.Again].Cut(place.AgainVariant), first.Found, first.Started);
        Cuts++;
        Again++;
        if (again.Complaint == null)
        {
            again.GoOn();
        }

        if (again.Complaint != null)
        {
            Complaints.Add((place, again.Complaint));
        }
    }

    // What is before an operation is behind the one before it, and before the first of all is where the first cut was.
    private IEnumerable<CutVariant> SecondVariants(CutPlace place, StorageOperation operation, int again)
    {
        if (_model == StorageModel.Raw && operation.Length > 1)
        {
            var chance = new Chance(((ulong)place.Operation << 40) ^ ((ulong)place.Variant.Kind << 32) ^ ((ulong)place.Variant.Bytes << 8) ^ (ulong)again);
            for (int i = 0; i < _plan.TornAgain; i++)
            {
                yield return CutVariant.Torn((int)chance.Between(operation.Kept.Length == 0 ? 0 : 1, operation.Length));
            }
        }

        yield return CutVariant.After;
    }
}
