using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Whose people, links and lines of the trail are whose.</summary>
    public sealed class TenantTests
    {
        [Fact]
        public async Task A_tenant_sees_its_own_people_and_their_changes_alone()
        {
            await using WebHost host = await WebHost.Start();
            await host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                return context.SaveChanges();
            });
            (_, long one) = await host.Make(Role.Manager, 1);
            (_, long two) = await host.Make(Role.Manager, 2);
            (_, long all) = await host.Make(Role.Operator);
            using IServiceScope scope = host.Services.CreateScope();
            PeopleDesk desk = scope.ServiceProvider.GetRequiredService<PeopleDesk>();
            await desk.Invite(new Actor(one, 1, 0), "a@example.org", Role.Resident, 1);
            await desk.Invite(new Actor(two, 2, 0), "b@example.org", Role.Resident, 2);

            WebData data = host.Services.GetRequiredService<WebData>();
            foreach ((long tenant, long his) in ((long, long)[])[(1, one), (2, two)])
            {
                using PlatformContext context = data.Context(tenant);
                Assert.Equal([his], context.People.Select(row => row.Id));
                Assert.Equal([his], context.Memberships.Select(row => row.PersonId));
                Assert.All(context.Changes.ToList(), row => Assert.Equal(tenant, row.TenantId));
                Assert.NotEmpty(context.Changes);
                Assert.Equal(tenant, Assert.Single(context.Links).TenantId);
                Assert.Empty(context.WebKeys);
            }

            Assert.Equal([one, two, all], host.Ask(context => context.People.Select(row => row.Id).Order().ToArray()));
        }

        /// <summary>Of somebody who is with two tenants each sees that he is theirs, and not what he is elsewhere.</summary>
        [Fact]
        public async Task What_somebody_is_elsewhere_is_nobodys_business()
        {
            await using WebHost host = await WebHost.Start();
            await host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                return context.SaveChanges();
            });
            (_, long person) = await host.Make(Role.Manager, 1);
            await host.Write(context =>
            {
                context.Memberships.Add(new Membership { PersonId = person, TenantId = 2, Role = Role.Caretaker });
                return context.SaveChanges();
            });
            using PlatformContext second = host.Services.GetRequiredService<WebData>().Context(2);
            Assert.Equal([Role.Caretaker], second.People.SelectMany(row => row.Memberships).Select(row => row.Role));
        }
    }
}
