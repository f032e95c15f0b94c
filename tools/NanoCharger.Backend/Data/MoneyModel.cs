using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables of money: each key begins with the tenant, and the database itself refuses what must not be.</summary>
    internal static class MoneyModel
    {
        internal static void Build(ModelBuilder model)
        {
            model.Entity<TransactionRow>().HasIndex(row => new { row.StationId, row.KeyNumber, row.Receipt })
                .HasDatabaseName("transactions_to_charge").HasFilter("receipt IS NOT NULL AND charge_id IS NULL");
            model.Entity<TransactionRow>().HasIndex(row => row.ChargeId).HasDatabaseName("transactions_of_charge").HasFilter("charge_id IS NOT NULL");
            model.Entity<TransactionRow>().HasIndex(row => row.StationId).HasDatabaseName("transactions_against").HasFilter("charge_id IS NOT NULL AND withheld IS NOT NULL");
            model.Entity<TariffRow>().HasKey(row => new { row.TenantId, row.Id });
            model.Entity<OfferRow>(offer =>
            {
                offer.HasKey(row => new { row.TenantId, row.Audience, row.FromMs });
                offer.HasOne<TariffRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.TariffId }).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<ChargeRow>().HasIndex(row => new { row.StationId, row.KeyNumber, row.State });
            model.Entity<PartRow>(part =>
            {
                part.HasKey(row => new { row.StationId, row.KeyNumber, row.Receipt });
                part.HasOne<ChargeRow>().WithMany().HasForeignKey(row => row.ChargeId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<BillRow>(bill =>
            {
                bill.HasKey(row => new { row.TenantId, row.Number });
                bill.HasIndex(row => new { row.ChargeId, row.Issue, row.Credits }).IsUnique();
                bill.HasOne<ChargeRow>().WithMany().HasForeignKey(row => row.ChargeId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<BillGapRow>(gap =>
            {
                gap.HasKey(row => new { row.TenantId, row.ToNumber });
                gap.ToTable(table => table.HasCheckConstraint("bill_gaps_order", "from_number > 0 AND to_number >= from_number"));
            });
            model.Entity<AccountRow>(account =>
            {
                account.HasIndex(row => new { row.TenantId, row.Code, row.Currency }).IsUnique();
                account.HasAlternateKey(row => new { row.TenantId, row.Id });
            });
            model.Entity<PayerRow>().HasIndex(row => new { row.TenantId, row.Customer }).IsUnique();
            model.Entity<EntryRow>(entry =>
            {
                entry.HasKey(row => new { row.TenantId, row.Sequence });
                entry.HasAlternateKey(row => new { row.TenantId, row.Sequence, row.LegCount });
                entry.HasIndex(row => new { row.TenantId, row.Kind, row.Key }).IsUnique();
                entry.HasIndex(row => new { row.TenantId, row.PreviousHash }).IsUnique();
                entry.ToTable(table => table.HasCheckConstraint("entries_legs", "leg_count > 0"));
            });
            model.Entity<LegRow>(leg =>
            {
                leg.HasKey(row => new { row.TenantId, row.Sequence, row.LegNumber });
                leg.HasOne<EntryRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.Sequence, row.LegCount })
                    .HasPrincipalKey(row => new { row.TenantId, row.Sequence, row.LegCount }).OnDelete(DeleteBehavior.Restrict);
                leg.HasOne<AccountRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.DebitId })
                    .HasPrincipalKey(row => new { row.TenantId, row.Id }).OnDelete(DeleteBehavior.Restrict);
                leg.HasOne<AccountRow>().WithMany().HasForeignKey(row => new { row.TenantId, row.CreditId })
                    .HasPrincipalKey(row => new { row.TenantId, row.Id }).OnDelete(DeleteBehavior.Restrict);
                leg.ToTable(table =>
                {
                    table.HasCheckConstraint("legs_amount", "amount_minor > 0");
                    table.HasCheckConstraint("legs_accounts", "debit_id <> credit_id");
                    table.HasCheckConstraint("legs_number", "leg_number BETWEEN 1 AND leg_count");
                });
            });
        }
    }
}
