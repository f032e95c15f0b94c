using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>What the flash holds at one instant. It never changes: to keep it costs nothing, and any number of recoveries may begin from it at once.</summary>
public sealed class StorageImage
{
    /// <summary>A flash without a file.</summary>
    public static readonly StorageImage Empty = new(ImmutableDictionary.Create<string, byte[]>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, byte[]> _files;

    private StorageImage(ImmutableDictionary<string, byte[]> files)
    {
        _files = files;
    }

    /// <summary>Names of the files, in no particular order.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Number of files.</summary>
    public int Count => _files.Count;

    /// <summary>Content of a file, not to be written to; null when there is none.</summary>
    public byte[]? this[string name] => _files.GetValueOrDefault(name);

    /// <summary>This image with another content of one file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="content">Belongs to the image from now on.</param>
    public StorageImage With(string name, byte[] content)
    {
        return new StorageImage(_files.SetItem(name, content));
    }

    /// <summary>This image without a file.</summary>
    public StorageImage Without(string name)
    {
        return _files.ContainsKey(name) ? new StorageImage(_files.Remove(name)) : this;
    }
}
