using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Web.Tests
{
    /// <summary>What may be wrong in the demo house.</summary>
    internal static class DemoTroubles
    {
        private const long Day = 86_400_000;

        private static long Now => DemoHost.Now.ToUnixTimeMilliseconds();

        /// <summary>Makes trouble of a kind.</summary>
        internal static int Make(PlatformContext context, string kind)
        {
            Station station = context.Stations.OrderBy(row => row.Id).First();
            long tenant = context.Tenants.First().Id;
            switch (kind)
            {
                case "receipt":
                    return context.Database.ExecuteSql($"UPDATE transactions SET receipt_owed = 1, charge_id = NULL WHERE end_came_ms = (SELECT max(end_came_ms) FROM transactions WHERE end_came_ms < {Now - 7_200_000})");
                case "gone":
                    return Make(context, "receipt") + context.Database.ExecuteSql($"UPDATE keys SET to_ms = {Now - 1}");
                case "refused":
                case "waits":
                    context.Refusals.Add(new RefusalRow { StationId = station.Id, KeyNumber = 1, Hash = [1], TenantId = tenant, Code = "FormatViolation", Reason = "odd", Waits = kind == "waits", Frame = [2], CameMs = Now - 5000 });
                    break;
                case "key":
                    return context.Database.ExecuteSql($"DELETE FROM keys WHERE station_id = {station.Id}");
                case "call":
                    context.Calls.Add(new CallRow { StationId = station.Id, Number = 1, TenantId = tenant, Id = "1-1", Action = CallBook.Reset, Payload = "{}", CausedBy = "a test", StoredMs = Now - 9000, ExpiresMs = Now + 9000, SentMs = Now - 8000, EndedMs = Now - 5000, Answer = """{"status":"Rejected"}""" });
                    break;
                case "price":
                    context.Tenants.Add(new Tenant { Name = "other" });
                    break;
                default:
                    context.Tariffs.Add(new TariffRow { TenantId = tenant, Id = "X", Text = "{}", Hash = [0], AddedMs = 1 });
                    break;
            }

            return context.SaveChanges();
        }

        /// <summary>One of the demo's transactions is held, as a finding would hold it.</summary>
        internal static async Task<(string Station, string Id)> Hold(WebHost host)
        {
            TransactionRow row = host.Ask(context => context.Transactions.Where(row => row.Ended && row.ChargeId != null).OrderBy(row => row.EndedMs).First());
            await host.Write(context => context.Database.ExecuteSql($"UPDATE transactions SET held = 'too much for a test', withheld = 'too much for a test' WHERE station_id = {row.StationId} AND id = {row.Id}"));
            return (host.Ask(context => context.Stations.Single(one => one.Id == row.StationId).Name), row.Id);
        }

        /// <summary>A charge that was cut, and after which nothing came.</summary>
        internal static async Task<long> Open(WebHost host)
        {
            // The biller looks once behind the start; from then on only when a clock turns that stands still here.
            PaymentBackend backend = host.Services.GetRequiredService<WebData>().Backend;
            for (int tries = 0; !backend.IsConnected && tries < 200; tries++)
            {
                await Task.Delay(50);
            }

            backend.Settle();
            long number = host.Ask(context => context.Charges.Where(row => row.State == nameof(ChargeState.Billed)).Min(row => row.Id));
            BillingRules rules = new() { Seller = "", Site = "", Market = new Market("DE", false), HeardOf = static _ => null };
            await host.Write(context =>
            {
                new ChargeDesk(context, rules, Now).Move(number, ChargeEvent.Credit, "a test");
                return context.Charges.Where(row => row.Id == number).ExecuteUpdate(set => set
                    .SetProperty(row => row.State, nameof(ChargeState.Open)).SetProperty(row => row.SettledMs, (long?)null).SetProperty(row => row.LastCameMs, Now - (2 * Day)));
            });
            return number;
        }

        /// <summary>Another tenant, with a house.</summary>
        internal static async Task<long> Another(WebHost host)
        {
            long number = 0;
            await host.Write(context =>
            {
                Tenant tenant = context.Tenants.Add(new Tenant { Name = "Elsewhere" }).Entity;
                int rows = context.SaveChanges();
                context.Houses.Add(new House { TenantId = tenant.Id, Name = "Elsewhere" });
                number = tenant.Id;
                return rows + context.SaveChanges();
            });
            return number;
        }
    }
}
