using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>The subcommand <c>ingest</c>: verified documents a second through the backend, over what .NET's bare verification does on one thread in the same run.</summary>
    public sealed class IngestCommand
    {
        private const double LeastVerify = 0.8;
        private const double LeastSqlite = 1.0 / 4;
        private const double LeastPostgres = 1.0 / 6;

        private const int WarmStations = 20;
        private const int WarmTransactions = 50;

        private readonly Option<int> _stations = new("--stations") { Description = "Stations, each with one call in flight.", HelpName = "N", DefaultValueFactory = _ => 100 };

        private readonly Option<int> _transactions = new("--transactions") { Description = "Transactions of each; two documents to a transaction.", HelpName = "N", DefaultValueFactory = _ => 50 };

        private readonly Option<string?> _database = new("--database")
        {
            Description = "A connection string of an empty PostgreSQL database (Host=...), or a new SQLite file; a temporary one without it.",
            HelpName = "FILE|Host=...",
        };

        /// <summary>The command with its options.</summary>
        public Command Build()
        {
            var command = new Command("ingest", "Measures the backend's ingest in process, against bare verification on one thread. Exit code 1: slower than it must be.")
            {
                _stations, _transactions, _database,
            };
            command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
            return command;
        }

        private int Run(ParseResult parsed)
        {
            (int stations, int transactions) = (parsed.GetValue(_stations), parsed.GetValue(_transactions));
            if (stations is < 1 or > 9999 || transactions is < 1 or > 100_000)
            {
                Console.Error.WriteLine("--stations must be 1..9999, --transactions 1..100000");
                return ExitCode.BadInput;
            }

            string folder = Directory.CreateTempSubdirectory("ingest").FullName;
            try
            {
                string database = parsed.GetValue(_database) ?? Path.Combine(folder, "ingest.db");
                return Measure(new IngestLoad(stations, transactions), database);
            }
            catch (InvalidDataException problem)
            {
                Console.Error.WriteLine(problem.Message);
                return ExitCode.BadInput;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        private static int Measure(IngestLoad load, string database)
        {
            bool postgres = database.Contains("Host=", StringComparison.OrdinalIgnoreCase);
            double least = postgres ? LeastPostgres : LeastSqlite;
            IngestRun run = new(load, database);

            // Before, everything has been translated once: a backend runs for months.
            run.Compare();
            new IngestRun(new IngestLoad(WarmStations, WarmTransactions), ":memory:").Through();
            (double before, double verify) = run.Compare();
            IngestFigures through = run.Through();
            (double after, double verifyAfter) = run.Compare();
            (double bare, double own) = ((before + after) / 2, (verify + verifyAfter) / 2);
            Say($"bare verification, one thread   {before:0} and {after:0} documents/s, before and after");
            Say($"NanoCharger.Verify, one thread  {own:0} documents/s: {own / bare:0.00} of bare (at least {LeastVerify:0.00})");
            Say($"ingest on {(postgres ? "PostgreSQL" : "SQLite")}, in process  {through.Rate:0} documents/s: 1/{bare / through.Rate:0.0} of bare (at least 1/{1 / least:0})");
            Say($"answers after                   {through.Median:0.0} ms (p50), {through.Slowest:0.0} ms (p99)");
            Say($"processor time a document      {through.Processor:0} µs, verification {1e6 / bare:0} µs of it");
            Say($"heap                            {through.HeapBefore} KiB before, {through.HeapAfter} KiB after");
            if (!through.Complete)
            {
                Say($"not every call had a result, or not every transaction is stored");
            }

            return through.Complete && own / bare >= LeastVerify && through.Rate / bare >= least ? ExitCode.Ok : ExitCode.Failed;
        }

        private static void Say(FormattableString line)
        {
            Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }
    }
}
