using System;
using System.IO;

namespace NanoCharger.Emulation;

/// <summary>An open file. What is written reaches the flash when it is closed, then wholly; a loss of power before that leaves what was committed last.</summary>
public sealed class VirtualFile
{
    private readonly Chip _chip;
    private readonly FileAccess _access;
    private readonly int _committedLength;
    private byte[] _content;
    private int _length;
    private int _position;
    private bool _dirty;
    private bool _appending = true;
    private bool _closed;

    internal VirtualFile(Chip chip, string name, FileMode mode, FileAccess access)
    {
        _chip = chip;
        _access = access;
        Name = name;
        bool fresh = mode is FileMode.Create or FileMode.CreateNew or FileMode.Truncate;
        byte[] committed = fresh ? [] : Flash.Content(name) ?? [];
        _content = (byte[])committed.Clone();
        _length = committed.Length;
        _committedLength = committed.Length;
        _appending = !fresh;
        _dirty = fresh || !Flash.Contains(name);
        _position = mode == FileMode.Append ? _length : 0;
    }

    /// <summary>Name in the root of the drive.</summary>
    public string Name { get; }

    /// <summary>Whether it was opened for reading.</summary>
    public bool CanRead => (_access & FileAccess.Read) != 0;

    /// <summary>Whether it was opened for writing.</summary>
    public bool CanWrite => (_access & FileAccess.Write) != 0;

    /// <summary>Length in bytes, what was written to this handle included.</summary>
    public long Length
    {
        get
        {
            Use(true);
            return _length;
        }
    }

    /// <summary>Where the next byte is read or written.</summary>
    /// <exception cref="IOException">Outside the file.</exception>
    public long Position
    {
        get => _position;
        set
        {
            Use(true);
            if (value < 0 || value > _length)
            {
                throw new IOException("The position lies outside the file");
            }

            _position = (int)value;
        }
    }

    private Flash Flash => _chip.Machine.Options.Flash;

    /// <summary>Reads. Cost: 1 ms and 1 ms for each KiB.</summary>
    /// <returns>Bytes read, 0 at the end.</returns>
    public int Read(byte[] buffer, int offset, int count)
    {
        Use(CanRead);
        int taken = Math.Min(count, _length - _position);
        _chip.Machine.Spend(Cost.FileNanos + (taken * Cost.FileNanosPerByte));
        Array.Copy(_content, _position, buffer, offset, taken);
        _position += taken;
        return taken;
    }

    /// <summary>Writes into the handle's memory. Cost: 1 ms and 1 ms for each KiB.</summary>
    public void Write(byte[] buffer, int offset, int count)
    {
        Use(CanWrite);
        _chip.Machine.Spend(Cost.FileNanos + (count * Cost.FileNanosPerByte));
        _appending &= _position >= _committedLength;
        _dirty = true;
        int end = _position + count;
        if (end > _content.Length)
        {
            Array.Resize(ref _content, Math.Max(end, 2 * _content.Length));
        }

        Array.Copy(buffer, offset, _content, _position, count);
        _position = end;
        _length = Math.Max(_length, end);
    }

    /// <summary>Sets the length.</summary>
    public void SetLength(long value)
    {
        Use(CanWrite);
        Array.Resize(ref _content, (int)value);
        _length = (int)value;
        _position = Math.Min(_position, _length);
        _appending &= _length >= _committedLength;
        _dirty = true;
    }

    /// <summary>Does nothing durable. Cost: 1 ms.</summary>
    public void Flush()
    {
        Use(true);
        _chip.Machine.Spend(Cost.FileNanos);
    }

    /// <summary>Commits what was written, all or nothing. Cost: 1 ms, and the erases, during which nothing else runs.</summary>
    /// <exception cref="IOException">The flash is full; nothing has changed.</exception>
    public void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _chip.Machine.Spend(Cost.FileNanos);
        if (!CanWrite || !_dirty)
        {
            return;
        }

        // The power may fail during the erases: then nothing of it was written.
        _chip.Machine.Stall(Flash.EraseNanos(_appending ? _committedLength : 0, _length, _chip.Machine.Chance));
        if (_appending)
        {
            Flash.Append(Name, _content.AsSpan(_committedLength, _length - _committedLength).ToArray());
        }
        else
        {
            Flash.Replace(Name, _content.AsSpan(0, _length).ToArray());
        }
    }

    private void Use(bool allowed)
    {
        _chip.Machine.Spend(0);
        if (_closed)
        {
            throw new ObjectDisposedException(Name);
        }

        if (!allowed)
        {
            throw new NotSupportedException("The file was not opened for that");
        }
    }
}
