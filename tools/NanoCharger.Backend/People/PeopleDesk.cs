using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Takes people in, and gives them links: the operator of the first day, who is invited, who has forgotten his password.</summary>
    internal sealed class PeopleDesk(UserManager<Person> people, WebData data, WebClock clock, Sessions sessions)
    {
        /// <summary>How long an invitation holds.</summary>
        internal static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

        /// <summary>How long a link for a new password holds.</summary>
        internal static readonly TimeSpan ResetLife = TimeSpan.FromHours(2);

        /// <summary>Whether nobody has ever been taken in.</summary>
        internal async Task<bool> IsEmpty()
        {
            using PlatformContext context = data.Context(null);
            return !await context.People.AnyAsync();
        }

        /// <summary>Takes the first person in, as operator.</summary>
        /// <returns>Null where there is somebody already: a set-up address makes nobody beside those.</returns>
        internal Task<Session?> MakeOperator(Newcomer who)
        {
            Person person = NewPerson(who);
            return data.Write(context =>
            {
                AlonePostgres(context);
                if (context.People.Any())
                {
                    return null;
                }

                Membership membership = Join(context, person, Role.Operator, null);
                Trail.Add(context, new Actor(person.Id, null, clock.NowMs), ChangeKind.OperatorMade, Trail.Number(person.Id));
                return new Session(person.Id, membership.Id, Role.Operator, null, person.SecurityStamp!);
            });
        }

        /// <summary>Invites somebody.</summary>
        /// <param name="actor">Who invites.</param>
        /// <param name="mail">Whom.</param>
        /// <param name="role">As what.</param>
        /// <param name="tenant">Where; null for an operator.</param>
        /// <param name="account">A resident's, for which he will sign in.</param>
        /// <returns>The token of his link, which is nowhere else.</returns>
        internal Task<string> Invite(Actor actor, string mail, Role role, long? tenant, long? account = null)
        {
            string token = Secrets.Token();
            return data.Write(context =>
            {
                DropExpired(context);
                context.Links.Add(new LinkRow
                {
                    Hash = Secrets.Digest(token),
                    Kind = LinkKind.Invitation,
                    Mail = mail,
                    Role = role,
                    TenantId = tenant,
                    Account = account,
                    ByPersonId = actor.Person,
                    ExpiresMs = clock.NowMs + (long)InvitationLife.TotalMilliseconds,
                });
                Trail.Add(context, actor, ChangeKind.PersonInvited, account is { } number ? new Phrase("trail.account", number).Stored() : null, after: role.ToString());
                return token;
            });
        }

        /// <summary>The link of a token; null where there is none, or it has expired or was used.</summary>
        internal async Task<LinkRow?> Find(string token, LinkKind kind)
        {
            string hash = Secrets.Digest(token);
            long now = clock.NowMs;
            using PlatformContext context = data.Context(null);
            return await context.Links.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash && row.Kind == kind && row.ExpiresMs > now);
        }

        /// <summary>Who has this mail; null where nobody has.</summary>
        internal Task<Person?> Known(string mail)
        {
            string name = people.NormalizeName(mail.Trim());
            return people.Users.FirstOrDefaultAsync(row => row.NormalizedUserName == name);
        }

        /// <summary>Takes an invitation: makes whoever is new, gives him what it is for, and ends the link.</summary>
        /// <param name="link">The invitation.</param>
        /// <param name="who">Who is new; null where the mail is known, and he has shown that he has its password.</param>
        /// <returns>Null where somebody was faster.</returns>
        internal async Task<Session?> Take(LinkRow link, Newcomer? who)
        {
            Person? known = who is null ? await Known(link.Mail!) : null;
            Person? made = who is null ? null : NewPerson(who);
            long? ended = null;
            Session? session = await data.Write(context =>
            {
                if (context.Links.Where(row => row.Hash == link.Hash).ExecuteDelete() == 0 || IsGone(context, link) || (made is not null && context.People.Any(row => row.NormalizedUserName == made.NormalizedUserName)))
                {
                    return null;
                }

                Person person = made ?? context.People.First(row => row.Id == known!.Id);
                Membership membership = Join(context, person, link.Role!.Value, link.TenantId);
                Trail.Add(context, new Actor(person.Id, link.TenantId, clock.NowMs), ChangeKind.InvitationTaken, Trail.Number(person.Id), after: link.Role.ToString());
                if (link.Account is { } account)
                {
                    // Of several who were invited to one account the last who comes has it.
                    ResidentDesk desk = new(context, new PageTrail(new Actor(person.Id, link.TenantId, clock.NowMs)), new By("page", clock.NowMs));
                    desk.Tie(account, person.Id);
                    ended = desk.Ended;
                }

                return new Session(person.Id, membership.Id, membership.Role, membership.TenantId, person.SecurityStamp!);
            });
            if (ended is { } gone)
            {
                sessions.Forget(gone);
            }

            return session;
        }

        /// <summary>Whether the account of an invitation is erased, or to be.</summary>
        private static bool IsGone(PlatformContext context, LinkRow link)
        {
            return link.Account is { } account && !context.Residents.Any(row => row.Account == account);
        }

        /// <summary>Takes from somebody what he is: his session ends, and whom he has invited and who has not come yet stays out. Nobody takes it from himself: the last one would lock all out.</summary>
        /// <returns>False where there is nothing that this one may take.</returns>
        internal async Task<bool> EndAccess(Actor actor, long number)
        {
            long? whose = await data.Write<long?>(context =>
            {
                Membership? membership = context.Memberships.FirstOrDefault(row => row.Id == number && row.BlockedMs == null && row.PersonId != actor.Person && (actor.Tenant == null || row.TenantId == actor.Tenant));
                if (membership is null)
                {
                    return null;
                }

                membership.BlockedMs = actor.AtMs;
                context.Links.Where(row => row.ByPersonId == membership.PersonId && row.TenantId == membership.TenantId).ExecuteDelete();
                Trail.Add(context, actor with { Tenant = membership.TenantId }, ChangeKind.AccessEnded, Trail.Number(membership.PersonId), before: membership.Role.ToString());
                return membership.PersonId;
            });
            sessions.Forget(whose ?? 0);
            return whose is not null;
        }

        /// <summary>Makes a link for a new password.</summary>
        /// <returns>Its token.</returns>
        internal static string AddReset(PlatformContext context, Person person, Actor actor)
        {
            string token = Secrets.Token();
            context.Links.Add(new LinkRow
            {
                Hash = Secrets.Digest(token),
                Kind = LinkKind.Reset,
                PersonId = person.Id,
                ExpiresMs = actor.AtMs + (long)ResetLife.TotalMilliseconds,
            });
            Trail.Add(context, actor, ChangeKind.ResetAsked, Trail.Number(person.Id));
            return token;
        }

        /// <summary>Makes a link for who has forgotten his password.</summary>
        internal Task<string> AskReset(Person person)
        {
            return data.Write(context =>
            {
                DropExpired(context);
                return AddReset(context, person, new Actor(person.Id, TenantOf(context, person.Id), clock.NowMs));
            });
        }

        /// <summary>Sets a password anew by a link: ends every link and session of his, and the lock.</summary>
        /// <returns>False where somebody was faster.</returns>
        internal async Task<bool> Reset(LinkRow link, string password)
        {
            long number = link.PersonId!.Value;
            string hash = people.PasswordHasher.HashPassword(new Person { Name = "" }, password);
            bool done = await data.Write(context =>
            {
                if (context.Links.Where(row => row.Hash == link.Hash).ExecuteDelete() == 0)
                {
                    return false;
                }

                context.Links.Where(row => row.PersonId == number).ExecuteDelete();
                Person person = context.People.First(row => row.Id == number);
                (person.LockedUntilMs, person.AccessFailedCount) = (null, 0);
                SetPassword(person, hash);
                Trail.Add(context, new Actor(number, TenantOf(context, number), clock.NowMs), ChangeKind.PasswordReset, Trail.Number(number));
                return true;
            });
            sessions.Forget(number);
            return done;
        }

        /// <summary>Gives a person another password, and ends his sessions by that.</summary>
        internal static void SetPassword(Person person, string hash)
        {
            person.PasswordHash = hash;
            NewStamp(person);
        }

        /// <summary>Ends all sessions of a person.</summary>
        internal static void NewStamp(Person person)
        {
            person.SecurityStamp = Secrets.Token();
            person.ConcurrencyStamp = Secrets.Token();
        }

        private Person NewPerson(Newcomer who)
        {
            Person person = new()
            {
                Name = who.Name,
                UserName = who.Mail,
                Email = who.Mail,
                NormalizedUserName = people.NormalizeName(who.Mail),
                NormalizedEmail = people.NormalizeEmail(who.Mail),
                Language = who.Language,
                SecurityStamp = Secrets.Token(),
                AddedMs = clock.NowMs,
            };
            person.PasswordHash = people.PasswordHasher.HashPassword(person, who.Password);
            return person;
        }

        private static Membership Join(PlatformContext context, Person person, Role role, long? tenant)
        {
            if (person.Id == 0)
            {
                context.People.Add(person);
                context.SaveChanges();
            }

            Membership? same = context.Memberships.FirstOrDefault(row => row.PersonId == person.Id && row.TenantId == tenant && row.Role == role);
            Membership membership = same ?? context.Memberships.Add(new Membership { PersonId = person.Id, TenantId = tenant, Role = role }).Entity;
            membership.BlockedMs = null;
            context.SaveChanges();
            return membership;
        }

        private static long? TenantOf(PlatformContext context, long person)
        {
            return context.Memberships.Where(row => row.PersonId == person).OrderBy(row => row.Id).Select(row => row.TenantId).FirstOrDefault();
        }

        private void DropExpired(PlatformContext context)
        {
            long now = clock.NowMs;
            context.Links.Where(row => row.ExpiresMs <= now).ExecuteDelete();
        }

        /// <summary>Of several workers that take the first person in at once one does.</summary>
        private static void AlonePostgres(PlatformContext context)
        {
            if (context is PostgresPlatform)
            {
                context.Database.ExecuteSqlRaw("LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE");
            }
        }
    }

    /// <summary>Somebody who is new.</summary>
    /// <param name="Name">As he wants to be called.</param>
    /// <param name="Mail">His mail.</param>
    /// <param name="Password">His password.</param>
    /// <param name="Language">His language's code.</param>
    internal sealed record Newcomer(string Name, string Mail, string Password, string Language);
}
