using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables of people, and the trail of what they change. What is personal is in these alone.</summary>
    internal static class PeopleModel
    {
        internal static void Build(ModelBuilder model, PlatformContext context)
        {
            model.Entity<Person>(person =>
            {
                // What Identity has besides, and nobody needs.
                Array.ForEach(
                    [nameof(Person.PhoneNumber), nameof(Person.PhoneNumberConfirmed), nameof(Person.TwoFactorEnabled), nameof(Person.EmailConfirmed), nameof(Person.LockoutEnd), nameof(Person.LockoutEnabled)],
                    name => person.Ignore(name));
                person.HasIndex(row => row.NormalizedUserName).IsUnique();
                person.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
                person.HasMany(row => row.Memberships).WithOne(row => row.Person).HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
                person.HasQueryFilter(PlatformContext.TenantFilter, row => context.Asking == null || row.Memberships.Any(one => one.TenantId == context.Asking));
            });
            model.Entity<Membership>(membership =>
            {
                membership.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
                membership.HasIndex(row => new { row.PersonId, row.TenantId, row.Role }).IsUnique();
                membership.ToTable(table => table.HasCheckConstraint("memberships_tenant", "(role = 1) = (tenant_id IS NULL)"));
                membership.HasQueryFilter(PlatformContext.TenantFilter, row => context.Asking == null || row.TenantId == context.Asking);
            });
            model.Entity<LinkRow>(link =>
            {
                link.HasKey(row => row.Hash);
                link.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
                link.HasQueryFilter(PlatformContext.TenantFilter, row => context.Asking == null || row.TenantId == context.Asking);
            });
            model.Entity<WebKeyRow>().HasQueryFilter(PlatformContext.TenantFilter, row => context.Asking == null);
            model.Entity<ChangeRow>(change =>
            {
                change.HasIndex(row => new { row.TenantId, row.Id });
                change.HasQueryFilter(PlatformContext.TenantFilter, row => context.Asking == null || row.TenantId == context.Asking);
            });
        }
    }
}
