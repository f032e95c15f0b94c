using System;
using System.CommandLine;
using System.IO;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>restore</c>: a backup becomes a new database, never in place of one that is there, and is audited.</summary>
    internal sealed class RestoreCommand
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _folder = new("FOLDER") { Description = "The folder that 'backup' has written." };

        internal Command Command()
        {
            Command restore = _options.AddTo(new Command("restore", "Makes a new database of a backup, and audits it; exit 1 where the audit finds anything.") { _folder });
            restore.SetAction(parsed => Run(parsed.GetValue(_folder)!, _options.Read(parsed).Database));
            return restore;
        }

        private static int Run(string folder, string given)
        {
            if (PlatformDatabase.IsServer(given))
            {
                throw new InvalidDataException("PostgreSQL is restored by pg_restore or point-in-time recovery, into an empty database; then run audit");
            }

            string copy = Path.Combine(folder, BackupCommand.Copy);
            if (!File.Exists(copy))
            {
                throw new InvalidDataException($"{folder} is no backup: there is no {BackupCommand.Copy} in it");
            }

            foreach (string taken in (string[])[given, given + "-wal", given + "-shm"])
            {
                if (File.Exists(taken))
                {
                    throw new InvalidDataException($"{taken} is there already: a backup is restored into a new file, so that nothing is lost by it");
                }
            }

            File.Copy(copy, given);
            using PlatformDatabase database = PlatformDatabase.Open(given);
            AuditReport report = new Auditor(database).Run();
            AuditCommand.Write(report, json: false);
            foreach (AuditFinding found in report.ToFetch)
            {
                Console.WriteLine(Printable.Line($"fetch by hand at station {found.Station}: {found.Text}"));
            }

            Console.WriteLine("What came after the backup is not here, and its stations hold it for answered: fetch from each station's log what is above its last document.");
            LastDocuments.Write(database);
            return report.Sound ? ExitCodes.Success : ExitCodes.Failed;
        }
    }
}
