using System;
using System.Linq;
using NanoCharger.Emulation;
using NanoCharger.Hal;

namespace NanoCharger.Bench;

/// <summary>The flash of a simulated unit as the board contract shows it, for host code outside virtual time: the factory before power-on, the auditor after the end.</summary>
public sealed class FlashStorage : IStorage
{
    private readonly Flash _flash;

    /// <summary>Looks at a flash.</summary>
    public FlashStorage(Flash flash)
    {
        _flash = flash;
    }

    /// <inheritdoc/>
    public int Length(string name)
    {
        return _flash.Read(name)?.Length ?? -1;
    }

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        byte[] content = _flash.Read(name) ?? [];
        int taken = Math.Clamp(content.Length - fileOffset, 0, count);
        Array.Copy(content, Math.Min(fileOffset, content.Length), buffer, offset, taken);
        return taken;
    }

    /// <inheritdoc/>
    public void Write(string name, byte[] data, int length)
    {
        _flash.Replace(name, data.AsSpan(0, length).ToArray());
    }

    /// <inheritdoc/>
    public void Append(string name, byte[] data, int length)
    {
        _flash.Append(name, data.AsSpan(0, length).ToArray());
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        _flash.Delete(name);
    }

    /// <inheritdoc/>
    public string[] List()
    {
        return _flash.Names.ToArray();
    }
}
