using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Core.SessionLog;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>A flash of which some bits are bent, and where.</summary>
internal sealed class Bending
{
    private readonly StorageImage _sound;
    private readonly List<(string Name, int Offset, int Bit)> _bits = [];

    /// <summary>Nothing is bent yet.</summary>
    internal Bending(StorageImage sound)
    {
        _sound = sound;
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

    /// <summary>Whether a record's bytes, wherever they stand, have a bent bit.</summary>
    internal bool Hits(LogRecord record)
    {
        byte[] bytes = new byte[LogRecord.Bytes];
        LogRecord.Encode(record, bytes, 0);
        return _bits.Exists(bit => Covers(_sound[bit.Name], bytes, bit.Offset));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Join(", ", _bits.Select(bit => string.Create(CultureInfo.InvariantCulture, $"{bit.Name}+{bit.Offset}.{bit.Bit}")));
    }

    // Whether these bytes stand somewhere about this offset.
    private static bool Covers(byte[]? content, byte[] bytes, int offset)
    {
        int from = Math.Max(0, offset - bytes.Length + 1);
        int length = Math.Min(content!.Length, offset + bytes.Length) - from;
        return content.AsSpan(from, length).IndexOf(bytes) >= 0;
    }
}
