using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables of residents and cards. Nothing of money refers to them; they know its accounts.</summary>
    internal static class ResidentsModel
    {
        /// <summary>The name of the filter by which no page and no export has who is to be erased.</summary>
        internal const string ShownFilter = "shown";

        internal static void Build(ModelBuilder model)
        {
            model.Entity<ResidentRow>(resident =>
            {
                resident.HasKey(row => new { row.TenantId, row.Account });
                resident.HasOne<PayerRow>().WithMany().HasForeignKey(row => row.Account).OnDelete(DeleteBehavior.Restrict);
                resident.Property(row => row.MailsCharged).HasDefaultValue(false);
                resident.Property(row => row.MailsFailed).HasDefaultValue(false);
                resident.HasQueryFilter(ShownFilter, row => row.EraseAskedMs == null);
            });
            model.Entity<TenancyRow>(tenancy =>
            {
                tenancy.HasKey(row => new { row.TenantId, row.Account, row.BayId, row.FromMs });
                tenancy.HasOne<ResidentRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.Account }).OnDelete(DeleteBehavior.Restrict);
                tenancy.HasOne<Bay>().WithMany().HasForeignKey(row => row.BayId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<DepartureRow>(departure =>
            {
                departure.HasKey(row => new { row.TenantId, row.Account, row.Weekday });
                departure.HasOne<ResidentRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.Account }).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<CardRow>(card =>
            {
                card.HasIndex(row => new { row.TenantId, row.Digest, row.FromMs }).IsUnique();
                card.HasOne<ResidentRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.Account }).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<SecretRow>().HasKey(row => row.Name);
            model.Entity<ErasureRow>().HasIndex(row => new { row.StationId, row.KeyNumber, row.Number });
            model.Entity<TransactionRow>().HasIndex(row => new { row.TenantId, row.Account }).HasDatabaseName("transactions_of_account").HasFilter("account IS NOT NULL");
            model.Entity<TransactionRow>().HasIndex(row => new { row.TenantId, row.Customer }).HasDatabaseName("transactions_running").HasFilter("account IS NOT NULL AND NOT ended");
            model.Entity<ChargeRow>().HasIndex(row => new { row.TenantId, row.Account }).HasDatabaseName("charges_of_account").HasFilter("account IS NOT NULL");
        }
    }
}
