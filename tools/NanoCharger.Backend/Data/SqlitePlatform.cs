using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables in a SQLite file: one house, one process.</summary>
    internal sealed class SqlitePlatform(DbContextOptions<SqlitePlatform> options, long? tenant) : PlatformContext(options, tenant)
    {
        /// <summary>How <c>dotnet ef migrations add NAME --context SqlitePlatform --output-dir Data/Migrations/Sqlite</c> makes one.</summary>
        internal sealed class Factory : IDesignTimeDbContextFactory<SqlitePlatform>
        {
            public SqlitePlatform CreateDbContext(string[] args)
            {
                return new SqlitePlatform(new DbContextOptionsBuilder<SqlitePlatform>().UseSqlite().Options, null);
            }
        }
    }
}
