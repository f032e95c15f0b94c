using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.TestData;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Guests with cards by seeds: whatever dies, is silent or lies, money moves once, and is the bill.</summary>
    public sealed class CardRunTests(ITestOutputHelper output)
    {
        /// <summary>How many runs (on PostgreSQL a tenth of them), and the first one's seed.</summary>
        private const string Runs = "PAYMENT_RUNS";
        private const string First = "PAYMENT_FIRST";

        /// <summary>Odd, so that each other stage has managers' accounts: its first seed is even.</summary>
        private const int OfAStage = 25;
        private const int Short = 50;
        private const int Long = 500;

        /// <summary>What comes in fifty runs already, and what the long form alone is sure to see.</summary>
        private static readonly string[] Often = ["Captured", "Released", "of a manager", "of the house", "a call comes twice", "a call comes hours late", "a call comes never", "a call comes later than the next"];
        private static readonly string[] Seldom =
        [
            "Refunded", "Waived", "Lost", "charger says no", "no vehicle", "withdraws", "refunded by hand", "held again in Released", "held again in Waived", "a refund comes back", "nothing can be taken of him", "his bank says yes in Released", "a dispute is won", "a dispute is lost in Captured", "a dispute is lost in GivingBack", "a call is forged",
            "silent from step 0 to step 1", "silent from step 0 on", "silent from step 1 on", "silent from step 2 on", "silent from step 3 on", "silent from step 1 to step 3", "silent from step 2 to step 3",
        ];

        [Theory]
        [OnSqlite(1)]
        [OnPostgres(10)]
        public async Task Whoever_dies_is_silent_or_lies_money_moves_once_and_is_the_bill(string database, int parts)
        {
            int runs = Number(Runs, Short) / parts;
            int first = Number(First, 1);
            ConcurrentBag<string> wrong = [];
            ConcurrentDictionary<string, int> seen = [];
            string? shapes = Vectors.Folder is { } vectors && Path.Combine(vectors, "..", "payment", "stripe-fixtures3.json") is var file && File.Exists(file) ? file : null;
            int size = Math.Min(OfAStage, ((runs + 1) / 2) | 1);
            await Parallel.ForEachAsync(Enumerable.Range(first, runs).Chunk(size), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seeds, _) =>
            {
                using CardRun run = new(database, seeds[0], shapes);
                foreach (string fault in await Play(run, seeds))
                {
                    wrong.Add($"from seed {seeds[0]}: {fault}");
                }

                foreach ((string what, int count) in run.Seen)
                {
                    seen.AddOrUpdate(what, count, (_, before) => before + count);
                }
            });
            foreach ((string what, int count) in seen.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                output.WriteLine($"{count,6} {what}");
            }

            Assert.True(wrong.IsEmpty, string.Join("\n", wrong));
            Assert.All(runs < Short ? [] : runs < Long ? Often : [.. Often, .. Seldom], what => Assert.Contains(what, seen.Keys));
            Assert.All(runs < Long ? [] : HoldTable.Steps, step => Assert.All((string[])[CardDeaths.Before, CardDeaths.Behind], side => Assert.Contains(Names(step.From, step.Event, step.To), name => seen.ContainsKey($"{side} {name}"))));
        }

        private static async Task<IReadOnlyList<string>> Play(CardRun run, IEnumerable<int> seeds)
        {
            int at = 0;
            try
            {
                await run.Begin();
                foreach (int seed in seeds)
                {
                    at = seed;
                    if (await run.Play(seed) is { } fault)
                    {
                        return [$"seed {seed}: {fault}"];
                    }
                }

                return [.. run.Audit()];
            }
            catch (Exception problem)
            {
                return [$"seed {at}: {problem}"];
            }
        }

        /// <summary>A step of the table as the runs note it.</summary>
        private static IEnumerable<string> Names(HoldState? from, HoldEvent what, HoldState to)
        {
            HoldReason[] reasons = what switch { HoldEvent.NothingOwed => [HoldReason.NothingOwed, HoldReason.TooLittle], HoldEvent.TooLate => [HoldReason.NoReceipt], _ => [HoldReason.NotUsed] };
            return reasons.Select(reason => CardDeaths.NameOf(from, to, reason.ToString()));
        }

        private static int Number(string name, int otherwise)
        {
            return int.TryParse(Environment.GetEnvironmentVariable(name), out int number) ? number : otherwise;
        }
    }
}
