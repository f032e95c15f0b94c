using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A station with a sound key that tells the same energy again: each mWh of the register is billed once.</summary>
    public sealed class DoubleBillingTests
    {
        private const long TenKilowattHours = 10_000_000;

        [Theory]
        [OnSqlite("without a begin")]
        [OnPostgres("without a begin")]
        [OnSqlite("the same span")]
        [OnPostgres("the same span")]
        [OnSqlite("a begin that was refused")]
        [OnPostgres("a begin that was refused")]
        [OnSqlite("a second receipt")]
        [OnPostgres("a second receipt")]
        [OnSqlite("a number between")]
        [OnPostgres("a number between")]
        [OnSqlite("after readings on the way")]
        [OnPostgres("after readings on the way")]
        public void Energy_that_is_billed_is_billed_to_nobody_else(string database, string way)
        {
            foreach (bool restarted in (bool[])[false, true])
            {
                using DocumentMaker maker = new();
                using Stage stage = new(database);
                stage.Register(maker.Key);
                stage.Say(maker.Started("T1", 1, 0));
                stage.Say(maker.Ended("T1", 2, 0, TenKilowattHours));
                if (restarted)
                {
                    stage.Restart();
                }

                string?[] answers = Say(maker, way).Select(frame => stage.Say(frame)).ToArray();
                Assert.StartsWith("[4,", answers[^1]);
                Assert.Contains("has billed already", answers[^1], StringComparison.Ordinal);
                Assert.Equal(10m, stage.Transactions().Sum(one => one.Cost ?? 0));
            }
        }

        /// <summary>Whoever handed the receipt out hears that it counts no more.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_price_that_is_withdrawn_is_told_as_one_that_is_made(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            ConcurrentQueue<decimal?> told = new();
            stage.Engine.Billed += billed => told.Enqueue(billed.Cost);
            stage.Say(maker.Ended("T1", 2, 0, TenKilowattHours));
            stage.Say(maker.Started("T1", 1, 10));

            Assert.True(SpinWait.SpinUntil(() => told.Count == 2, TimeSpan.FromSeconds(30)), "not told");
            Assert.Equal([10m, null], told);
        }

        private static IEnumerable<string> Say(DocumentMaker maker, string way)
        {
            switch (way)
            {
                case "without a begin":
                    return [maker.Ended("T2", 4, 0, 2 * TenKilowattHours)];
                case "the same span":
                    return [maker.Ended("T2", 3, 0, TenKilowattHours)];
                case "a begin that was refused":
                    return [maker.Started("T3", 3, TenKilowattHours - 7_000_000), maker.Ended("T3", 4, TenKilowattHours - 7_000_000, TenKilowattHours)];
                case "a second receipt":
                    return [Said.Event("T1", 2, "Ended", 3 * TenKilowattHours, maker.Receipt(3, 0, 3 * TenKilowattHours), maker.OcppKey)];
                case "a number between":
                    return [maker.Started("T4", 7, TenKilowattHours), maker.Ended("T5", 5, TenKilowattHours - 10, TenKilowattHours)];
                default:
                    return
                    [
                        maker.Started("T6", 3, TenKilowattHours),
                        Said.Event("T6", 1, "Updated", TenKilowattHours + 10, maker.Between(4, TenKilowattHours + 10), maker.OcppKey),
                        maker.Ended("T7", 5, TenKilowattHours - 20, TenKilowattHours + 10),
                    ];
            }
        }
    }
}
