using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The table of guests. The database itself lets a bay be one checkout's alone.</summary>
    internal static class GuestsModel
    {
        internal static void Build(ModelBuilder model)
        {
            model.Entity<CheckoutRow>(checkout =>
            {
                checkout.HasIndex(row => row.BayId).IsUnique().HasDatabaseName("checkouts_of_bay").HasFilter("closed_ms IS NULL");
                checkout.HasIndex(row => row.Secret).IsUnique();
                checkout.HasIndex(row => new { row.TenantId, row.State });
                checkout.Property(row => row.State).IsConcurrencyToken();
                checkout.HasOne<Bay>().WithMany().HasForeignKey(row => row.BayId).OnDelete(DeleteBehavior.Restrict);
                checkout.HasOne<Station>().WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                checkout.HasOne<TariffRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.TariffId }).OnDelete(DeleteBehavior.Restrict);
                checkout.HasOne<ChargeRow>().WithMany().HasForeignKey(row => row.ChargeId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
