using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Erases who asks for it: at once, or where the law keeps his invoices hides him until that ends.</summary>
    /// <param name="context">Where it is written; one unit of work.</param>
    /// <param name="market">The market whose law counts.</param>
    /// <param name="trail">Takes what is done.</param>
    /// <param name="by">Who does it, and when.</param>
    internal sealed class Erasing(PlatformContext context, Market market, ITrail trail, By by) : ResidencyDesk(context, trail, by)
    {
        /// <summary>A transaction whose end has not come for so long never ends.</summary>
        private const long LongestOpenMs = 31L * 24 * 60 * 60 * 1000;

        private const string NoLabel = "card";

        /// <summary>Takes a person's wish: what no law keeps goes at once, what one keeps nobody sees any more.</summary>
        /// <returns>When the rest goes; now or earlier where nothing keeps it.</returns>
        /// <exception cref="InvalidDataException">He lives here, or a charge of his is not settled.</exception>
        internal long Ask(long account)
        {
            if (Hidden(account) is { EraseAskedMs: { } asked })
            {
                return Due(account, asked);
            }

            ResidentRow resident = Resident(account);
            if (Against(account) is { } why)
            {
                throw Refusal.Because(why);
            }

            EndSignIn(resident);
            resident.EraseAskedMs = By.NowMs;
            (resident.Mail, resident.Iban, resident.Language, resident.BlockedWhy) = (null, null, null, null);
            (resident.MailsCharged, resident.MailsFailed) = (false, false);
            Context.Departures.Where(row => row.Account == account).ExecuteDelete();
            Context.Cards.Where(row => row.Account == account).ExecuteUpdate(set => set.SetProperty(row => row.Label, NoLabel).SetProperty(row => row.BlockedWhy, (string?)null));
            Save();
            long due = Due(account, By.NowMs);
            Tell(resident.TenantId, "to be erased", Account(account), to: due <= By.NowMs ? new Phrase("trail.at-once") : new Phrase("trail.when-law-lets", new Moment(due)));
            return due;
        }

        /// <summary>Erases somebody who signs in as a resident and has no account: there is nothing of him but that.</summary>
        internal void Forget(long person, long tenant)
        {
            EndSignIn(person, tenant);
        }

        /// <summary>What has to be done before somebody can be erased; null where nothing has.</summary>
        internal Phrase? Against(long account)
        {
            return Context.Tenancies.Any(row => row.Account == account && (row.ToMs == null || row.ToMs > By.NowMs)) ? new Phrase("refused.lives-here", account)
                : Context.Cards.Any(row => row.Account == account && (row.ToMs == null || row.ToMs > By.NowMs)) ? new Phrase("refused.has-card", account)
                : NotSettled(account);
        }

        /// <summary>That a charge of an account is still to be billed; null where none is.</summary>
        internal Phrase? NotSettled(long account)
        {
            long longAgo = By.NowMs - LongestOpenMs;
            return Context.Charges.Any(row => row.Account == account && row.State == nameof(ChargeState.Open))
                    || Context.Transactions.Any(row => row.Account == account && row.ChargeId == null && ((row.Receipt != null && row.Rated != null) || (!row.Ended && row.StartCameMs > longAgo)))
                    ? new Phrase("refused.not-settled", account) : null;
        }

        /// <summary>When the law keeps nothing of an account any more: a bill that came late counts too.</summary>
        internal long Due(long account, long askedMs)
        {
            return Context.Bills.Where(row => Context.Charges.Any(charge => charge.Id == row.ChargeId && charge.Account == account)).Max(row => (long?)row.IssuedMs) is { } last
                ? Math.Max(askedMs, Retention.In(Context, Context.Payers.Where(row => row.Id == account).Select(row => row.TenantId).First(), market).Until(last)) : askedMs;
        }

        /// <summary>The accounts of which something is to be removed now: those whose time has come, and those of which something came after it.</summary>
        internal List<long> DueNow()
        {
            List<long> gone = Context.Erasures.Where(row => row.Kind == nameof(ErasureKind.Person)).Select(row => row.Account).Distinct().ToList();
            return [.. Waiting().Where(row => row.DueMs <= By.NowMs).Select(row => row.Account), .. gone.Where(account => Removal.IsLeft(Context, account))];
        }

        /// <summary>Who is to be erased, and when; accounts alone.</summary>
        internal IReadOnlyList<(long Account, long DueMs)> Waiting()
        {
            var asked = Context.Residents.IgnoreQueryFilters([ResidentsModel.ShownFilter]).AsNoTracking().Where(row => row.EraseAskedMs != null).OrderBy(row => row.Account)
                .Select(row => new
                {
                    row.TenantId,
                    row.Account,
                    AskedMs = row.EraseAskedMs!.Value,
                    LastMs = Context.Bills.Where(bill => Context.Charges.Any(charge => charge.Id == bill.ChargeId && charge.Account == row.Account)).Max(bill => (long?)bill.IssuedMs),
                }).ToList();
            Dictionary<long, Retention> laws = asked.Select(row => row.TenantId).Distinct().ToDictionary(tenant => tenant, tenant => Retention.In(Context, tenant, market));
            return asked.ConvertAll(row => (row.Account, row.LastMs is { } last ? Math.Max(row.AskedMs, laws[row.TenantId].Until(last)) : row.AskedMs));
        }

        private ResidentRow? Hidden(long account)
        {
            return Context.Residents.IgnoreQueryFilters([ResidentsModel.ShownFilter]).AsNoTracking().FirstOrDefault(row => row.Account == account);
        }
    }
}
