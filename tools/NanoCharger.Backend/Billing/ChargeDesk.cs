using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Makes charges of verified receipts, joins their parts, and settles them. A call is a part of one unit of work: all of it is done, or nothing.</summary>
    internal sealed class ChargeDesk(PlatformContext context, BillingRules rules, long nowMs)
    {
        /// <summary>Receipts of one unit of work: it writes at most twelve rows for each.</summary>
        internal const int MostReceipts = 4;

        private const string Unknown = "unknown";

        /// <summary>Whether a charge is open that may still go on.</summary>
        internal bool Waits => context.Charges.Any(row => row.State == nameof(ChargeState.Open));

        /// <summary>Does what is to do now, at most <see cref="MostReceipts"/> receipts of it.</summary>
        /// <returns>How many charges were moved on; 0 where nothing is to do.</returns>
        internal int Work()
        {
            int moved = 0;
            foreach (TransactionRow transaction in Due())
            {
                Take(transaction);
                moved++;
            }

            foreach (ChargeRow open in context.Charges.Where(row => row.State == nameof(ChargeState.Open)).OrderBy(row => row.LastCameMs).Take(MostReceipts - Math.Min(moved, MostReceipts)).ToList())
            {
                if (IsOver(open))
                {
                    Move(open, ChargeEvent.LetGo);
                    moved++;
                }
            }

            context.SaveChanges();
            return moved;
        }

        /// <summary>Moves one charge on, as the manager wants it.</summary>
        /// <returns>Rows that were changed.</returns>
        /// <exception cref="InvalidOperationException">Its state has no such step.</exception>
        internal int Move(long charge, ChargeEvent what)
        {
            Move(context.Charges.Single(row => row.Id == charge), what);
            return context.SaveChanges();
        }

        /// <summary>Transactions that are rated by a receipt and are part of no charge yet.</summary>
        private List<TransactionRow> Due()
        {
            return context.Transactions.Where(row => row.Receipt != null && row.ChargeId == null && row.Rated != null)
                .OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.Receipt).Take(MostReceipts).ToList();
        }

        private void Take(TransactionRow transaction)
        {
            SignedDocument receipt = Document(transaction.StationId, transaction.KeyNumber, transaction.Receipt!.Value)!;
            ChargeRow? open = context.Charges.Where(row => row.StationId == transaction.StationId && row.KeyNumber == transaction.KeyNumber && row.State == nameof(ChargeState.Open))
                .OrderByDescending(row => row.LastReceipt).FirstOrDefault();
            bool goesOn = open is not null && transaction.BeginDocument == open.LastReceipt + 1 && Continues(open);
            if (open is not null && !goesOn && open.LastReceipt < transaction.Receipt)
            {
                Move(open, ChargeEvent.LetGo);
            }

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
        }

        private ChargeRow New(TransactionRow transaction)
        {
            return context.Charges.Add(new ChargeRow
            {
                TenantId = transaction.TenantId,
                StationId = transaction.StationId,
                KeyNumber = transaction.KeyNumber,
                State = nameof(ChargeState.Open),
                LastReceipt = transaction.Receipt!.Value,
                LastCameMs = nowMs,
            }).Entity;
        }

        /// <summary>Whether the document behind its last receipt is the begin of a transaction that goes on with it.</summary>
        private bool Continues(ChargeRow open)
        {
            return Document(open.StationId, open.KeyNumber, open.LastReceipt) is { } receipt
                && Document(open.StationId, open.KeyNumber, open.LastReceipt + 1) is { IsBegin: true } begin && PartBond.Problem(receipt, begin) is null;
        }

        /// <summary>Whether nothing can continue it: something else came behind it, or the station was heard when the time to go on was over.</summary>
        private bool IsOver(ChargeRow open)
        {
            return Continues(open) ? false
                : context.Documents.Any(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber && row.Number > open.LastReceipt)
                || rules.Heard(StationOf(open.StationId)) >= open.LastCameMs + (long)rules.Resume.TotalMilliseconds;
        }

        private void Move(ChargeRow charge, ChargeEvent what, bool isNew = false)
        {
            ChargeState? from = isNew ? null : Enum.Parse<ChargeState>(charge.State);
            (ChargeState? to, ChargeEffect effect) = ChargeTable.Step(from, what) ?? throw new InvalidOperationException($"A charge that is {from} has no {what}.");
            if (effect == ChargeEffect.Settle)
            {
                Settle(charge);
                return;
            }

            if (effect == ChargeEffect.CreditNote)
            {
                new BillDesk(context, nowMs).Credit(charge);
            }

            charge.State = to.ToString()!;
        }

        private void Settle(ChargeRow charge)
        {
            List<TransactionRow> transactions = context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge.Id).OrderBy(row => row.Receipt).ToList();
            TariffVersion tariff = TransactionRows.TariffOf(transactions[0].Tariff);
            List<TransactionRow> sound = transactions.Where(row => row.EnergyProblem is null).ToList();
            RatedCharge rated = sound.Count == 0
                ? new RatedCharge([], 0, 0, transactions[0].EnergyProblem) { MilliwattHours = transactions.Sum(Energy) }
                : Rater.Rate(tariff, sound.ConvertAll(Part), rules.Market.TimeProblem is null);
            charge.SettledMs = nowMs;
            charge.Reason = rated.Waived;
            charge.State = (rated.Waived is not null ? ChargeState.Waived : rated.GrossMinor == 0 ? ChargeState.Free : ChargeState.Billed).ToString();
            if (rated.Waived is not null || rated.GrossMinor == 0)
            {
                return;
            }

            new BillDesk(context, nowMs).Issue(charge, new Bill
            {
                Number = 0,
                IssuedMs = nowMs,
                Seller = rules.Seller,
                Site = rules.Site,
                Station = StationOf(charge.StationId),
                Customer = transactions[0].Customer ?? Unknown,
                Tariff = tariff,
                Parts = transactions.ConvertAll(row => new BilledPart(row.Id, row.BeginDocument, row.Receipt!.Value, Energy(row), row.EnergyProblem)),
                Rated = rated,
            });
        }

        /// <summary>A transaction's signed readings, from the database.</summary>
        private RatedPart Part(TransactionRow transaction)
        {
            List<SignedDocument> documents = TransactionDocuments.Of(context, transaction.StationId, transaction.KeyNumber, transaction.Id);
            return SignedPart.Of(documents.Find(document => document.Pagination == transaction.Receipt)!, documents);
        }

        private SignedDocument? Document(long station, int key, long number)
        {
            return context.Documents.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key && row.Number == number).Select(row => row.Text).FirstOrDefault() is { } text
                ? OcmfVerifier.Read(text) : null;
        }

        private string StationOf(long id)
        {
            return context.Stations.Where(row => row.Id == id).Select(row => row.Name).First();
        }

        private static long Energy(TransactionRow row)
        {
            return row.EndMwh!.Value - row.BeginMwh!.Value;
        }
    }
}
