using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoCharger.Emulation;

/// <summary>The 256 KiB flash partition behind drive I: what it holds was committed, wholly, and survives every loss of power. It has blocks of 4 KiB and the manners of littlefs.</summary>
/// <remarks>Host code may read and change it while the machine does not run.</remarks>
public sealed class Flash
{
    /// <summary>Bytes in an erase block.</summary>
    public const int BlockBytes = 4096;

    /// <summary>Blocks in the partition.</summary>
    public const int Blocks = 64;

    /// <summary>Files up to this length live within the directory's metadata, several to a block.</summary>
    public const int InlineBytes = 480;

    private const int DirectoryPairBytes = 3000;
    private const int DirectoryEntryBytes = 40;
    private const double InlineEraseShare = 0.2;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>A file was written: name, whole content, and the offset from which it is new (0 for a file that was replaced).</summary>
    public event Action<string, byte[], int>? Committed;

    /// <summary>A file was removed, or renamed away.</summary>
    public event Action<string>? Removed;

    /// <summary>Names of all files, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _files.Keys.ToArray();

    /// <summary>Blocks erased since the flash was made.</summary>
    public long Erases { get; private set; }

    /// <summary>Blocks in use.</summary>
    public int UsedBlocks
    {
        get
        {
            int inline = 0;
            int blocks = 0;
            foreach (byte[] content in _files.Values)
            {
                inline += DirectoryEntryBytes + (content.Length <= InlineBytes ? content.Length : 0);
                blocks += DataBlocks(content.Length);
            }

            return blocks + (2 * (1 + (inline / DirectoryPairBytes)));
        }
    }

    /// <summary>Most blocks that were ever in use: in the midst of a commit, when the new ones stand beside those that they replace.</summary>
    public int MostUsedBlocks { get; private set; }

    /// <summary>True for a chip that does not answer: whoever looks for a file gets an error.</summary>
    public bool Dead { get; set; }

    /// <summary>True when there is such a file.</summary>
    /// <exception cref="IOException">The chip is <see cref="Dead"/>.</exception>
    public bool Contains(string name)
    {
        if (Dead)
        {
            throw new IOException("The flash does not answer");
        }

        return _files.ContainsKey(name);
    }

    /// <summary>A copy of a file's content, or null when there is none.</summary>
    public byte[]? Read(string name)
    {
        return _files.TryGetValue(name, out byte[]? content) ? (byte[])content.Clone() : null;
    }

    /// <summary>Writes a whole file, replacing what was there.</summary>
    /// <exception cref="IOException">Not enough free blocks; nothing has changed.</exception>
    public void Replace(string name, byte[] content)
    {
        Commit(name, (byte[])content.Clone(), 0, DataBlocks(content.Length));
    }

    /// <summary>Adds to the end of a file, made when missing.</summary>
    /// <exception cref="IOException">Not enough free blocks; nothing has changed.</exception>
    public void Append(string name, byte[] bytes)
    {
        byte[] before = Content(name) ?? [];
        byte[] after = [.. before, .. bytes];
        Commit(name, after, before.Length, BlocksTouched(before.Length, after.Length));
    }

    /// <summary>Removes a file; false when there is none.</summary>
    public bool Delete(string name)
    {
        bool gone = _files.Remove(name);
        if (gone)
        {
            Removed?.Invoke(name);
        }

        return gone;
    }

    /// <summary>Renames a file.</summary>
    /// <exception cref="IOException">There is no such file, or the new name is taken.</exception>
    public void Move(string name, string newName)
    {
        if (_files.ContainsKey(newName) || !_files.Remove(name, out byte[]? content))
        {
            throw new IOException("Cannot rename " + name + " to " + newName);
        }

        _files.Add(newName, content);
        Removed?.Invoke(name);
        Committed?.Invoke(newName, content, 0);
    }

    /// <summary>The content itself, not to be changed.</summary>
    internal byte[]? Content(string name)
    {
        return _files.GetValueOrDefault(name);
    }

    /// <summary>How long the erases of a commit stall the machine: each block 45 ms as a rule and up to 400 ms; a commit within the directory's metadata erases only one time in five.</summary>
    internal long EraseNanos(int lengthBefore, int lengthAfter, Chance chance)
    {
        int blocks = BlocksTouched(lengthBefore, lengthAfter);
        if (blocks == 0 && chance.Unit() < InlineEraseShare)
        {
            blocks = 1;
        }

        long nanos = 0;
        for (int i = 0; i < blocks; i++)
        {
            double rare = Math.Pow(chance.Unit(), 24);
            nanos += (long)((40 + (10 * chance.Unit()) + (350 * rare)) * 1e6);
        }

        Erases += blocks;
        return nanos;
    }

    private void Commit(string name, byte[] content, int appendedFrom, int newBlocks)
    {
        int used = UsedBlocks + newBlocks;
        if (used > Blocks)
        {
            throw new IOException("The flash is full");
        }

        MostUsedBlocks = Math.Max(MostUsedBlocks, used);
        _files[name] = content;
        Committed?.Invoke(name, content, appendedFrom);
    }

    /// <summary>Data blocks that a commit writes anew: littlefs copies the last block of a file to append to it, since it never overwrites.</summary>
    private static int BlocksTouched(int lengthBefore, int lengthAfter)
    {
        int kept = lengthBefore <= InlineBytes ? 0 : lengthBefore / BlockBytes;
        return Math.Max(0, DataBlocks(lengthAfter) - kept);
    }

    private static int DataBlocks(int length)
    {
        return length <= InlineBytes ? 0 : (length + BlockBytes - 1) / BlockBytes;
    }
}
