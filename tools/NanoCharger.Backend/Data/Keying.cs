using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The secret of the digests: made once, when the tables are brought up to date, and with it every token that an earlier version stored in the clear becomes its digest.</summary>
    /// <remarks>Documents, frames, bills and prices stay as they are: the first two are evidence, the others cannot be changed.</remarks>
    internal static class Keying
    {
        private const string Name = "tokens";

        /// <summary>The digests of this database; null where it has no secret yet.</summary>
        internal static TokenDigest? Of(PlatformContext context)
        {
            return context.Secrets.AsNoTracking().FirstOrDefault(row => row.Name == Name) is { } row ? new TokenDigest(row.Value) : null;
        }

        /// <summary>Makes the secret and uses it, where there is none. Whoever calls has begun a unit of work.</summary>
        internal static void Ensure(PlatformContext context)
        {
            if (Of(context) is not null)
            {
                return;
            }

            byte[] secret = RandomNumberGenerator.GetBytes(TokenDigest.SecretBytes);
            context.Secrets.Add(new SecretRow { Name = Name, Value = secret });
            context.SaveChanges();
            TokenDigest tokens = new(secret);
            foreach (string token in Distinct(context, "SELECT DISTINCT token AS \"Value\" FROM events WHERE token IS NOT NULL"))
            {
                string digest = tokens.Of(token);
                context.Database.ExecuteSql($"UPDATE events SET token = {digest} WHERE token = {token}");
            }

            foreach (string token in Distinct(context, "SELECT DISTINCT token AS \"Value\" FROM told"))
            {
                // In large letters and in small it was told the same.
                string digest = tokens.Of(token);
                context.Database.ExecuteSql($"DELETE FROM told WHERE token = {token} AND EXISTS (SELECT 1 FROM told AS o WHERE o.station_id = told.station_id AND o.line = told.line AND o.token = {digest})");
                context.Database.ExecuteSql($"UPDATE told SET token = {digest} WHERE token = {token}");
            }

            foreach (string customer in Distinct(context, "SELECT DISTINCT customer AS \"Value\" FROM transactions WHERE customer IS NOT NULL"))
            {
                string keyed = tokens.Earlier(customer);
                context.Database.ExecuteSql($"UPDATE transactions SET customer = {keyed} WHERE customer = {customer}");
            }

            foreach (PayerRow payer in context.Payers.OrderBy(row => row.Id).ToList())
            {
                // A second account of the same token stays an account.
                string keyed = tokens.Earlier(payer.Customer);
                payer.Customer = keyed != payer.Customer && context.Payers.Any(row => row.TenantId == payer.TenantId && row.Customer == keyed) ? $"{keyed} {payer.Id}" : keyed;
                context.SaveChanges();
            }
        }

        private static List<string> Distinct(PlatformContext context, string sql)
        {
            return context.Database.SqlQueryRaw<string>(sql).ToList();
        }
    }
}
