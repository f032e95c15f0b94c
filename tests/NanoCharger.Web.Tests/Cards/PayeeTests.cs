using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>A manager's account with the card provider: who sells, and who has set it up when.</summary>
    public sealed class PayeeTests
    {
        private const string OnBehalf = "payment_intent_data[on_behalf_of]";
        private const string Destination = "payment_intent_data[transfer_data][destination]";

        private static readonly Language Text = Languages.All["en"];

        /// <summary>By the setting the manager is who sells; the money goes to his account either way.</summary>
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task By_a_setting_the_manager_is_who_sells(bool isOnBehalf)
        {
            await using CardYard yard = await CardYard.Open(accounts: true, builder => builder.Services.PostConfigure<BackendSettings>(settings => settings.Cards.OnBehalf = isOnBehalf));
            using WebClient guest = yard.Guests.Host.Client();
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            await yard.Onboard(manager);
            Assert.StartsWith(yard.Server.PageOrigin + "/", (await yard.GoToPay(guest)).Page, StringComparison.Ordinal);
            ProviderRequest opened = Assert.Single(yard.Server.Requests, request => request.Step == "open");
            string account = yard.Server.Accounts.Single();
            Assert.Equal((account, isOnBehalf ? account : null), (opened.Parameters.GetValueOrDefault(Destination), opened.Parameters.GetValueOrDefault(OnBehalf)));
        }

        /// <summary>In the trail stands who has gone to set it up, that it was made, and each time when it may take money, or no more.</summary>
        [Fact]
        public async Task Who_sets_it_up_and_what_comes_of_it_stands_in_the_trail()
        {
            await using CardYard yard = await CardYard.Open(accounts: true);
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            long person = yard.Guests.Host.Ask(context => context.People.Max(row => row.Id));
            await yard.Onboard(manager);
            string account = yard.Server.Accounts.Single();
            string may = new Phrase("trail.payee-may").Stored();
            string mayNot = new Phrase("trail.payee-may-not").Stored();
            Assert.Equal([("change.payee-asked", person, null, null), ("change.payee-made", person, null, account), ("change.payee-answered", (long?)null, mayNot, may)], Lines(yard));
            Assert.All(Rows(yard), row => Assert.Equal(yard.Guests.Host.Ask(context => context.Payees.Single().TenantId), row.TenantId));

            // Asked each hour, and nothing is told that was so before; then the provider will have no more of it.
            await Hour(yard);
            await yard.Look();
            Assert.Equal(3, Lines(yard).Count);
            yard.Server.Fault = static request => request.Step == "enabled" ? ProviderFault.Garbled : ProviderFault.None;
            (yard.Server.GarbageStatus, yard.Server.Garbage) = (404, """{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such account."}}""");
            await Hour(yard);
            await yard.Look();
            Assert.Equal(("change.payee-answered", (long?)null, may, mayNot), Lines(yard)[^1]);
            Assert.Equal(4, Lines(yard).Count);
            string changes = GuestYard.TextOf(await manager.Get("/changes"));
            Assert.All(["change.payee-asked", "change.payee-made", "change.payee-answered", "trail.payee-may", "trail.payee-may-not"], key => Assert.Contains(Text[key], changes, StringComparison.Ordinal));
        }

        /// <summary>The provider says no: the manager is told to try again, the log says what was said, and the trail that he had gone there.</summary>
        [Fact]
        public async Task That_the_provider_says_no_is_logged()
        {
            await using CardYard yard = await CardYard.Open(accounts: true);
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            yard.Server.Fault = static request => request.Step == "account" ? ProviderFault.Garbled : ProviderFault.None;
            (yard.Server.GarbageStatus, yard.Server.Garbage) = (400, """{"error":{"type":"invalid_request_error","code":"country_unsupported","message":"DE is not supported."}}""");
            Assert.Equal("/money", (await manager.Post("/money", "/money/account")).Location);
            Assert.Contains(Text["done.payee-not"], GuestYard.TextOf(await manager.Get("/money")), StringComparison.Ordinal);
            long tenant = yard.Guests.Host.Ask(context => context.Payees.Single().TenantId);
            Assert.Contains(yard.Guests.Host.Log, line => line.Contains($"account of tenant {tenant}: ", StringComparison.Ordinal) && line.Contains("country_unsupported", StringComparison.Ordinal));
            Assert.Equal(["change.payee-asked"], Lines(yard).Select(line => line.Kind));
        }

        /// <summary>An account is asked for each hour; at once where the provider calls for it, and once a call.</summary>
        [Fact]
        public async Task Of_an_account_that_the_provider_calls_for_he_is_asked_at_once()
        {
            await using CardYard yard = await CardYard.Open(accounts: true);
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            await yard.Onboard(manager);
            int asked = Asked(yard);
            await yard.Look();
            Assert.Equal(asked, Asked(yard));
            yard.Server.Enable(yard.Server.Accounts.Single());
            Assert.Equal(200, await yard.Call());
            Assert.Equal(200, await yard.Call());
            await yard.Look();
            Assert.Equal(asked + 1, Asked(yard));
        }

        private static int Asked(CardYard yard)
        {
            return yard.Server.Requests.Count(request => request.Step == "enabled");
        }

        /// <summary>It was asked an hour ago: it is again.</summary>
        private static Task Hour(CardYard yard)
        {
            long ago = yard.Guests.NowMs - (long)TimeSpan.FromHours(1).TotalMilliseconds;
            return yard.Guests.Host.Write(context => context.Payees.ExecuteUpdate(set => set.SetProperty(row => row.AskedMs, ago)));
        }

        private static List<ChangeRow> Rows(CardYard yard)
        {
            return yard.Guests.Host.Ask(context => context.Changes.AsNoTracking().Where(row => row.Kind.StartsWith("change.payee")).OrderBy(row => row.Id).ToList());
        }

        private static List<(string Kind, long? Person, string? Before, string? After)> Lines(CardYard yard)
        {
            return Rows(yard).ConvertAll(row => (row.Kind, row.PersonId, row.Before, row.After));
        }
    }
}
