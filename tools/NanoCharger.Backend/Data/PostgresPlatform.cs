using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables in PostgreSQL: many houses, several workers.</summary>
    internal sealed class PostgresPlatform(DbContextOptions<PostgresPlatform> options, long? tenant) : PlatformContext(options, tenant)
    {
        /// <summary>How <c>dotnet ef migrations add NAME --context PostgresPlatform --output-dir Data/Migrations/Postgres</c> makes one.</summary>
        internal sealed class Factory : IDesignTimeDbContextFactory<PostgresPlatform>
        {
            public PostgresPlatform CreateDbContext(string[] args)
            {
                return new PostgresPlatform(new DbContextOptionsBuilder<PostgresPlatform>().UseNpgsql().Options, null);
            }
        }
    }
}
