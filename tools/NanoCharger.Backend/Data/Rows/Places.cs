using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>A row that one tenant may see: the context's filter asks for nothing else.</summary>
    internal interface ITenanted
    {
        /// <summary>Whose it is.</summary>
        long TenantId { get; }
    }

    /// <summary>One who puts chargers up and bills by them: written by whoever runs the platform.</summary>
    internal sealed class Tenant
    {
        public long Id { get; init; }

        public required string Name { get; set; }
    }

    /// <summary>A house, hotel or yard of a tenant, with what holds for all of its stations.</summary>
    internal sealed class House : ITenanted
    {
        /// <summary>What the first house and its tenant are called until somebody says otherwise.</summary>
        internal const string FirstName = "house";

        public long Id { get; init; }

        public required long TenantId { get; init; }

        public required string Name { get; set; }

        /// <summary>A key that nobody enrolled is taken with a station's first sound document, and marked so.</summary>
        public bool KeysOnFirstSight { get; set; }

        /// <summary>Where it is, in one line, as receipts name it; null while nobody has said.</summary>
        public string? Address { get; set; }

        /// <summary>Its name in the IANA time zone database; null while nobody has said.</summary>
        public string? Zone { get; set; }

        /// <summary>The ISO 4217 code of its prices; null while nobody has said.</summary>
        public string? Currency { get; set; }

        /// <summary>The country whose law says what may have a price, or EU; null while nobody has said.</summary>
        public string? Market { get; set; }

        /// <summary>The seller's tax number; null where there is none.</summary>
        public string? TaxNumber { get; set; }

        /// <summary>Who sells: name and address in one line, as receipts name it; null while nobody has said.</summary>
        public string? Seller { get; set; }

        /// <summary>What its chargers have together, A a phase; null while nobody has said. For the eye: nothing is limited by it.</summary>
        public int? SupplyAmps { get; set; }

        /// <summary>How it takes guests.</summary>
        public GuestWay Guests { get; set; }

        /// <summary>The first house, with its tenant, where there is none yet; its word on keys is what was given.</summary>
        /// <returns>The rows that were changed.</returns>
        internal static int Ensure(PlatformContext context, bool keysOnFirstSight)
        {
            int rows = EnsureFirst(context);
            context.Houses.OrderBy(one => one.Id).First().KeysOnFirstSight = keysOnFirstSight;
            return rows + context.SaveChanges();
        }

        /// <summary>The first house, with its tenant, where there is none yet.</summary>
        /// <returns>The rows that were changed.</returns>
        internal static int EnsureFirst(PlatformContext context)
        {
            if (context.Houses.Any())
            {
                return 0;
            }

            if (context is PostgresPlatform && context.Database.CurrentTransaction is not null)
            {
                // Several workers may start at once: the second waits here, and finds what the first has made.
                context.Database.ExecuteSqlRaw("LOCK TABLE houses IN SHARE ROW EXCLUSIVE MODE");
                if (context.Houses.Any())
                {
                    return 0;
                }
            }

            Tenant tenant = context.Tenants.OrderBy(one => one.Id).FirstOrDefault() ?? context.Tenants.Add(new Tenant { Name = FirstName }).Entity;
            int rows = context.SaveChanges();
            context.Houses.Add(new House { TenantId = tenant.Id, Name = FirstName });
            return rows + context.SaveChanges();
        }
    }

    /// <summary>A place where a vehicle stands: it stays when the charger on its wall is replaced.</summary>
    internal sealed class Bay : ITenanted
    {
        public long Id { get; init; }

        public required long TenantId { get; init; }

        public required long HouseId { get; init; }

        public required string Name { get; set; }
    }

    /// <summary>A station by the id that it calls itself, wherever it hangs; made when it calls for the first time.</summary>
    internal sealed class Station
    {
        public long Id { get; init; }

        /// <summary>Its id at the broker and in its documents.</summary>
        public required string Name { get; init; }

        /// <summary>One more with each unit of work that changed anything of the station: who keeps something of it in memory sees by it that it is old. Counted by the database alone, since two who read it and write one more would count once.</summary>
        public long Revision { get; init; }

        /// <summary>How many refusals were ever stored of it: the database counts at each (<see cref="RefusalCount"/>), so that the audit sees one that is gone.</summary>
        public long Refusals { get; init; }

        /// <summary>The number of the board that was reported last; null where nobody said.</summary>
        public string? Serial { get; set; }

        /// <summary>The highest current of a phase that it was built for; null where nobody said.</summary>
        public long? RatedMilliamps { get; set; }

        /// <summary>1 or 3; null where nobody said.</summary>
        public int? Phases { get; set; }

        /// <summary>How many closings under load its contactor was made for; null where nobody said.</summary>
        public long? ContactorLife { get; set; }

        /// <summary>Since when its link is revoked: nothing that comes under its name is taken. Null while it is not. Written by the operator.</summary>
        public long? LinkRevokedMs { get; set; }

        /// <summary>Until when the certificate is good that was signed for its link last; null where none was signed here.</summary>
        public long? LinkNotAfterMs { get; set; }

        public List<Placement> Placements { get; } = [];
    }

    /// <summary>A station hung in a bay from one time to another; closed when it goes, never changed otherwise.</summary>
    internal sealed class Placement : ITenanted
    {
        public required long StationId { get; init; }

        public required long FromMs { get; init; }

        /// <summary>Null while it hangs there.</summary>
        public long? ToMs { get; set; }

        public required long BayId { get; init; }

        public required long TenantId { get; init; }
    }
}
