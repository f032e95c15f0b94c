using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Who lives where and since when: each method is one thing that a manager does, in one unit of work.</summary>
    internal sealed class ResidentDesk(PlatformContext context, ITrail trail, By by) : ResidencyDesk(context, trail, by)
    {
        /// <summary>Makes an account for somebody: before he moves in, or for who pays for others' cards.</summary>
        /// <returns>Its number, which bills and ledger know him by.</returns>
        internal long Add(long tenant, PersonData data)
        {
            PersonData person = data.Checked();
            Hold(tenant);

            // Its name is its number, which the database gives: until then it has one that nobody has.
            PayerRow payer = Context.Payers.Add(new PayerRow { TenantId = tenant, Customer = Guid.NewGuid().ToString() }).Entity;
            Save();
            payer.Customer = Billing.Bill.NameOf(payer.Id);
            ResidentRow resident = Context.Residents.Add(new ResidentRow { TenantId = tenant, Account = payer.Id, Name = person.Name }).Entity;
            Put(resident, person);
            Save();
            Tell(tenant, "added", Account(payer.Id));
            return payer.Id;
        }

        /// <summary>Another name, address, mail, IBAN, language. The trail says that, and not what.</summary>
        internal void Change(long account, PersonData data)
        {
            PersonData person = data.Checked();
            ResidentRow resident = Resident(account);
            Put(resident, person);
            Save();
            Tell(resident.TenantId, "name and address changed", Account(account));
        }

        /// <summary>Who signs in for it from now on, and nobody else.</summary>
        internal void Tie(long account, long person)
        {
            ResidentRow resident = Resident(account);
            if (resident.PersonId != person)
            {
                EndSignIn(resident);
            }

            resident.PersonId = person;
            Save();
            Tell(resident.TenantId, "sign-in given", Account(account));
        }

        /// <summary>Nobody signs in for it any more, and no invitation to it holds.</summary>
        internal void Untie(long account)
        {
            ResidentRow resident = Resident(account);
            Refuse(resident.PersonId is null && !Context.Links.Any(row => row.Account == account), "refused.no-sign-in", account);
            EndSignIn(resident);
            Save();
            Tell(resident.TenantId, "sign-in taken away", Account(account));
        }

        /// <summary>A resident gets a bay from a moment on.</summary>
        /// <exception cref="InvalidDataException">Somebody else has it then.</exception>
        internal void MoveIn(long account, Bay bay, long atMs)
        {
            ResidentRow resident = Resident(account);
            Refuse(bay.TenantId != resident.TenantId, "refused.bay-elsewhere", bay.Name);
            TenancyRow? other = Context.Tenancies.AsNoTracking().Where(row => row.BayId == bay.Id && (row.ToMs == null || row.ToMs > atMs)).OrderBy(row => row.FromMs).FirstOrDefault();
            if (other is not null)
            {
                throw other.ToMs is { } to ? Refusal.Because("refused.bay-taken-until", bay.Name, other.Account, new Moment(to)) : Refusal.Because("refused.bay-taken", bay.Name, other.Account);
            }

            Context.Tenancies.Add(new TenancyRow { TenantId = resident.TenantId, Account = account, BayId = bay.Id, FromMs = atMs });
            Save();
            Tell(resident.TenantId, "moved in", Account(account), to: new Phrase("trail.bay-from", bay.Name, new Moment(atMs)));
        }

        /// <summary>A resident leaves at a moment: his bays and cards end then. What began before is his, what begins later is not.</summary>
        /// <returns>What he was billed, and what is still to come.</returns>
        /// <exception cref="InvalidDataException">He has charged since.</exception>
        internal FinalBill MoveOut(long account, long atMs)
        {
            ResidentRow resident = Resident(account);
            long? since = Context.Transactions.Where(row => row.Account == account).Max(row => row.StartedMs ?? row.StartCameMs ?? row.EndCameMs);
            Refuse(since >= atMs, "refused.charged-since", account, new Moment(since ?? 0));
            List<TenancyRow> tenancies = Context.Tenancies.Where(row => row.Account == account && (row.ToMs == null || row.ToMs > atMs)).ToList();
            Refuse(tenancies.Exists(row => row.FromMs >= atMs), "refused.moves-in-later", account, new Moment(tenancies.Max(row => (long?)row.FromMs) ?? 0));
            tenancies.ForEach(row => row.ToMs = atMs);

            // One that was to begin later never begins.
            Context.Cards.Where(row => row.Account == account && row.FromMs < atMs && (row.ToMs == null || row.ToMs > atMs)).ExecuteUpdate(set => set.SetProperty(row => row.ToMs, atMs));
            Context.Cards.Where(row => row.Account == account && row.FromMs >= atMs).ExecuteUpdate(set => set.SetProperty(row => row.ToMs, row => row.FromMs));
            Save();
            Tell(resident.TenantId, "moved out", Account(account), to: At(atMs));
            return FinalBill.Of(Context, account);
        }

        /// <summary>None of the account's cards charges from now on.</summary>
        internal void Block(long account, string reason)
        {
            string why = Reason(reason);
            ResidentRow resident = Resident(account);
            Refuse(resident.BlockedMs is not null, "refused.is-blocked", account, new Moment(resident.BlockedMs ?? 0));
            (resident.BlockedMs, resident.BlockedWhy) = (By.NowMs, why);
            Save();
            Tell(resident.TenantId, "blocked", Account(account));
        }

        /// <summary>They do again.</summary>
        internal void Unblock(long account)
        {
            ResidentRow resident = Resident(account);
            Refuse(resident.BlockedMs is null, "refused.not-blocked", account);
            (resident.BlockedMs, resident.BlockedWhy) = (null, null);
            Save();
            Tell(resident.TenantId, "unblocked", Account(account));
        }

        private static void Put(ResidentRow resident, PersonData person)
        {
            (resident.Name, resident.Mail, resident.Address, resident.Iban, resident.Language) = (person.Name, person.Mail, person.Address, person.Iban, person.Language);
        }
    }
}
