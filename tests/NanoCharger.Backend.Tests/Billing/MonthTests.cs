using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>Random months of one station, from the frames to the books: whatever was lost, refused, cut, given away or taken back, energy and money balance.</summary>
    public sealed class MonthTests
    {
        /// <summary>MONTHS says how many there are in the long form.</summary>
        private static readonly long Months = long.Parse(Environment.GetEnvironmentVariable("MONTHS") ?? "30", CultureInfo.InvariantCulture);

        private static readonly string[] Expected = [Auditor.Gap, EnergyAuditor.BetweenTransactions, EnergyAuditor.ReceiptRefused];

        private static readonly Gen<MonthStep> Step = Gen.Select(Gen.Enum<MonthEvent>(), Gen.Int[0, 3_000], Gen.Int[1, 3], (what, amount, times) => new MonthStep(what, amount * 10_000L, times));

        [Fact]
        public void Any_month_balances_in_energy_and_money()
        {
            Step.List[1, 10].Sample(Balances, iter: Months, threads: 1, print: steps => string.Join(", ", steps));
        }

        private static void Balances(List<MonthStep> steps)
        {
            using Month month = new(steps);
            AuditReport report = month.Audit();
            Assert.DoesNotContain(report.Findings, found => !Expected.Contains(found.Code));
            Assert.Equal(month.Energy, report.Energy);

            List<BillRow> standing = month.Standing();
            Assert.Equal(standing.Sum(row => row.GrossMinor), report.Money.Sum(sum => sum.ReceivableMinor));
            Assert.All(report.Money, sum => Assert.Equal(sum.ReceivableMinor, sum.RevenueMinor + sum.TaxMinor));
            Assert.Equal(report.Energy[EnergyUse.Billed], standing.Select(row => Bill.FromJson(row.Text)).SelectMany(bill => bill.Parts).Where(part => part.NotCharged is null).Sum(part => part.MilliwattHours));
        }
    }
}
