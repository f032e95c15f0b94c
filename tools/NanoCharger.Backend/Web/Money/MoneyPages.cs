using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Charges;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web.Money
{
    /// <summary>Money: every kWh of a month has one use, and the ledger balances.</summary>
    internal static class MoneyPages
    {
        private const int MonthsBack = 11;
        private const string TaxAccount = "tax/";

        /// <summary>What the accounts of the ledger are called.</summary>
        private static readonly Dictionary<string, string> Names = new()
        {
            ["receivable"] = "money.receivable",
            ["revenue"] = "money.revenue",
            [HoldBooks.Provider] = "money.card-provider",
            [HoldBooks.ProviderFees] = "money.card-fees",
            [HoldBooks.Share] = "money.card-share",
            [HoldBooks.Foreign] = "money.card-foreign",
            [HoldBooks.Lost] = "money.card-lost",
            [HoldBooks.Waived] = "money.waived",
        };

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/money", Policies.Money, Show);
            routes.MapForm("/money/account", Policies.Money, PayeePages.Connect, once: true);
        }

        private static async Task<IResult> Show(Visit visit)
        {
            using PlatformContext context = visit.Open();
            long now = StationClock.Now(visit);
            DateTimeZone zone = await Houses.Clock(context);
            Month month = Month.Read(visit.Query("month"), now, zone);
            MoneyRead read = new(context);
            List<MoneyUse> uses = await Uses(visit, read, month, month.Has(now));
            YearMonth first = Month.At(now, zone).PlusMonths(-MonthsBack);
            var months = await read.Months(new Month(first, zone).FromMs, zone);
            var accounts = await read.Accounts();
            long best = Math.Max(1, months.Count == 0 ? 1 : months.Max(one => one.Minor));
            return visit.Show<MoneyView>(new MoneyModel(visit.Frame(visit.Text["money.title"]), month.Pager(visit.Text, now), uses)
            {
                Months = [.. months.Select(one => new MoneyMonth(visit.Text.Month(one.Month), YearMonthPattern.Iso.Format(one.Month), visit.Text.Money(one.Minor, one.Currency), (int)Math.Max(0, one.Minor * 100 / best)))],
                Accounts = accounts.ConvertAll(one => new MoneyAccount(Name(visit.Text, one.Kind), visit.Text.Money(one.Kind == "revenue" || one.Kind.StartsWith(TaxAccount, StringComparison.Ordinal) ? -one.Minor : one.Minor, one.Currency))),
                Cards = [.. (await CardMonth.Of(context, month)).SelectMany(sums => Cards(visit.Text, sums, visit.Get<WebData>().Backend.Cards is { ByAccounts: true }))],
                Payee = await PayeePages.Of(visit, context),
                Balances = accounts.GroupBy(one => one.Currency).All(group => group.Sum(one => one.Minor) == 0),
            });
        }

        private static async Task<List<MoneyUse>> Uses(Visit visit, MoneyRead read, Month month, bool isThisMonth)
        {
            Language text = visit.Text;
            ChargeTexts texts = new(text, month.Zone);
            StoredWords words = new(text, month.Zone);
            List<MoneyUse> uses = (await read.Uses(month, isThisMonth)).ConvertAll(use => new MoneyUse(
                texts.State(use.State), words.Of(use.Reason), text.Energy(use.MilliwattHours), text.Number(use.Count),
                use.State == ChargeState.Billed && use.Currency is { } currency ? text.Money(use.Minor, currency) : ""));
            if (isThisMonth)
            {
                uses.AddRange((await read.Waiting()).Select(one => new MoneyUse(text["money.waiting"], one.Reason.Length > 0 ? words.Of(one.Reason) : null, text.Energy(one.MilliwattHours), text.Number(one.Count), "")));
            }

            int refused = await read.Refused(month);
            if (refused > 0)
            {
                uses.Add(new MoneyUse(text["money.refused"], text["money.refused-why"], "", text.Number(refused), ""));
            }

            return uses;
        }

        /// <summary>What cards have given, and who has what of it; last what comes out of the platform's part, or of the whole where that is the platform's.</summary>
        private static IEnumerable<MoneyAccount> Cards(Language text, CardMonth sums, bool byAccounts)
        {
            bool isShared = byAccounts || sums.ShareMinor != 0;
            (string Key, long Minor, bool IsShown)[] lines =
            [
                ("money.card-taken", sums.TakenMinor, true),
                ("money.card-back", sums.BackMinor, sums.BackMinor != 0),
                ("money.card-lost", sums.LostMinor, sums.LostMinor != 0),
                ("money.card-platform", sums.PlatformMinor, isShared),
                ("money.card-share", sums.ShareMinor, isShared),
                (isShared ? "money.card-fees-of-platform" : "money.card-fees", sums.FeesMinor, true),
            ];
            return lines.Where(line => line.IsShown).Select(line => new MoneyAccount(text[line.Key], text.Money(line.Minor, sums.Currency)));
        }

        private static string Name(Language text, string kind)
        {
            return kind.StartsWith(TaxAccount, StringComparison.Ordinal) ? text.Say("money.tax", kind[TaxAccount.Length..].Replace(".", text["format.decimal"], StringComparison.Ordinal))
                : Names.TryGetValue(kind, out string? key) ? text[key] : kind;
        }
    }
}
