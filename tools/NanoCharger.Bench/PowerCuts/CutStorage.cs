using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Hal;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>A flash that keeps a note of each of its changes and counts what is read of it. No time passes in it.</summary>
internal sealed class CutStorage : IStorage
{
    private readonly List<StorageOperation> _operations = [];

    /// <summary>A flash that holds this.</summary>
    internal CutStorage(StorageImage image)
    {
        Image = image;
    }

    /// <summary>What it holds now.</summary>
    internal StorageImage Image { get; private set; }

    /// <summary>Every change since it was made, in order.</summary>
    internal IReadOnlyList<StorageOperation> Operations => _operations;

    /// <summary>Bytes read since it was made, while they are counted.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Whether bytes read are counted: not those that the trial itself looks at.</summary>
    internal bool Counting { get; set; } = true;

    /// <summary>Noted with each change from now on.</summary>
    internal int Step { get; set; }

    /// <inheritdoc/>
    public int Length(string name)
    {
        return Image[name]?.Length ?? -1;
    }

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        byte[]? content = Image[name];
        if (content == null || fileOffset >= content.Length)
        {
            return 0;
        }

        int taken = Math.Min(content.Length - fileOffset, count);
        Array.Copy(content, fileOffset, buffer, offset, taken);
        BytesRead += Counting ? taken : 0;
        return taken;
    }

    /// <inheritdoc/>
    public void Write(string name, byte[] data, int length)
    {
        Do(new StorageOperation(Image, name, [], data.AsSpan(0, length).ToArray(), Step));
    }

    /// <inheritdoc/>
    public void Append(string name, byte[] data, int length)
    {
        Do(new StorageOperation(Image, name, Image[name] ?? [], data.AsSpan(0, length).ToArray(), Step));
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        if (Image[name] != null)
        {
            Do(new StorageOperation(Image, name, [], null, Step));
        }
    }

    /// <inheritdoc/>
    public string[] List()
    {
        return Image.Names.ToArray();
    }

    private void Do(StorageOperation operation)
    {
        _operations.Add(operation);
        Image = operation.Cut(CutVariant.After);
    }
}
