using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
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
        private const int OfAStage = 25;

        [Theory]
        [OnSqlite(1)]
        [OnPostgres(10)]
        public async Task Whoever_dies_is_silent_or_lies_money_moves_once_and_is_the_bill(string database, int parts)
        {
            int runs = Number(Runs, 50) / parts;
            int first = Number(First, 1);
            ConcurrentBag<string> wrong = [];
            ConcurrentDictionary<string, int> seen = [];
            string? shapes = Vectors.Folder is { } vectors && Path.Combine(vectors, "..", "payment", "stripe-fixtures3.json") is var file && File.Exists(file) ? file : null;
            await Parallel.ForEachAsync(Enumerable.Range(first, runs).Chunk(OfAStage), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seeds, _) =>
            {
                using CardRun run = new(database, seeds[0], shapes);
                foreach (int seed in seeds)
                {
                    if (await run.Play(seed) is { } fault)
                    {
                        wrong.Add($"seed {seed} (from {seeds[0]}): {fault}");
                        break;
                    }
                }

                foreach (string finding in run.Audit())
                {
                    wrong.Add($"seeds from {seeds[0]}: {finding}");
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

            // What is seldom is sure to come in the long form alone.
            string[] often = ["Captured", "Released", "Refunded", "captured by hand"];
            string[] seldom = ["Waived", "silent charger", "receipt behind the release"];
            Assert.All(runs < 50 ? [] : runs < 500 ? often : [.. often, .. seldom], what => Assert.Contains(what, seen.Keys));
        }

        private static int Number(string name, int otherwise)
        {
            return int.TryParse(Environment.GetEnvironmentVariable(name), out int number) ? number : otherwise;
        }
    }
}
