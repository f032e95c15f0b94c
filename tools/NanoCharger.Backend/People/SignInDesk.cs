using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Lets in, or not. Whoever is refused learns nothing: an unknown mail, a wrong password and a locked account have one answer, and cost the same work.</summary>
    internal sealed class SignInDesk(UserManager<Person> people, WebData data, WebClock clock)
    {
        private const int GateCount = 64;

        /// <summary>Tries at one account come one after the other: those that are made at once would all be let through before the first is counted.</summary>
        private static readonly SemaphoreSlim[] Gates = [.. Enumerable.Range(0, GateCount).Select(_ => new SemaphoreSlim(1))];

        /// <summary>What an unknown mail's password is held against.</summary>
        private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Person>().HashPassword(Nobody, Secrets.Token()));

        private static Person Nobody => new() { Name = "" };

        /// <summary>Whose mail and password these are; null where they are nobody's, or he is locked out, or has no business here any more.</summary>
        /// <param name="mail">As it was typed.</param>
        /// <param name="password">As it was typed.</param>
        internal async Task<Person?> Check(string mail, string password)
        {
            string name = people.NormalizeName(mail.Trim());
            using Pass pass = await Enter(name);
            Person? person = await Find(row => row.NormalizedUserName == name);
            if (person is null)
            {
                people.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
                await Tell(null, ChangeKind.SignInFailed);
                return null;
            }

            bool right = await people.CheckPasswordAsync(person, password);
            if (await people.IsLockedOutAsync(person) || !right || !MayEnter(person))
            {
                await Fail(person);
                return null;
            }

            if (person.TotpKey is null)
            {
                await LetIn(person);
            }

            // Else wrong codes are counted on: who has the password alone must not begin their count anew.
            return person;
        }

        /// <summary>Whether a code is one of this person's authenticator, or one of his recovery codes; either counts once.</summary>
        internal async Task<Person?> CheckCode(long number, string stamp, string code)
        {
            Person? person = await Find(row => row.Id == number);
            if (person?.TotpKey is null || person.SecurityStamp != stamp || !MayEnter(person))
            {
                return null;
            }

            using Pass pass = await Enter(person.NormalizedUserName!);
            person = (await Find(row => row.Id == number))!;
            if (await people.IsLockedOutAsync(person))
            {
                return null;
            }

            if (Totp.StepOf(person.TotpKey!, code, person.TotpStep, clock.NowMs) is { } step)
            {
                person.TotpStep = step;
            }
            else if (Secrets.Without(person.RecoveryCodes, code) is { } left)
            {
                person.RecoveryCodes = left;
                await Tell(person, ChangeKind.RecoveryCodeUsed);
            }
            else
            {
                await Fail(person);
                return null;
            }

            return await LetIn(person) ? person : null;
        }

        /// <summary>A try at one's own password, by who is signed in: it is counted as any other.</summary>
        internal async Task<bool> IsHis(long number, string password)
        {
            Person? person = await Find(row => row.Id == number);
            return person is not null && await Check(person.UserName!, password) is not null;
        }

        private static bool MayEnter(Person person)
        {
            return person.Memberships.Any(one => one.BlockedMs is null);
        }

        private async Task<bool> LetIn(Person person)
        {
            person.AccessFailedCount = 0;
            person.LockedUntilMs = null;
            return (await people.UpdateAsync(person)).Succeeded;
        }

        private async Task Fail(Person person)
        {
            bool before = await people.IsLockedOutAsync(person);
            if (before)
            {
                await Tell(person, ChangeKind.SignInFailed);
                return;
            }

            await people.AccessFailedAsync(person);
            await Tell(person, await people.IsLockedOutAsync(person) ? ChangeKind.SignInLocked : ChangeKind.SignInFailed);
        }

        private Task Tell(Person? person, string kind)
        {
            long? tenant = person?.Memberships.OrderBy(one => one.Id).FirstOrDefault()?.TenantId;
            return data.Write(context =>
            {
                Trail.Add(context, new Actor(person?.Id, tenant, clock.NowMs), kind);
                return context.SaveChanges();
            });
        }

        private Task<Person?> Find(System.Linq.Expressions.Expression<Func<Person, bool>> who)
        {
            return people.Users.Include(row => row.Memberships).FirstOrDefaultAsync(who);
        }

        private static async Task<Pass> Enter(string name)
        {
            SemaphoreSlim gate = Gates[(uint)string.GetHashCode(name, StringComparison.Ordinal) % GateCount];
            await gate.WaitAsync();
            return new Pass(gate);
        }

        private sealed class Pass(SemaphoreSlim gate) : IDisposable
        {
            public void Dispose()
            {
                gate.Release();
            }
        }
    }
}
