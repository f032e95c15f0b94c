using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What a person changes at himself. Whatever makes his account safer or less safe ends his other sessions.</summary>
    internal sealed class AccountDesk(UserManager<Person> people, WebData data, WebClock clock, Sessions sessions)
    {
        /// <summary>His name and language.</summary>
        internal async Task Describe(Session session, string name, string? language)
        {
            await data.Write(context =>
            {
                Person person = context.People.First(row => row.Id == session.Person);
                (person.Name, person.Language) = (name, language);
                return context.SaveChanges();
            });
            sessions.Forget(session.Person);
        }

        /// <summary>Another password: a link by which somebody could set one more is worth nothing any more.</summary>
        internal Task<Session> ChangePassword(Session session, string password)
        {
            string hash = people.PasswordHasher.HashPassword(new Person { Name = "" }, password);
            return Change(session, ChangeKind.PasswordChanged, (context, person) =>
            {
                context.Links.Where(row => row.PersonId == person.Id).ExecuteDelete();
                PeopleDesk.SetPassword(person, hash);
            });
        }

        /// <summary>An authenticator from now on.</summary>
        /// <param name="session">Who.</param>
        /// <param name="key">Its key.</param>
        /// <param name="step">The step of the code by which he has shown that he has it.</param>
        /// <returns>The new session, and the recovery codes, to be shown once.</returns>
        internal async Task<(Session Session, IReadOnlyList<string> Codes)> SecondFactorOn(Session session, string key, long step)
        {
            IReadOnlyList<string> codes = Secrets.RecoveryCodes();
            Session after = await Change(session, ChangeKind.SecondFactorOn, (_, person) =>
            {
                (person.TotpKey, person.TotpStep, person.RecoveryCodes) = (key, step, Secrets.Digests(codes));
                PeopleDesk.NewStamp(person);
            });
            return (after, codes);
        }

        /// <summary>No authenticator any more.</summary>
        internal Task<Session> SecondFactorOff(Session session)
        {
            return Change(session, ChangeKind.SecondFactorOff, static (_, person) => Drop(person));
        }

        /// <summary>Takes a person's authenticator and codes away.</summary>
        internal static void Drop(Person person)
        {
            (person.TotpKey, person.TotpStep, person.RecoveryCodes) = (null, 0, "");
            PeopleDesk.NewStamp(person);
        }

        /// <summary>New recovery codes in place of those that are left.</summary>
        internal async Task<(Session Session, IReadOnlyList<string> Codes)> NewCodes(Session session)
        {
            IReadOnlyList<string> codes = Secrets.RecoveryCodes();
            Session after = await Change(session, ChangeKind.RecoveryCodesMade, (_, person) =>
            {
                person.RecoveryCodes = Secrets.Digests(codes);
                PeopleDesk.NewStamp(person);
            });
            return (after, codes);
        }

        /// <summary>Ends all sessions, this one among them.</summary>
        internal Task SignOutEverywhere(Session session)
        {
            return Change(session, ChangeKind.SignedOutEverywhere, static (_, person) => PeopleDesk.NewStamp(person));
        }

        private async Task<Session> Change(Session session, string kind, Action<PlatformContext, Person> change)
        {
            string stamp = await data.Write(context =>
            {
                Person person = context.People.First(row => row.Id == session.Person);
                change(context, person);
                Trail.Add(context, new Actor(session.Person, session.Tenant, clock.NowMs), kind, Trail.Number(session.Person));
                return person.SecurityStamp!;
            });
            sessions.Forget(session.Person);
            return session with { Stamp = stamp };
        }
    }
}
