using System;
using System.CommandLine;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>audit</c>: holds what is stored against the stations' signatures and against itself.</summary>
    internal sealed class AuditCommand
    {
        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        private readonly SettingsOptions _options = new();
        private readonly Option<bool> _json = new("--json") { Description = "What was found as JSON." };

        internal Command Command()
        {
            Command audit = _options.AddTo(new Command("audit", "Verifies every stored document anew, and tells what was changed, deleted, doubled or never came; exit 1 where there is anything."));
            audit.Options.Add(_json);
            audit.SetAction(parsed => Existing.Do(_options.Read(parsed).Database, database =>
            {
                AuditReport report = new Auditor(database, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Run();
                Write(report, parsed.GetValue(_json));
                return report.Sound ? ExitCodes.Success : ExitCodes.Failed;
            }));
            return audit;
        }

        /// <summary>Writes it to standard output.</summary>
        internal static void Write(AuditReport report, bool json)
        {
            if (json)
            {
                Console.WriteLine(Printable.Lines(JsonSerializer.Serialize(report, Format)));
                return;
            }

            foreach (AuditFinding found in report.Findings)
            {
                Console.WriteLine(Printable.Line($"{(found.Station.Length > 0 ? found.Station : "database")}: {found.Code}: {found.Text}"));
            }

            foreach (AuditFinding found in report.ToFetch)
            {
                Console.WriteLine(Printable.Line($"fetch by hand at station {found.Station}: {found.Text}"));
            }

            foreach (string erased in report.Erased)
            {
                Console.WriteLine(erased);
            }

            foreach (MoneySum sum in report.Money)
            {
                Currency currency = Currency.Find(sum.Currency)!.Value;
                Console.WriteLine(Printable.Line(FormattableString.Invariant(
                    $"ledger of {sum.Tenant}: {sum.Bills} bills and credit notes, owed {currency.FromMinor(sum.ReceivableMinor)} {sum.Currency} = revenue {currency.FromMinor(sum.RevenueMinor)} + tax {currency.FromMinor(sum.TaxMinor)}")));
            }

            string uses = string.Join(" + ", report.Energy.Select(one => FormattableString.Invariant($"{(one.Key == EnergyUse.Between ? "between transactions" : one.Key.ToString().ToLowerInvariant())} {one.Value / 1_000_000m:0.000000}")));
            Console.WriteLine(FormattableString.Invariant($"energy: {report.Energy.Values.Sum() / 1_000_000m:0.000000} kWh = {uses}"));
            Console.WriteLine(FormattableString.Invariant(
                $"{report.Database}: {report.Documents} documents, {report.Events} events, {report.Refusals} refusals, {report.Findings.Count} findings"));
        }
    }
}
