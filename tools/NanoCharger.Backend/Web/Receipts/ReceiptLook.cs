using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web.Charges;
using NanoCharger.Backend.Web.Stations;
using NodaTime;

namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>Reads the receipt of a charge for whoever may see it, and checks every signature of it anew.</summary>
    internal sealed class ReceiptLook(PlatformContext context, Language text, DateTimeZone zone)
    {
        /// <summary>The receipt; null where there is no such charge that he may see.</summary>
        /// <param name="charge">The number of the charge.</param>
        /// <param name="path">Where its files are, without <c>/files/NAME</c>.</param>
        internal async Task<ReceiptModel?> Of(long charge, string path)
        {
            return await ChargeRead.One(context, charge) is { } read ? await Of(read, path) : null;
        }

        /// <summary>That of a charge that was read already.</summary>
        internal async Task<ReceiptModel?> Of(ChargeRead read, string path)
        {
            if (await Evidence.Of(context, read.Charge.Id) is not { } evidence)
            {
                return null;
            }

            BillTexts texts = new(text, zone);
            ChargeLine line = new ChargeTexts(text, zone).Line(read);
            return new ReceiptModel(text, path)
            {
                Charge = read.Charge.Id,
                Sum = line.Cost.Length > 0 ? line.Cost : line.StateText,
                Energy = line.Energy,
                Why = line.Why,
                Facts = Facts(read, evidence),
                Lines = read.Stands is { } bill ? texts.Lines(bill) : [],
                Told = read.Stands is { } told ? TariffText.Of(told.Tariff) : null,
                Parts = [.. evidence.Parts.Select(texts.Part)],
                Verdicts = [.. Verdicts(read, evidence)],
                Erased = evidence.Erased is { } veil ? text.Say("receipt.erased", text.Say(veil, zone)) : null,
                Documents = [.. evidence.Documents.Select(one => new ReceiptDocument(one.Name, one.Number, one.Said is { } said ? DocumentPages.Kind(text, said) : text["receipt.unreadable"], one.IsReceipt, one.Row.Text))],
                Key = evidence.Key is { } key ? new ReceiptKey(key.Pem, evidence.Digits!) : null,
            };
        }

        private List<(string What, string Value)> Facts(ChargeRead read, Evidence evidence)
        {
            HouseTerms terms = read.Stands is { } bill ? new HouseTerms(bill.Seller, bill.Site) : HouseTerms.Of(context, evidence.Charge, "", "");
            (string What, string? Value)[] all =
            [
                (text["receipt.seller"], terms.Seller),
                (text["receipt.site"], terms.Site),
                (text["charges.bay"], read.Bay is { } bay && bay != read.Station ? $"{bay} ({read.Station})" : read.Station),
                (text["receipt.meter"], evidence.Parts.Select(row => row.Meter).FirstOrDefault(meter => meter is not null)),
                (text["charges.begin"], text.Moment(read.BeginMs, zone)),
                (text["receipt.end"], text.Moment(read.EndMs, zone)),
                (text["charges.bill"], read.Stands?.Number.ToString(CultureInfo.InvariantCulture)),
                (text["receipt.issued"], read.Stands is { } issued ? text.Moment(issued.IssuedMs, zone) : null),
                (text["people.account"], read.Charge.Account?.ToString(CultureInfo.InvariantCulture)),
            ];
            return [.. all.Where(one => one.Value is { Length: > 0 }).Select(one => (one.What, one.Value!))];
        }

        /// <summary>What was checked: signatures, energy, price, key; each by what is here now, not by what was once found.</summary>
        private IEnumerable<ReceiptVerdict> Verdicts(ChargeRead read, Evidence evidence)
        {
            if (evidence.Erased is not null)
            {
                yield break;
            }

            if (evidence.Documents.Count == 0)
            {
                yield return new ReceiptVerdict(false, text["receipt.nothing-signed"]);
                yield break;
            }

            List<EvidenceDocument> wrong = [.. evidence.Documents.Where(document => !document.Verdict.Valid)];
            foreach (EvidenceDocument one in wrong)
            {
                yield return new ReceiptVerdict(false, text.Say("receipt.does-not-hold", one.Number, one.Verdict.Problem ?? one.Verdict.Summary));
            }

            if (wrong.Count == 0)
            {
                yield return new ReceiptVerdict(true, text.Say(evidence.Documents.Count == 1 ? "receipt.holds-one" : "receipt.holds", evidence.Documents.Count));
            }

            if (read.Stands is { } bill)
            {
                yield return Energy(bill, evidence);
                yield return Price(bill, evidence);
            }

            yield return new ReceiptVerdict(true, text.Say("receipt.key", evidence.Digits!));
        }

        /// <summary>The bill is for what went through the meter, to the last signed digit.</summary>
        private ReceiptVerdict Energy(Bill bill, Evidence evidence)
        {
            HashSet<long> billed = [.. bill.Parts.Where(part => part.NotCharged is null).Select(part => part.Receipt)];
            long signed = evidence.Documents.Where(document => document.IsReceipt && billed.Contains(document.Row.Number)).Sum(document => document.Said!.EnergyMilliwattHours ?? 0);
            return signed == bill.Rated.MilliwattHours
                ? new ReceiptVerdict(true, text.Say("receipt.energy-holds", text.Energy(signed, 5)))
                : new ReceiptVerdict(false, text.Say("receipt.energy-differs", text.Energy(signed, 5), text.Energy(bill.Rated.MilliwattHours, 5)));
        }

        private ReceiptVerdict Price(Bill bill, Evidence evidence)
        {
            List<string?> told = [.. evidence.Documents.Where(document => document.IsReceipt).Select(document => document.Said!.TariffText).Distinct()];
            return told.TrueForAll(line => line is null) ? new ReceiptVerdict(true, text["receipt.price-in-force"])
                : told.TrueForAll(line => line == TariffText.Of(bill.Tariff)) ? new ReceiptVerdict(true, text["receipt.price-told"])
                : new ReceiptVerdict(false, text["receipt.price-differs"]);
        }
    }
}
