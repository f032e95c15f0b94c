using System;
using System.IO;
using System.Text;

namespace NanoCharger.Bench;

/// <summary>The folder that a run writes to, held by one run at a time.</summary>
/// <remarks>Held by a lock on the file <c>.lock</c> in it, which the system takes back with the process, however that ends; the empty file stays.</remarks>
public sealed class OutFolder : IDisposable
{
    private const string LockFile = ".lock";
    private const int TraceBuffer = 1 << 16;

    // EAGAIN of Linux, ERROR_SHARING_VIOLATION of Windows, EAGAIN of macOS.
    private static readonly int[] HeldCodes = [11, 32, 35];

    private readonly string _path;
    private readonly FileStream _lock;

    private OutFolder(string path, FileStream held)
    {
        _path = path;
        _lock = held;
    }

    /// <summary>Makes the folder where it is not there, and holds it.</summary>
    /// <returns>The folder, or null with <paramref name="error"/> saying in one line what was wrong.</returns>
    public static OutFolder? Take(string path, out string? error)
    {
        error = null;
        try
        {
            if (File.Exists(path))
            {
                error = $"--out: '{path}' is a file; a folder is wanted";
                return null;
            }

            Directory.CreateDirectory(path);
            return new OutFolder(path, new FileStream(Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = failed is IOException && Array.IndexOf(HeldCodes, failed.HResult & 0xFFFF) >= 0
                ? $"--out: '{path}' is in use by another run"
                : $"--out: '{path}' cannot be written: {failed.Message}";
            return null;
        }
    }

    /// <summary>The path of a file in it.</summary>
    public string Of(string name)
    {
        return Path.Combine(_path, name);
    }

    /// <summary>Begins a new trace.</summary>
    /// <returns>It, or null with <paramref name="error"/> saying in one line what was wrong.</returns>
    public StreamWriter? OpenTrace(out string? error)
    {
        error = null;
        try
        {
            return new StreamWriter(Of("trace.jsonl"), false, new UTF8Encoding(false), TraceBuffer);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            error = $"--out: {failed.Message}";
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
    }
}
