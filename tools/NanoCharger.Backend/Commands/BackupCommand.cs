using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>backup</c>: a copy of all that is committed, beside a program that serves; with the keys and the settings as files of their own.</summary>
    internal sealed class BackupCommand
    {
        /// <summary>The database's copy in the folder.</summary>
        internal const string Copy = "nanocharger.db";

        /// <summary>The settings' copy in the folder, whatever the file was called.</summary>
        internal const string SettingsFile = "appsettings.json";

        /// <summary>Ends the name of a copy that is not whole yet.</summary>
        internal const string Unfinished = ".unfinished";

        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _folder = new("FOLDER") { Description = "Where to; a folder that is empty, or absent." };

        internal Command Command()
        {
            Command backup = _options.AddTo(new Command("backup", "Copies the database while it is in use, with keys and settings. On PostgreSQL only those: use pg_dump or point-in-time recovery for the rest.") { _folder });
            backup.SetAction(parsed =>
            {
                string given = _options.Read(parsed).Database;
                return Existing.Do(given, database => Run(database, given, parsed.GetValue(_folder)!, _options.FileOf(parsed)));
            });
            return backup;
        }

        private static int Run(PlatformDatabase database, string given, string folder, string? settings)
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                throw new InvalidDataException($"{folder} is not empty: a backup goes into a folder of its own");
            }

            Directory.CreateDirectory(folder);
            KeyCopy.Write(database, Path.Combine(folder, KeyCopy.FileName));
            if (settings is not null)
            {
                File.Copy(settings, Path.Combine(folder, SettingsFile));
            }

            if (PlatformDatabase.IsServer(given))
            {
                Console.WriteLine($"{folder}: keys and settings. {database.Name} itself is copied by pg_dump, or kept by point-in-time recovery; restore {folder} after either.");
                return ExitCodes.Success;
            }

            // Under its name only once it is whole: what was interrupted is no backup.
            string copy = Path.Combine(folder, Copy);
            SqliteFile.Copy(given, copy + Unfinished);
            SqliteFile.Fold(copy + Unfinished);
            File.Move(copy + Unfinished, copy);
            Console.WriteLine($"{folder}: {database.Name} as it was just now, keys and settings");
            return ExitCodes.Success;
        }
    }
}
