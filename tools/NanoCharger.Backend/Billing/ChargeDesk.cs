using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Makes charges of verified receipts, joins their parts, and settles them. A step is one unit of work: all of it is done, or nothing.</summary>
    internal sealed class ChargeDesk(PlatformContext context, BillingRules rules, long nowMs)
    {
        private const int MostSteps = 64;

        /// <summary>What has begun not longer ago is believed to run.</summary>
        private static readonly TimeSpan Runs = TimeSpan.FromDays(1);

        private readonly PartFinder _parts = new(context);
        private readonly LatePrices _late = new(context, rules);

        /// <summary>The charge that the last step settled; null where it settled none.</summary>
        internal long? Settled { get; private set; }

        /// <summary>What there may be to do: receipts by station and number, those whose price has become known, then bills of what is withheld since, then charges that wait.</summary>
        /// <param name="stuck">So many cannot be done now, and stand in nobody's way.</param>
        internal IReadOnlyList<ChargeStep> Due(int stuck = 0)
        {
            long waited = nowMs - (long)rules.ForBegin.TotalMilliseconds;
            return
            [
                .. context.Transactions.Where(row => row.Receipt != null && row.ChargeId == null && row.Rated != null && (row.BeginDocument != null || row.EndCameMs <= waited || row.EndCameMs > nowMs))
                    .OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.Receipt).Take(MostSteps + stuck)
                    .Select(row => new { row.StationId, row.KeyNumber, row.Receipt }).AsEnumerable().Select(row => new ChargeStep(row.StationId, row.KeyNumber, row.Receipt, null)),
                .. _late.Waiting.AsNoTracking().OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.Receipt).ToList().Where(row => _late.Find(row) is not null).Take(MostSteps).Select(row => new ChargeStep(row.StationId, row.KeyNumber, row.Receipt, null)),
                .. Contradicted().ToList().Select(row => new ChargeStep(row.StationId, row.KeyNumber, null, row.Id)),
                .. context.Charges.AsNoTracking().Where(row => row.State == nameof(ChargeState.Open)).OrderBy(row => row.Id).ToList()
                    .Select(row => new ChargeStep(row.StationId, row.KeyNumber, null, row.Id)),
            ];
        }

        /// <summary>Does it, if it is still to be done.</summary>
        /// <returns>How many charges were moved on.</returns>
        internal int Do(ChargeStep step)
        {
            Hold(step.Station);
            if (step.Receipt is not null)
            {
                TransactionRow? came = context.Transactions.FirstOrDefault(row => row.StationId == step.Station && row.KeyNumber == step.Key && row.Receipt == step.Receipt && row.ChargeId == null);
                return came is null ? 0 : came.Rated is not null ? Take(came) : _late.Waiting.Any(row => row == came) && _late.Find(came) is { } version ? _late.Price(came, version) : 0;
            }

            ChargeRow charge = context.Charges.First(row => row.Id == step.Charge);
            if (Contradicted().Any(row => row.Id == charge.Id) && IsAgainst(charge))
            {
                Move(charge, ChargeEvent.Credit, context.Transactions.Where(row => row.ChargeId == charge.Id && row.Withheld != null).Select(row => row.Withheld).First());
            }
            else if (charge.State == nameof(ChargeState.Open) && IsOver(charge))
            {
                Move(charge, ChargeEvent.LetGo);
            }
            else
            {
                return 0;
            }

            context.SaveChanges();
            return 1;
        }

        /// <summary>Charges that are billed, and a part of which is withheld since: what came later is against it.</summary>
        private IQueryable<ChargeRow> Contradicted()
        {
            return context.Transactions.Where(part => part.ChargeId != null && part.Withheld != null).Join(context.Charges, part => part.ChargeId, row => row.Id, (part, row) => row)
                .Where(row => row.State == nameof(ChargeState.Billed));
        }

        /// <summary>Moves one charge on, as the manager wants it.</summary>
        /// <param name="charge">The charge.</param>
        /// <param name="what">What he wants.</param>
        /// <param name="reason">Why.</param>
        /// <exception cref="InvalidOperationException">Its state has no such step.</exception>
        /// <exception cref="InvalidDataException">What it goes on with is here.</exception>
        internal void Move(long charge, ChargeEvent what, string reason)
        {
            ChargeRow row = context.Charges.Single(one => one.Id == charge);
            Hold(row.StationId);
            context.Entry(row).Reload();
            if (what == ChargeEvent.LetGo && row.State == nameof(ChargeState.Open) && _parts.Next(row) is { ChargeId: null } next)
            {
                if (next.Receipt is not null)
                {
                    throw new InvalidDataException($"it goes on with transaction {next.Id}, which is here: decide on that first");
                }

                // What began long ago may never end: its board may be broken.
                if (!next.Ended && next.StartCameMs > nowMs - (long)Runs.TotalMilliseconds)
                {
                    throw new InvalidDataException($"it goes on with transaction {next.Id}, which runs: wait for its end");
                }
            }

            Move(row, what, reason);
            context.SaveChanges();
        }

        /// <summary>Settles a charge that waits for what may go on with it, where nothing has: what pays for it can wait no longer.</summary>
        /// <returns>False where it goes on, or waits no more.</returns>
        internal bool LetGo(long charge)
        {
            ChargeRow row = context.Charges.Single(one => one.Id == charge);
            Hold(row.StationId);
            context.Entry(row).Reload();
            if (row.State != nameof(ChargeState.Open) || _parts.IsPassed(row) == false)
            {
                return false;
            }

            Move(row, ChargeEvent.LetGo);
            context.SaveChanges();
            return true;
        }

        /// <summary>Holds the station first, as the ingest does, and then the tenant's books: of several workers one at a time works at them.</summary>
        private void Hold(long station)
        {
            if (context is PostgresPlatform && context.Database.CurrentTransaction is not null)
            {
                context.Database.ExecuteSql($"SELECT 1 FROM stations WHERE id = {station} FOR UPDATE");
                context.Database.ExecuteSql($"SELECT 1 FROM tenants WHERE id IN (SELECT tenant_id FROM placements WHERE station_id = {station}) ORDER BY id FOR NO KEY UPDATE");
            }
        }

        /// <summary>Whether the bill that stands charges a part that is withheld.</summary>
        private bool IsAgainst(ChargeRow charge)
        {
            HashSet<string> withheld = [.. context.Transactions.Where(row => row.ChargeId == charge.Id && row.Withheld != null).Select(row => row.Id)];
            BillRow bill = context.Bills.AsNoTracking().Where(row => row.ChargeId == charge.Id && row.Credits == 0).OrderByDescending(row => row.Issue).First();
            return Bill.FromJson(bill.Text).Parts.Any(part => part.NotCharged is null && withheld.Contains(part.Transaction));
        }

        private int Take(TransactionRow transaction)
        {
            if (_parts.WaitsForItsFirst(transaction))
            {
                return 0;
            }

            SignedDocument receipt = TransactionDocuments.One(context, transaction.StationId, transaction.KeyNumber, transaction.Receipt!.Value)!;
            ChargeRow? open = context.Charges.Where(row => row.StationId == transaction.StationId && row.KeyNumber == transaction.KeyNumber && row.State == nameof(ChargeState.Open))
                .OrderByDescending(row => row.LastReceipt).FirstOrDefault(row => row.LastReceipt < transaction.Receipt);
            bool goesOn = open is not null && transaction.BeginDocument == open.LastReceipt + 1 && open.TenantId == transaction.TenantId && _parts.GoesOn(open);
            ChargeRow charge = goesOn ? open! : New(transaction);
            charge.LastReceipt = transaction.Receipt.Value;
            charge.LastCameMs = transaction.EndCameMs ?? nowMs;
            context.SaveChanges();
            context.Parts.Add(new PartRow
            {
                StationId = transaction.StationId,
                KeyNumber = transaction.KeyNumber,
                Receipt = transaction.Receipt.Value,
                TenantId = transaction.TenantId,
                ChargeId = charge.Id,
                TransactionId = transaction.Id,
            });
            transaction.ChargeId = charge.Id;
            context.SaveChanges();
            Move(charge, receipt.Readings[^1].Cause == PartBond.PowerLost ? ChargeEvent.Cut : ChargeEvent.Ended, isNew: !goesOn);
            context.SaveChanges();
            return 1;
        }

        private ChargeRow New(TransactionRow transaction)
        {
            return context.Charges.Add(new ChargeRow
            {
                TenantId = transaction.TenantId,
                StationId = transaction.StationId,
                KeyNumber = transaction.KeyNumber,
                Account = transaction.Account,
                State = nameof(ChargeState.Open),
                LastReceipt = transaction.Receipt!.Value,
                LastCameMs = nowMs,
            }).Entity;
        }

        /// <summary>Whether nothing can continue it any more.</summary>
        private bool IsOver(ChargeRow open)
        {
            bool? passed = _parts.IsPassed(open);
            return passed == true || (rules.IsOver(context.Stations.Where(row => row.Id == open.StationId).Select(row => row.Name).First(), open.LastCameMs, nowMs) && (passed is null || _parts.IsSucceeded(open)));
        }

        private void Move(ChargeRow charge, ChargeEvent what, string? reason = null, bool isNew = false)
        {
            ChargeState? from = isNew ? null : Enum.Parse<ChargeState>(charge.State);
            (ChargeState? to, ChargeEffect effect) = ChargeTable.Step(from, what) ?? throw new InvalidOperationException($"a charge that is {from} has no {what}");
            if (effect == ChargeEffect.Settle)
            {
                Settle(charge, reason);
                Settled = charge.Id;
                return;
            }

            if (effect == ChargeEffect.CreditNote)
            {
                new BillDesk(context, nowMs).Credit(charge, reason!);
                charge.Reason = reason;
            }

            charge.State = to.ToString()!;
        }

        private void Settle(ChargeRow charge, string? reason)
        {
            ReckonedCharge reckoned = new ChargeRater(context).Of(charge, rules.TimeProblem(context, charge.TenantId) is null);
            charge.SettledMs = nowMs;
            charge.Reason = reckoned.Rated.Waived ?? reason;
            charge.State = reckoned.State.ToString();
            if (reckoned.State != ChargeState.Billed)
            {
                return;
            }

            HouseTerms terms = HouseTerms.Of(context, charge, rules.Seller, rules.Site);
            long payer = charge.Account ?? new BillDesk(context, nowMs).PayerOf(charge.TenantId, reckoned.Customer);
            new BillDesk(context, nowMs).Issue(charge, new Bill
            {
                Number = 0,
                IssuedMs = nowMs,
                Seller = terms.Seller,
                Site = terms.Site,
                Station = context.Stations.Where(row => row.Id == charge.StationId).Select(row => row.Name).First(),
                Customer = Bill.NameOf(payer),
                Account = payer,
                Tariff = reckoned.Tariff,
                Parts = reckoned.Parts,
                Rated = reckoned.Rated,
            });
        }
    }
}
