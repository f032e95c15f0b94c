using System;
using System.IO;

namespace NanoCharger.Bench;

/// <summary>A file that a command writes when it is done: whether it can is looked at before minutes are spent.</summary>
public static class OutFile
{
    /// <summary>Says in one line why the file cannot be written.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">Its path; null: the option was not given.</param>
    /// <returns>Null where it can.</returns>
    public static string? Wrong(string option, string? path)
    {
        if (path == null)
        {
            return null;
        }

        try
        {
            bool there = File.Exists(path);
            using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }

            if (!there)
            {
                File.Delete(path);
            }

            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{option}: '{path}' cannot be written: {failed.Message}";
        }
    }
}
