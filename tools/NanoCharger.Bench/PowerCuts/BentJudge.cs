using System.Collections.Generic;
using System.Linq;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Signing;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Says what a recovery from bent bits has got wrong. Nothing may be invented or altered; what is missing was hit, and is counted or told.</summary>
internal static class BentJudge
{
    private const string TallyA = "tally.a";
    private const string TallyB = "tally.b";

    // Pieces in two slots that both hold the newest at rest.
    private static readonly (Piece Piece, string Lost, string A, string B)[] Pairs =
    [
        (Piece.Settings, "settings", SettingsStore.SlotA, SettingsStore.SlotB),
        (Piece.State, "state", DurableState.SlotA, DurableState.SlotB),
        (Piece.Calibration, "calibration", CalibrationStore.SlotA, CalibrationStore.SlotB),
        (Piece.Key, "key", KeyStore.SlotA, KeyStore.SlotB),
        (Piece.Tokens, "tokens", LocalList.SlotA, LocalList.SlotB),
        (Piece.Faults, "faults", FaultCounters.FirstName, FaultCounters.SecondName),
    ];

    /// <summary>Judges.</summary>
    /// <param name="found">What the recovery found.</param>
    /// <param name="rest">What the unit remembered.</param>
    /// <param name="bending">Which bits are bent.</param>
    internal static string? Judge(Picture found, Picture rest, Bending bending)
    {
        return found.Wrong
            ?? Pieces(found, rest, bending)
            ?? Records(found, rest, bending)
            ?? Aside(found, rest, bending)
            ?? Counts(found, rest, bending);
    }

    private static string? Pieces(Picture found, Picture rest, Bending bending)
    {
        foreach ((Piece piece, string lost, string a, string b) in Pairs)
        {
            bool all = bending.Hits(a) && bending.Hits(b);
            bool told = found.Lost.Contains(lost);
            if (told && !all)
            {
                return lost + " is lost, and only one of its slots was hit";
            }

            if (!told && found[piece] != rest[piece])
            {
                return $"{piece}: found '{found[piece]}', was '{rest[piece]}'";
            }
        }

        return null;
    }

    private static string? Records(Picture found, Picture rest, Bending bending)
    {
        int missing = 0;
        for (int shelf = 0; shelf < LogBook.Shelves; shelf++)
        {
            long from = (Shelf)shelf switch { Shelf.Bills => rest.Released, Shelf.Audit => rest.Last[shelf] - CutJudge.AlwaysAudit, _ => rest.Last[shelf] - CutJudge.AlwaysHappened };
            HashSet<long> there = [.. found.Shelves[shelf].Select(record => record.Sequence)];
            foreach (LogRecord record in rest.Shelves[shelf].Where(record => record.Sequence > from && !there.Contains(record.Sequence)))
            {
                missing++;
                if (!bending.Hits((Shelf)shelf, record.Sequence))
                {
                    return $"{(Shelf)shelf}: record {record.Sequence} was not hit, and is gone";
                }
            }
        }

        return missing > found.Damaged ? $"{missing} records are gone, {found.Damaged} counted as damaged" : null;
    }

    private static string? Aside(Picture found, Picture rest, Bending bending)
    {
        foreach ((long sequence, string entry) in rest.Aside)
        {
            LogRecord record = rest.Records.First(each => each.Sequence == sequence);
            if (found.Aside.GetValueOrDefault(sequence) != entry && !bending.Hits(AsideFile.FileA) && !bending.Hits(AsideFile.FileB))
            {
                return $"record {sequence} is set aside as '{found.Aside.GetValueOrDefault(sequence)}', was '{entry}'";
            }

            if (found.Aside.TryGetValue(sequence, out string? other) && !other.EndsWith(": " + RecordForm.Tell(record), System.StringComparison.Ordinal))
            {
                return $"record {sequence} is set aside as '{other}'";
            }
        }

        return found.Aside.Keys.Except(rest.Aside.Keys).Select(sequence => $"record {sequence} was never set aside").FirstOrDefault();
    }

    // Register and numbers stand in both slots of the tally, and in the records. Where all are hit they may fall, and that is told.
    private static string? Counts(Picture found, Picture rest, Bending bending)
    {
        bool told = found.Lost.Contains("log");
        bool all = bending.Hits(TallyA) && bending.Hits(TallyB);
        return found.Released > rest.Released ? $"released up to {found.Released}, answered up to {rest.Released}"
            : told ? (all ? null : "the register is told to be lost, and only one slot of the tally was hit")
            : Count("register", found.RegisterMilliwattHours, rest.RegisterMilliwattHours)
            ?? Count("document number", found.Pagination, rest.Pagination)
            ?? Count("sequence", found.LastSequence, rest.LastSequence)
            ?? Count("boot", found.Boot, rest.Boot)
            ?? Open(found, rest, bending);
    }

    private static string? Open(Picture found, Picture rest, Bending bending)
    {
        return RecordForm.SameTransaction(found.Open, rest.Open) || (rest.Open != null && bending.Hits(Shelf.Bills, rest.Open.Sequence)) ? null
            : $"open transaction: found {RecordForm.Tell(found.Open)}; was {RecordForm.Tell(rest.Open)}";
    }

    private static string? Count(string what, long found, long rest)
    {
        return found == rest ? null : $"{what} {found}, was {rest}";
    }
}
