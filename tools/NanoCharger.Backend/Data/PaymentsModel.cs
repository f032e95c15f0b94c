using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables of guests' money. The database itself lets a checkout have one hold.</summary>
    internal static class PaymentsModel
    {
        internal static void Build(ModelBuilder model)
        {
            model.Entity<HoldRow>(hold =>
            {
                hold.HasIndex(row => row.CheckoutId).IsUnique();
                hold.HasIndex(row => row.Key).IsUnique();
                hold.HasIndex(row => row.Session);
                hold.HasIndex(row => row.Intent);
                hold.HasIndex(row => new { row.TenantId, row.State });
                hold.Property(row => row.State).IsConcurrencyToken();
                hold.HasOne<CheckoutRow>().WithMany().HasForeignKey(row => row.CheckoutId).OnDelete(DeleteBehavior.Restrict);
                hold.HasOne<ChargeRow>().WithMany().HasForeignKey(row => row.ChargeId).OnDelete(DeleteBehavior.Restrict);
                hold.ToTable(table => table.HasCheckConstraint("holds_money", "amount_minor > 0 AND held_minor >= 0 AND take_minor >= 0 AND take_minor <= held_minor"));
            });
            model.Entity<ProviderEventRow>().HasKey(row => row.Id);
            model.Entity<PayeeRow>(payee =>
            {
                payee.HasKey(row => row.TenantId);
                payee.Property(row => row.TenantId).ValueGeneratedNever();
                payee.HasIndex(row => row.Account);
                payee.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
