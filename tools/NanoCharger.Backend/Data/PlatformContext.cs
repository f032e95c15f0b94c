using System;
using System.Linq;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace NanoCharger.Backend.Data
{
    /// <summary>The platform's tables. Times are Unix milliseconds, energy mWh, money minor units, all whole numbers: both databases order and sum them alike.</summary>
    internal abstract class PlatformContext(DbContextOptions options, long? tenant) : DbContext(options)
    {
        /// <summary>The name of the one filter by which a tenant sees only what is his.</summary>
        internal const string TenantFilter = "tenant";

        /// <summary>Who asks; null: whoever runs the platform, who sees all.</summary>
        internal long? Asking { get; } = tenant;

        internal DbSet<Tenant> Tenants => Set<Tenant>();

        internal DbSet<House> Houses => Set<House>();

        internal DbSet<Bay> Bays => Set<Bay>();

        internal DbSet<Station> Stations => Set<Station>();

        internal DbSet<Placement> Placements => Set<Placement>();

        internal DbSet<KeyRow> Keys => Set<KeyRow>();

        internal DbSet<EventRow> Events => Set<EventRow>();

        internal DbSet<DocumentRow> Documents => Set<DocumentRow>();

        internal DbSet<RefusalRow> Refusals => Set<RefusalRow>();

        internal DbSet<FindingRow> Findings => Set<FindingRow>();

        internal DbSet<TransactionRow> Transactions => Set<TransactionRow>();

        internal DbSet<DecisionRow> Decisions => Set<DecisionRow>();

        internal DbSet<ToldRow> Told => Set<ToldRow>();

        internal DbSet<CallRow> Calls => Set<CallRow>();

        internal DbSet<LinkCertificateRow> LinkCertificates => Set<LinkCertificateRow>();

        internal DbSet<TariffRow> Tariffs => Set<TariffRow>();

        internal DbSet<OfferRow> Offers => Set<OfferRow>();

        internal DbSet<ChargeRow> Charges => Set<ChargeRow>();

        internal DbSet<PartRow> Parts => Set<PartRow>();

        internal DbSet<BillRow> Bills => Set<BillRow>();

        internal DbSet<BillGapRow> BillGaps => Set<BillGapRow>();

        internal DbSet<PresenceRow> Presences => Set<PresenceRow>();

        internal DbSet<OutageRow> Outages => Set<OutageRow>();

        internal DbSet<FaultRow> Faults => Set<FaultRow>();

        internal DbSet<ListeningRow> Listenings => Set<ListeningRow>();

        internal DbSet<SeenRow> Seen => Set<SeenRow>();

        internal DbSet<RefusedCardRow> RefusedCards => Set<RefusedCardRow>();

        internal DbSet<AccountRow> Accounts => Set<AccountRow>();

        internal DbSet<PayerRow> Payers => Set<PayerRow>();

        internal DbSet<EntryRow> Entries => Set<EntryRow>();

        internal DbSet<LegRow> Legs => Set<LegRow>();

        internal DbSet<Person> People => Set<Person>();

        internal DbSet<Membership> Memberships => Set<Membership>();

        internal DbSet<LinkRow> Links => Set<LinkRow>();

        internal DbSet<WebKeyRow> WebKeys => Set<WebKeyRow>();

        internal DbSet<ChangeRow> Changes => Set<ChangeRow>();

        internal DbSet<ResidentRow> Residents => Set<ResidentRow>();

        internal DbSet<TenancyRow> Tenancies => Set<TenancyRow>();

        internal DbSet<DepartureRow> Departures => Set<DepartureRow>();

        internal DbSet<CardRow> Cards => Set<CardRow>();

        internal DbSet<SecretRow> Secrets => Set<SecretRow>();

        internal DbSet<ErasureRow> Erasures => Set<ErasureRow>();

        internal DbSet<CheckoutRow> Checkouts => Set<CheckoutRow>();

        internal DbSet<HoldRow> Holds => Set<HoldRow>();

        internal DbSet<ProviderEventRow> ProviderEvents => Set<ProviderEventRow>();

        internal DbSet<PayeeRow> Payees => Set<PayeeRow>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Tenant>().HasQueryFilter(TenantFilter, row => Asking == null || row.Id == Asking);
            model.Entity<House>().HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
            model.Entity<Bay>().HasOne<House>().WithMany().HasForeignKey(row => row.HouseId).OnDelete(DeleteBehavior.Restrict);
            model.Entity<Station>(station =>
            {
                station.HasIndex(row => row.Name).IsUnique();
                station.Property(row => row.Refusals).HasDefaultValue(0L);
                station.HasMany(row => row.Placements).WithOne().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                station.HasQueryFilter(TenantFilter, row => Asking == null || row.Placements.Any(placed => placed.TenantId == Asking));
            });
            model.Entity<Placement>(placed =>
            {
                placed.HasKey(row => new { row.StationId, row.FromMs });
                placed.HasOne<Bay>().WithMany().HasForeignKey(row => row.BayId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Entity<KeyRow>(key =>
            {
                key.HasKey(row => new { row.StationId, row.Number });
                key.HasOne(row => row.Station).WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                key.HasQueryFilter(TenantFilter, row => Asking == null || row.Station!.Placements.Any(placed => placed.TenantId == Asking));
            });
            model.Entity<EventRow>().HasKey(row => new { row.StationId, row.KeyNumber, row.TransactionId, row.Sequence, row.Signed });
            model.Entity<DocumentRow>().HasKey(row => new { row.StationId, row.KeyNumber, row.Number });
            model.Entity<RefusalRow>().HasKey(row => new { row.StationId, row.Hash, row.KeyNumber });
            model.Entity<FindingRow>().HasKey(row => new { row.StationId, row.KeyNumber, row.Number, row.Code });
            model.Entity<TransactionRow>().HasKey(row => new { row.StationId, row.KeyNumber, row.Id });
            model.Entity<DecisionRow>().HasKey(row => new { row.StationId, row.KeyNumber, row.TransactionId, row.Number });
            model.Entity<ToldRow>().HasKey(row => new { row.StationId, row.Token, row.Line });
            model.Entity<LinkCertificateRow>(certificate =>
            {
                certificate.HasKey(row => new { row.StationId, row.Number });
                certificate.HasOne<Station>().WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                certificate.Property(row => row.Request).IsRequired();
                certificate.HasIndex(row => new { row.StationId, row.Number }).HasDatabaseName("link_certificates_open").HasFilter("ended_ms IS NULL");
            });
            model.Entity<CallRow>(call =>
            {
                call.HasKey(row => new { row.StationId, row.Number });
                call.HasOne<Station>().WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                call.Property(row => row.Id).IsRequired();
                call.HasIndex(row => new { row.StationId, row.Id }).IsUnique();
                call.HasIndex(row => new { row.StationId, row.Number }).HasDatabaseName("calls_open").HasFilter("ended_ms IS NULL");
            });
            model.Entity<PresenceRow>(presence =>
            {
                presence.HasKey(row => row.StationId);
                presence.Property(row => row.StationId).ValueGeneratedNever();
                presence.HasOne(row => row.Station).WithMany().HasForeignKey(row => row.StationId).OnDelete(DeleteBehavior.Restrict);
                presence.HasQueryFilter(TenantFilter, row => Asking == null || row.Station!.Placements.Any(placed => placed.TenantId == Asking));
            });
            HealthModel.Build(model);
            MoneyModel.Build(model);
            Filter<OutageRow>(model);
            Filter<FaultRow>(model);
            Filter<SeenRow>(model);
            Filter<RefusedCardRow>(model);
            Filter<BillGapRow>(model);
            PeopleModel.Build(model, this);
            ResidentsModel.Build(model);
            GuestsModel.Build(model);
            PaymentsModel.Build(model);
            model.Entity<SecretRow>().HasQueryFilter(TenantFilter, row => Asking == null);
            model.Entity<ProviderEventRow>().HasQueryFilter(TenantFilter, row => Asking == null);
            Filter<HoldRow>(model);
            Filter<PayeeRow>(model);
            Filter<ResidentRow>(model);
            Filter<TenancyRow>(model);
            Filter<DepartureRow>(model);
            Filter<CardRow>(model);
            Filter<ErasureRow>(model);
            Filter<CheckoutRow>(model);
            Filter<TariffRow>(model);
            Filter<OfferRow>(model);
            Filter<ChargeRow>(model);
            Filter<PartRow>(model);
            Filter<BillRow>(model);
            Filter<AccountRow>(model);
            Filter<PayerRow>(model);
            Filter<EntryRow>(model);
            Filter<LegRow>(model);
            Filter<House>(model);
            Filter<Bay>(model);
            Filter<Placement>(model);
            Filter<EventRow>(model);
            Filter<DocumentRow>(model);
            Filter<RefusalRow>(model);
            Filter<FindingRow>(model);
            Filter<TransactionRow>(model);
            Filter<DecisionRow>(model);
            Filter<ToldRow>(model);
            Filter<CallRow>(model);
            Filter<LinkCertificateRow>(model);
            foreach (IMutableEntityType table in model.Model.GetEntityTypes())
            {
                Name(table);
            }
        }

        private void Filter<T>(ModelBuilder model)
            where T : class, ITenanted
        {
            model.Entity<T>().HasQueryFilter(TenantFilter, (Expression<Func<T, bool>>)(row => Asking == null || row.TenantId == Asking));
        }

        /// <summary>Tables and columns have the names that SQL is written with: events, came_ms.</summary>
        private static void Name(IMutableEntityType table)
        {
            string name = table.ClrType.Name;
            table.SetTableName(name switch
            {
                nameof(ToldRow) => "told",
                nameof(SeenRow) => "seen",
                nameof(EntryRow) => "entries",
                nameof(Person) => "people",
                nameof(TenancyRow) => "tenancies",
                _ => Snake(name.EndsWith("Row", StringComparison.Ordinal) ? name[..^3] : name) + "s",
            });
            foreach (IMutableProperty column in table.GetProperties())
            {
                column.SetColumnName(Snake(column.Name));
            }
        }

        private static string Snake(string name)
        {
            StringBuilder text = new();
            foreach (char letter in name)
            {
                text.Append(char.IsUpper(letter) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
            }

            return text.ToString();
        }
    }
}
