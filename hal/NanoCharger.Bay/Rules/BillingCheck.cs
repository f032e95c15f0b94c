using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Invariants 4, 5 and 7: the bill against the mains and against true time, and the backend's messages against the session log.</summary>
    internal static class BillingCheck
    {
        private const double Share = 0.01;
        private const double WattHoursForEachStall = 2;
        private const double CheckpointWattHours = 100;

        /// <summary>What two readings of a sound clock may be apart from true time: the moment of a record, and the drift of a crystal.</summary>
        private const double ClockSeconds = 1;
        private const double ClockShare = 0.001;

        /// <summary>Numbers are cut, not rounded: what a bill may lack or exceed without anybody being wrong.</summary>
        private const double RoundingWattHours = 1;

        public static List<Violation> Find(
            BayResult result, IReadOnlyList<BilledTransaction> billed, IReadOnlyList<CommittedRecord> records)
        {
            List<Violation> found = new List<Violation>();
            double now = result.VirtualSeconds;
            Energy(result, billed, text => found.Add(new Violation(now, 4, text)));
            Sequence(records, text => found.Add(new Violation(now, 4, text)));
            Delivery(billed, records, text => found.Add(new Violation(now, 5, text)));
            Time(result, billed, text => found.Add(new Violation(now, 7, text)));
            return found;
        }

        private static void Energy(BayResult result, IReadOnlyList<BilledTransaction> billed, Action<string> tell)
        {
            double sum = billed.Sum(transaction => transaction.EnergyWh);
            double delivered = result.TrueEnergyWh - result.RunWh;
            int stalls = result.Transactions.Sum(transaction => transaction.Stalls);
            int cuts = result.Transactions.Sum(transaction => transaction.PowerCuts);
            bool open = result.Transactions.Count > 0 && double.IsNaN(result.Transactions[^1].EndedSeconds);
            double tolerance = RoundingWattHours + (Share * delivered) + (WattHoursForEachStall * stalls);
            double missing = tolerance + (CheckpointWattHours * (cuts + (open ? 1 : 0))) + result.WeldedWh + result.UnseenWh;
            if (sum > delivered + tolerance || sum < delivered - missing)
            {
                tell(string.Create(CultureInfo.InvariantCulture, $"billed {sum:F1} Wh of {delivered:F1} Wh delivered"));
            }
        }

        /// <summary>A wall clock that jumped is nobody's time: what is billed was spent, whatever the clock said.</summary>
        private static void Time(BayResult result, IReadOnlyList<BilledTransaction> billed, Action<string> tell)
        {
            foreach (BilledTransaction transaction in billed.Where(transaction => transaction.TimeSeconds > 0))
            {
                TrueTransaction? real = result.Transactions.Find(candidate => candidate.Id == transaction.Id);
                double spent = real == null ? 0 : (double.IsNaN(real.EndedSeconds) ? result.VirtualSeconds : real.EndedSeconds) - real.StartedSeconds;
                if (transaction.TimeSeconds > ClockSeconds + (spent * (1 + ClockShare)))
                {
                    tell(string.Create(CultureInfo.InvariantCulture, $"transaction {transaction.Id}: {transaction.TimeSeconds:F0} s may be billed, {spent:F0} s have passed"));
                }

                double quiet = real?.QuietSeconds ?? 0;
                if (transaction.IdleSeconds > ClockSeconds + (quiet * (1 + ClockShare)))
                {
                    tell(string.Create(CultureInfo.InvariantCulture, $"transaction {transaction.Id}: {transaction.IdleSeconds:F0} s may be billed as idle, the vehicle drew nothing for {quiet:F0} s"));
                }
            }
        }

        private static void Sequence(IReadOnlyList<CommittedRecord> records, Action<string> tell)
        {
            for (int i = 1; i < records.Count; i++)
            {
                long wanted = records[i - 1].Sequence + 1;
                if (records[i].Sequence != wanted)
                {
                    tell(string.Create(CultureInfo.InvariantCulture, $"record {records[i].Sequence} follows record {wanted - 1} in the session log"));
                }

                if (records[i].RegisterMilliwattHours < records[i - 1].RegisterMilliwattHours)
                {
                    tell(string.Create(CultureInfo.InvariantCulture, $"the register falls in record {records[i].Sequence}"));
                }
            }
        }

        private static void Delivery(IReadOnlyList<BilledTransaction> billed, IReadOnlyList<CommittedRecord> records, Action<string> tell)
        {
            Dictionary<string, int> counted = billed.SelectMany(transaction => transaction.MessageIds)
                .GroupBy(id => id)
                .ToDictionary(group => group.Key, group => group.Count());
            foreach (CommittedRecord record in records.Where(record => record.MessageId.Length > 0))
            {
                int times = counted.GetValueOrDefault(record.MessageId);
                if (times > 1 || (times == 0 && !record.Owed))
                {
                    tell(string.Create(
                        CultureInfo.InvariantCulture, $"record {record.Sequence} (message {record.MessageId}) was billed {times} times"));
                }
            }
        }
    }
}
