using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>What stands on top of the charges: kWh and money side by side, net, tax and gross.</summary>
    internal sealed class ChargesSums(Language text, ChargeTexts texts)
    {
        /// <summary>The sums of these charges; money by currency.</summary>
        internal List<ChargesSum> Of(IReadOnlyList<ChargeRead> charges)
        {
            List<ChargesSum> sums =
            [
                new(text["charges.count"], text.Number(charges.Count), null),
                new(text["charges.energy"], text.Energy(charges.Sum(read => read.MilliwattHours)), null),
            ];
            foreach (IGrouping<string, Bill> bills in charges.Select(read => read.Stands).OfType<Bill>().GroupBy(bill => bill.Tariff.Currency))
            {
                string net = text.Money(bills.Sum(bill => bill.Rated.NetMinor), bills.Key);
                string tax = text.Money(bills.Sum(bill => bill.Rated.TaxMinor), bills.Key);
                sums.Add(new ChargesSum(text["charges.billed"], text.Money(bills.Sum(bill => bill.Rated.GrossMinor), bills.Key), text.Say("charges.net-tax", net, tax)));
            }

            foreach (ChargeState state in (ChargeState[])[ChargeState.Waived, ChargeState.Free, ChargeState.Credited, ChargeState.Open])
            {
                List<ChargeRead> of = [.. charges.Where(read => read.State == state)];
                if (of.Count > 0)
                {
                    sums.Add(new ChargesSum(texts.State(state), text.Energy(of.Sum(read => read.MilliwattHours)), text.Say(of.Count == 1 ? "charges.one" : "charges.several", of.Count)));
                }
            }

            return sums;
        }
    }
}
