using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>export</c>: documents, keys and receipts as files that anybody can check without this program.</summary>
    internal sealed class ExportCommand
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _folder = new("FOLDER") { Description = "Where to; one folder in it for each station." };
        private readonly Option<string?> _station = new("--station") { Description = "Only this station's." };

        internal Command Command()
        {
            Command export = _options.AddSellerTo(new Command("export", "Writes the documents, keys and receipts of one station, or of all, as files.") { _folder, _station });
            export.SetAction(parsed =>
            {
                BackendSettings settings = _options.Read(parsed);
                return Existing.Do(settings.Database, database => Run(database, settings, parsed.GetValue(_folder)!, parsed.GetValue(_station)));
            });
            return export;
        }

        private static int Run(PlatformDatabase database, BackendSettings settings, string folder, string? station)
        {
            using PlatformContext context = database.Context();
            if (station is not null && !context.Stations.Any(one => one.Name == station))
            {
                throw new InvalidDataException($"{database.Name} knows no station {station}");
            }

            ReceiptFiles.Prepare(folder);
            int keys = Keys(context, folder, station);
            int documents = Documents(context, folder, station);
            int receipts = Receipts(database, settings, folder, station);
            Console.WriteLine(FormattableString.Invariant($"{folder}: {documents} documents, {receipts} receipts, {keys} keys"));
            return ExitCodes.Success;
        }

        private static int Keys(PlatformContext context, string folder, string? station)
        {
            int count = 0;
            foreach (KeyRow row in context.Keys.Include(row => row.Station).AsNoTracking().Where(row => station == null || row.Station!.Name == station))
            {
                if (StationKey.Read(row.PublicKey, out _) is { } key)
                {
                    File.WriteAllText(Path.Combine(FolderOf(folder, row.Station!.Name), FormattableString.Invariant($"key-{row.Number}.pub.pem")), key.Pem);
                    count++;
                }
            }

            return count;
        }

        private static int Documents(PlatformContext context, string folder, string? station)
        {
            int count = 0;
            Dictionary<long, string> veils = Veil.All(context);
            foreach (var row in (from document in context.Documents
                                 join one in context.Stations on document.StationId equals one.Id
                                 join of in context.Transactions on new { document.StationId, document.KeyNumber, Id = document.TransactionId } equals new { of.StationId, of.KeyNumber, of.Id } into found
                                 from of in found.DefaultIfEmpty()
                                 where station == null || one.Name == station
                                 select new { one.Name, document.KeyNumber, document.Number, document.Text, Account = of == null ? null : of.Account }).AsNoTracking())
            {
                string name = Path.Combine(FolderOf(folder, row.Name), FormattableString.Invariant($"document-{row.KeyNumber}-T{row.Number}"));
                string? veil = row.Account is { } account ? veils.GetValueOrDefault(account) : null;

                // What an earlier export wrote there is not left beside the word that it is erased.
                File.Delete(name + (veil is null ? ".erased.txt" : ".ocmf"));
                File.WriteAllText(name + (veil is null ? ".ocmf" : ".erased.txt"), veil is null ? row.Text : veil + "\n", Encoding.ASCII);
                count += veil is null ? 1 : 0;
            }

            return count;
        }

        private static int Receipts(PlatformDatabase database, BackendSettings settings, string folder, string? station)
        {
            Books books = new(database, static line => Console.Error.WriteLine("nanocharger-backend: " + Printable.Line(line)));
            int count = 0;
            foreach (BilledTransaction transaction in books.Transactions().Where(one => station is null || one.Station == station))
            {
                Receipt receipt = books.Receipt(transaction, settings.Operator, settings.Site);
                if (receipt.Transaction.Id == transaction.Id)
                {
                    ReceiptFiles.Write(FolderOf(folder, transaction.Station), receipt);
                    count++;
                }
            }

            return count;
        }

        private static string FolderOf(string folder, string station)
        {
            return Directory.CreateDirectory(ReceiptFiles.FolderOf(folder, station)).FullName;
        }
    }
}
