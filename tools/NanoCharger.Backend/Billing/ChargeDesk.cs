using System;
using System.Collections.Generic;
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
        private const string Unknown = "unknown";

        private readonly PartFinder _parts = new(context);

        /// <summary>The charge that the last step settled; null where it settled none.</summary>
        internal long? Settled { get; private set; }

        /// <summary>What there may be to do: receipts by station and number, then bills of what is withheld since, then charges that wait.</summary>
        /// <param name="stuck">So many cannot be done now, and stand in nobody's way.</param>
        internal IReadOnlyList<ChargeStep> Due(int stuck = 0)
        {
            long waited = nowMs - (long)rules.ForBegin.TotalMilliseconds;
            return
            [
                .. context.Transactions.Where(row => row.Receipt != null && row.ChargeId == null && row.Rated != null && (row.BeginDocument != null || row.EndCameMs <= waited))
                    .OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.Receipt).Take(MostSteps + stuck)
                    .Select(row => new { row.StationId, row.KeyNumber, row.Receipt }).AsEnumerable().Select(row => new ChargeStep(row.StationId, row.KeyNumber, row.Receipt, null)),
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
                return context.Transactions.FirstOrDefault(row => row.StationId == step.Station && row.KeyNumber == step.Key && row.Receipt == step.Receipt && row.ChargeId == null && row.Rated != null)
                    is { } transaction ? Take(transaction) : 0;
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
        internal void Move(long charge, ChargeEvent what, string reason)
        {
            ChargeRow row = context.Charges.Single(one => one.Id == charge);
            Hold(row.StationId);
            context.Entry(row).Reload();
            Move(row, what, reason);
            context.SaveChanges();
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

            SignedDocument receipt = _parts.Document(transaction.StationId, transaction.KeyNumber, transaction.Receipt!.Value)!;
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
            return _parts.IsPassed(open) ?? rules.IsOver(context.Stations.Where(row => row.Id == open.StationId).Select(row => row.Name).First(), open.LastCameMs, nowMs);
        }

        private void Move(ChargeRow charge, ChargeEvent what, string? reason = null, bool isNew = false)
        {
            ChargeState? from = isNew ? null : Enum.Parse<ChargeState>(charge.State);
            (ChargeState? to, ChargeEffect effect) = ChargeTable.Step(from, what) ?? throw new InvalidOperationException($"a charge that is {from} has no {what}");
            if (effect == ChargeEffect.Settle)
            {
                Settle(charge);
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

        private void Settle(ChargeRow charge)
        {
            List<TransactionRow> transactions = context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge.Id).ToList();
            Dictionary<string, long> receipts = context.Parts.AsNoTracking().Where(part => part.ChargeId == charge.Id).ToDictionary(part => part.TransactionId, part => part.Receipt);
            transactions.Sort((one, other) => receipts[one.Id].CompareTo(receipts[other.Id]));
            TariffVersion tariff = TransactionRows.TariffOf(transactions[0].Tariff);
            List<TransactionRow> sound = transactions.Where(row => NotCharged(row) is null).ToList();
            RatedCharge rated = sound.Count == 0
                ? new RatedCharge([], 0, 0, NotCharged(transactions[0])) { MilliwattHours = transactions.Sum(Energy) }
                : Rater.Rate(tariff, sound.ConvertAll(_parts.Rated), rules.Market.TimeProblem is null);
            charge.SettledMs = nowMs;
            charge.Reason = rated.Waived;
            charge.State = (rated.Waived is not null ? ChargeState.Waived : rated.GrossMinor == 0 ? ChargeState.Free : ChargeState.Billed).ToString();
            if (rated.Waived is not null || rated.GrossMinor == 0)
            {
                return;
            }

            long payer = charge.Account ?? new BillDesk(context, nowMs).PayerOf(charge.TenantId, transactions[0].Customer ?? Unknown);
            new BillDesk(context, nowMs).Issue(charge, new Bill
            {
                Number = 0,
                IssuedMs = nowMs,
                Seller = rules.Seller,
                Site = rules.Site,
                Station = context.Stations.Where(row => row.Id == charge.StationId).Select(row => row.Name).First(),
                Customer = Bill.NameOf(payer),
                Account = payer,
                Tariff = tariff,
                Parts = transactions.ConvertAll(row => new BilledPart(row.Id, row.BeginDocument, receipts[row.Id], Energy(row), NotCharged(row))),
                Rated = rated,
            });
        }

        private static string? NotCharged(TransactionRow row)
        {
            return row.EnergyProblem ?? row.Withheld ?? (row.Receipt is null ? "its receipt does not count any more" : null);
        }

        private static long Energy(TransactionRow row)
        {
            return row.EndMwh - row.BeginMwh ?? 0;
        }
    }
}
