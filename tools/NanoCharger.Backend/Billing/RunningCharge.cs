using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>What a charge that goes on costs so far, by the documents that are here now.</summary>
    internal sealed class RunningCharge(PlatformContext context, BillingRules rules)
    {
        /// <summary>What it costs; null where nothing can be said: its begin is not signed, it has no price, or it waits for a manager.</summary>
        /// <param name="open">The transaction that has begun and not ended.</param>
        /// <param name="live">What its meter shows; null where nobody knows.</param>
        internal RatedCharge? Of(TransactionRow open, LiveRegister? live)
        {
            TariffVersion tariff = TransactionRows.TariffOf(open.Tariff);
            return tariff.IsUnpriced || open.Withheld is not null ? null
                : CostSoFar.Of(tariff, [.. Before(open), TransactionDocuments.Of(context, open.StationId, open.KeyNumber, open.Id)], live, rules.TimeProblem(context, open.TenantId) is null);
        }

        /// <summary>The documents of the parts of before the power cut that it goes on after; none where it began a charge of its own.</summary>
        private IEnumerable<List<SignedDocument>> Before(TransactionRow open)
        {
            ChargeRow? charge = open.BeginDocument is not { } begin ? null : context.Charges.AsNoTracking()
                .FirstOrDefault(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber && row.LastReceipt == begin - 1 && row.State == nameof(ChargeState.Open));
            return charge is null || !new PartFinder(context).GoesOn(charge) ? []
                : context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge.Id && row.Withheld == null).OrderBy(row => row.Receipt).Select(row => row.Id).ToList()
                    .ConvertAll(id => TransactionDocuments.Of(context, open.StationId, open.KeyNumber, id));
        }
    }
}
