using System;
using System.Collections.Generic;
using System.IO;

namespace NanoCharger.Emulation;

/// <summary>Drive I: of the calling firmware thread's chip. Folders are not emulated.</summary>
public static class VirtualFileSystem
{
    private const string Root = "I:\\";

    /// <summary>Opens a file. Cost: 1 ms.</summary>
    /// <exception cref="IOException">There is none, or there is one that must not be, as the mode says.</exception>
    /// <exception cref="ArgumentException">The path does not lie in the root of drive I.</exception>
    public static VirtualFile Open(string path, FileMode mode, FileAccess access)
    {
        string name = NameOf(path);
        VirtualThread self = Pay(Cost.FileNanos);
        bool exists = self.Machine.Options.Flash.Contains(name);
        bool wrong = mode switch
        {
            FileMode.CreateNew => exists,
            FileMode.Open or FileMode.Truncate => !exists,
            _ => false,
        };
        return wrong
            ? throw new IOException(exists ? "The file exists: " + path : "There is no such file: " + path)
            : new VirtualFile(self.Chip, name, mode, access);
    }

    /// <summary>Whether a file has been committed under that name. Cost: 1 ms.</summary>
    public static bool Exists(string path)
    {
        string name = NameOf(path);
        return Pay(Cost.FileNanos).Machine.Options.Flash.Contains(name);
    }

    /// <summary>Removes a file, durably. Cost: 1 ms, and one time in five an erase.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static void Delete(string path)
    {
        string name = NameOf(path);
        VirtualThread self = PayForDirectory();
        if (!self.Machine.Options.Flash.Delete(name))
        {
            throw new IOException("There is no such file: " + path);
        }
    }

    /// <summary>Renames a file, durably. Cost: 1 ms, and one time in five an erase.</summary>
    /// <exception cref="IOException">There is none, or the new name is taken.</exception>
    public static void Move(string path, string newPath)
    {
        string name = NameOf(path);
        string newName = NameOf(newPath);
        PayForDirectory().Machine.Options.Flash.Move(name, newName);
    }

    /// <summary>Paths of all files in the root. Cost: 1 ms a file.</summary>
    public static string[] List(string path)
    {
        if (path != Root)
        {
            throw new IOException("There is no such folder: " + path);
        }

        IReadOnlyList<string> names = Pay(Cost.FileNanos).Machine.Options.Flash.Names;
        Pay(Cost.FileNanos * names.Count);
        string[] paths = new string[names.Count];
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = Root + names[i];
        }

        return paths;
    }

    private static VirtualThread Pay(long nanos)
    {
        VirtualThread self = VirtualThread.Current;
        self.Machine.Spend(nanos);
        return self;
    }

    private static VirtualThread PayForDirectory()
    {
        VirtualThread self = Pay(Cost.FileNanos);
        self.Machine.Stall(self.Machine.Options.Flash.EraseNanos(0, 0, self.Machine.Chance));
        return self;
    }

    private static string NameOf(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal) || path.Length == Root.Length || path.IndexOf('\\', Root.Length) >= 0)
        {
            throw new ArgumentException("A path begins with I:\\ and has no folders: " + path);
        }

        return path[Root.Length..];
    }
}
