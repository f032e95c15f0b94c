using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>The program's daily look at who is to be erased: step by step by its one writer, so that no station waits; the receipts' files behind that.</summary>
    internal sealed class EraseLook(PlatformDatabase database, Func<Func<PlatformContext, int>, Task> write, BackendOptions options)
    {
        private const string Program = "the daily look";

        /// <summary>Looks once.</summary>
        /// <param name="folder">The receipts' folder; empty: there is none.</param>
        internal void Run(string folder)
        {
            try
            {
                foreach (long account in Due())
                {
                    Remove(account, folder);
                }
            }
            catch (Exception problem)
            {
                // It is looked at again, and what was not removed is removed then.
                options.Log($"not erased yet: {database.Describe(problem)}");
            }
        }

        /// <summary>Somebody has asked just now: removes him, or where the law keeps his bills writes his receipts' files without what nobody may see any more.</summary>
        internal void Asked(long account, bool atOnce, string folder)
        {
            if (atOnce)
            {
                Remove(account, folder);
                return;
            }

            database.Fold();
            ErasedFiles.Write(database, (options.Operator, options.Site), folder, account, options.Log);
        }

        private List<long> Due()
        {
            using PlatformContext context = database.Context();
            return new Erasing(context, options.Market, new LineTrail(static _ => { }), new By(Program, Now())).DueNow();
        }

        private void Remove(long account, string folder)
        {
            int rows = 1;
            while (rows > 0)
            {
                write(context => rows = new Removal(context, database.Tokens, account, Now()).Step()).GetAwaiter().GetResult();
            }

            database.Fold();
            ErasedFiles.Write(database, (options.Operator, options.Site), folder, account, options.Log);
            options.Log($"{Billing.Bill.NameOf(account)} is erased");
        }

        private long Now()
        {
            return options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
