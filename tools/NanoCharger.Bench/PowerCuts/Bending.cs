using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>A flash of which some bits are bent, and where.</summary>
internal sealed class Bending
{
    private readonly List<(string Name, int Offset, int Bit)> _bits = [];

    /// <summary>Nothing is bent yet.</summary>
    internal Bending(StorageImage sound)
    {
        Image = sound;
    }

    /// <summary>The flash.</summary>
    internal StorageImage Image { get; private set; }

    /// <summary>Bends a bit; bent twice it is straight again, so that is left out.</summary>
    internal void Flip(string name, int offset, int bit)
    {
        if (_bits.Contains((name, offset, bit)))
        {
            return;
        }

        byte[] content = (byte[])Image[name]!.Clone();
        content[offset] ^= (byte)(1 << bit);
        Image = Image.With(name, content);
        _bits.Add((name, offset, bit));
    }

    /// <summary>Whether a file has a bent bit.</summary>
    internal bool Hits(string name)
    {
        return _bits.Exists(bit => bit.Name == name);
    }

    /// <summary>Whether a record has a bent bit.</summary>
    internal bool Hits(Shelf shelf, long sequence)
    {
        return _bits.Exists(bit => LogBook.Locate(bit.Name, bit.Offset) == (shelf, sequence));
    }

    /// <summary>Whether one of the records that give others their date has a bent bit.</summary>
    internal bool HitsTimeBase(IEnumerable<LogRecord> bills)
    {
        return bills.Any(record => record.Kind == LogRecordKind.TimeBase && Hits(Shelf.Bills, record.Sequence));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Join(", ", _bits.Select(bit => string.Create(CultureInfo.InvariantCulture, $"{bit.Name}+{bit.Offset}.{bit.Bit}")));
    }
}
