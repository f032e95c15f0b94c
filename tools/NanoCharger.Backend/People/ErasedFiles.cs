using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>The receipts' files of an account: written anew, so that they show no more than the database does.</summary>
    internal static class ErasedFiles
    {
        /// <summary>Writes those of one account anew, without names and signed documents.</summary>
        /// <param name="database">Where the receipts come from.</param>
        /// <param name="seller">Who sells, and where, as receipts name it.</param>
        /// <param name="folder">The receipts' folder; empty: there is none.</param>
        /// <param name="account">The account.</param>
        /// <param name="log">Takes what cannot be read.</param>
        internal static void Write(PlatformDatabase database, (string Operator, string Site) seller, string folder, long account, Action<string> log)
        {
            if (folder.Length == 0)
            {
                return;
            }

            Books books = new(database, log);
            using PlatformContext context = database.Context();
            List<(TransactionRow Row, string Station)> all = context.Transactions.AsNoTracking().Where(row => row.Account == account)
                .Join(context.Stations, row => row.StationId, station => station.Id, (row, station) => new { row, station.Name }).AsEnumerable().Select(one => (one.row, one.Name)).ToList();
            foreach ((TransactionRow row, string station) in all)
            {
                Receipt receipt = books.Receipt(TransactionRows.ToTransaction(row, station), seller.Operator, seller.Site);
                string of = ReceiptFiles.FolderOf(folder, station);
                string own = Receipt.FileNameOf(row.Id, row.KeyNumber);
                ReceiptFiles.Write(of, receipt);
                if (own != receipt.FileName)
                {
                    // A later part may have had a receipt of its own before it was one with the first.
                    File.Delete(Path.Combine(of, own + ".txt"));
                    File.Delete(Path.Combine(of, own + ".json"));
                }
            }
        }
    }
}
