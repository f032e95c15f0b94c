using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables of how stations fare, and of what of it somebody has seen.</summary>
    internal static class HealthModel
    {
        internal static void Build(ModelBuilder model)
        {
            model.Entity<OutageRow>(outage =>
            {
                outage.HasKey(row => new { row.StationId, row.FromMs });
                outage.HasOne<Station>().WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<FaultRow>(fault =>
            {
                fault.HasKey(row => new { row.StationId, row.FromMs });
                fault.HasOne<Station>().WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                fault.Property(row => row.What).IsRequired();

                // Of two workers that hear of it at once the second is refused, and asked again.
                fault.HasIndex(row => row.StationId).HasDatabaseName("faults_open").IsUnique().HasFilter("to_ms IS NULL");
            });
            model.Entity<SeenRow>(seen =>
            {
                seen.HasKey(row => new { row.TenantId, row.Kind, row.StationId, row.Subject });
                seen.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<RefusedCardRow>(refused =>
            {
                refused.HasKey(row => new { row.StationId, row.FromMs, row.TenantId });
                refused.HasOne<Station>().WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
            });

            // When the platform ran is nobody's secret: each tenant sees by it what nobody knows of his stations.
            model.Entity<ListeningRow>().HasQueryFilter(PlatformContext.TenantFilter, static _ => true);
        }
    }
}
