using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>restore</c>: a backup becomes a new database, never in place of one that is there, with its keys and settings, and is audited.</summary>
    internal sealed class RestoreCommand
    {
        private readonly SettingsOptions _options = new();
        private const int MostSkipped = 1_000_000;

        private readonly Option<int> _skip = new("--skip-bills")
        {
            Description = "So many numbers of bills of each tenant are not given out again: more than were issued since the backup.",
            DefaultValueFactory = static _ => 1000,
        };

        private readonly Argument<string> _folder = new("FOLDER") { Description = "The folder that 'backup' has written." };

        internal Command Command()
        {
            Command restore = _options.AddTo(new Command(
                "restore", "Makes a new database of a backup, with keys and settings, and audits it; exit 1 where the audit finds anything. On PostgreSQL after pg_restore: keys, settings and audit.") { _folder });
            restore.Options.Add(_skip);
            restore.SetAction(parsed => Run(parsed.GetValue(_folder)!, _options.Read(parsed).Database, parsed.GetValue(_skip)));
            return restore;
        }

        private static int Run(string folder, string given, int skip)
        {
            if (skip is < 0 or > MostSkipped)
            {
                throw new InvalidDataException($"--skip-bills must be 0..{MostSkipped}");
            }

            if (!File.Exists(Path.Combine(folder, KeyCopy.FileName)))
            {
                throw new InvalidDataException($"{folder} is no backup: there is no {KeyCopy.FileName} in it");
            }

            bool isFile = !PlatformDatabase.IsServer(given);
            if (!isFile && !PostgresDatabase.HasTables(given))
            {
                throw new InvalidDataException("this database of PostgreSQL is empty: restore it by pg_restore or point-in-time recovery first, then its keys and settings by this command");
            }

            // Under its name only once it is whole: who serves it before its gap is in it gives numbers out twice. It may be of an earlier version.
            string unfinished = isFile ? CopyFile(folder, given) : given;
            Existing.Migrated(unfinished, database =>
            {
                TakeKeys(database, folder);
                SkipBills(database, skip);
                return ExitCodes.Success;
            });
            if (isFile)
            {
                SqliteFile.Fold(unfinished);
                File.Move(unfinished, given);
            }

            TakeSettings(folder);
            return Existing.Do(given, Audit);
        }

        private static string CopyFile(string folder, string given)
        {
            string copy = Path.Combine(folder, BackupCommand.Copy);
            if (!File.Exists(copy))
            {
                throw new InvalidDataException($"{folder} is no backup of a file: there is no {BackupCommand.Copy} in it");
            }

            foreach (string taken in (string[])[given, given + "-wal", given + "-shm"])
            {
                if (File.Exists(taken))
                {
                    throw new InvalidDataException($"{taken} is there already: a backup is restored into a new file, so that nothing is lost by it");
                }
            }

            string unfinished = given + BackupCommand.Unfinished;
            foreach (string left in (string[])[unfinished, unfinished + "-wal", unfinished + "-shm"])
            {
                File.Delete(left);
            }

            File.Copy(copy, unfinished);
            return unfinished;
        }

        private static void TakeKeys(PlatformDatabase database, string folder)
        {
            using PlatformContext context = database.Context();
            int taken = KeyCopy.Take(context, Path.Combine(folder, KeyCopy.FileName), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            Console.WriteLine(FormattableString.Invariant($"{taken} keys, or ends of keys, taken from {KeyCopy.FileName}: the rest was there"));
        }

        /// <summary>What was issued since the backup is in other hands: no other bill may have its number.</summary>
        private static void SkipBills(PlatformDatabase database, int count)
        {
            if (count == 0)
            {
                return;
            }

            using PlatformContext context = database.Context();
            using IDbContextTransaction unit = context.Database.BeginTransaction();
            foreach (Tenant tenant in context.Tenants.AsNoTracking().OrderBy(row => row.Id).ToList())
            {
                (long from, long to) = new BillDesk(context, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Skip(tenant.Id, count, "a backup was restored: what was issued since may have them");
                Console.WriteLine(FormattableString.Invariant($"{tenant.Name}: bills go on with number {to + 1}; {from} to {to} are not given out, since some of them were issued after the backup"));
            }

            unit.Commit();
        }

        /// <summary>Never in place of settings that are there: somebody may have made them for the new machine.</summary>
        private static void TakeSettings(string folder)
        {
            string saved = Path.Combine(folder, BackupCommand.SettingsFile);
            if (!File.Exists(saved))
            {
                return;
            }

            if (!File.Exists(SettingsOptions.UsualFile))
            {
                File.Copy(saved, SettingsOptions.UsualFile);
                Console.WriteLine($"{SettingsOptions.UsualFile}: as it was in the backup");
            }
            else if (!File.ReadAllBytes(saved).AsSpan().SequenceEqual(File.ReadAllBytes(SettingsOptions.UsualFile)))
            {
                Console.WriteLine($"{SettingsOptions.UsualFile} is here already, and stays; that of the backup is {saved}");
            }
        }

        private static int Audit(PlatformDatabase database)
        {
            AuditReport report = new Auditor(database, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Run();
            AuditCommand.Write(report, json: false);
            Console.WriteLine("What came after the backup is not here. What its stations have released is to be fetched by hand: when they go on above these documents, audit says what is missing between.");
            LastDocuments.Write(database);
            return report.Sound ? ExitCodes.Success : ExitCodes.Failed;
        }
    }
}
