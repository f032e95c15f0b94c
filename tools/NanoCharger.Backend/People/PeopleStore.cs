using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Identity's store, whose writing goes through the one writer as everybody's does.</summary>
    internal sealed class PeopleStore(WebData data, PlatformContext reading, IdentityErrorDescriber words) : UserOnlyStore<Person, PlatformContext, long>(reading, words)
    {
        /// <inheritdoc/>
        public override Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken = default)
        {
            return Write(user, static (context, person) => context.Add(person));
        }

        /// <inheritdoc/>
        public override Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken = default)
        {
            return Write(user, static (context, person) =>
            {
                context.Attach(person);
                person.ConcurrencyStamp = Guid.NewGuid().ToString();
                context.Entry(person).State = EntityState.Modified;
            });
        }

        /// <inheritdoc/>
        public override Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken = default)
        {
            return Write(user, static (context, person) => context.Remove(person));
        }

        private async Task<IdentityResult> Write(Person person, Action<PlatformContext, Person> change)
        {
            string? stamp = person.ConcurrencyStamp;
            try
            {
                await data.Write(context =>
                {
                    change(context, person);
                    return context.SaveChanges();
                });
                return IdentityResult.Success;
            }
            catch (DbUpdateConcurrencyException)
            {
                person.ConcurrencyStamp = stamp;
                return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
            }
        }
    }
}
