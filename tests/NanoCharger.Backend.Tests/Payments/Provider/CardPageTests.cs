using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>The stand-in's pages, as a browser asks for them.</summary>
    public sealed class CardPageTests : IDisposable
    {
        private readonly StripeStage _stage = new();
        private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        public void Dispose()
        {
            _browser.Dispose();
            _stage.Dispose();
        }

        [Fact]
        public async Task A_guest_sees_what_he_pays_and_pays_it()
        {
            HostedPage page = await _stage.Cards.Open(_stage.Order() with { What = "Bay <4> & more" }, default);
            string text = await _browser.GetStringAsync(page.Address);
            Assert.Contains("50.00 EUR", text, StringComparison.Ordinal);
            Assert.Contains("Bay &lt;4&gt; &amp; more", text, StringComparison.Ordinal);
            Assert.Contains("value=\"4242 4242 4242 4242\"", text, StringComparison.Ordinal);
            Assert.Equal("http://house.example/g/abc", await Press(page.Address, "pay"));
            Assert.Equal(HoldStanding.Held, (await _stage.Look(page.Session)).Standing);
            Assert.Contains("This is paid", await _browser.GetStringAsync(page.Address), StringComparison.Ordinal);
            Assert.Null(await Press(page.Address, "pay"));
            Assert.Equal(5000, _stage.Server.MovedOf(page.Session).Held);
        }

        [Fact]
        public async Task He_may_be_declined_and_go_back()
        {
            HostedPage page = await _stage.Cards.Open(_stage.Order(), default);
            Assert.Null(await Press(page.Address, "decline"));
            Assert.Null(await Press(page.Address, "pay", "4000 0000 0000 0002"));
            Assert.Equal("http://house.example/g/abc", await Press(page.Address, "back"));
            Assert.Equal(HoldStanding.Open, (await _stage.Look(page.Session)).Standing);
        }

        [Fact]
        public async Task His_bank_may_ask_him()
        {
            HostedPage page = await _stage.Cards.Open(_stage.Order(), default);
            Assert.Null(await Press(page.Address, "pay", ProviderPages.AskingCard));
            Assert.Contains("Your bank asks", await _browser.GetStringAsync(page.Address), StringComparison.Ordinal);
            Assert.Null(await Press(page.Address, "no"));
            Assert.Null(await Press(page.Address, "pay", ProviderPages.AskingCard));
            Assert.Equal("http://house.example/g/abc", await Press(page.Address, "yes"));
            Assert.Equal(HoldStanding.Held, (await _stage.Look(page.Session)).Standing);
        }

        [Fact]
        public async Task A_managers_form_works_once_and_for_minutes()
        {
            const string back = "http://house.example/money";
            string account = await _stage.Cards.MakeAccount("a1", "DE", default);
            string late = await _stage.Cards.Onboarding(account, back, default);
            _stage.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(back, await Press(late, "done"));
            Assert.False(await _stage.Cards.MayCharge(account, default));
            string form = await _stage.Cards.Onboarding(account, back, default);
            Assert.Contains("Who are you?", await _browser.GetStringAsync(form), StringComparison.Ordinal);
            Assert.Equal(back, await Press(form, "done"));
            Assert.True(await _stage.Cards.MayCharge(account, default));
            Assert.Equal("account.updated", Assert.Single(_stage.Server.Calls).Type);
            Assert.Equal(back, await Press(form, "done"));
            Assert.Single(_stage.Server.Calls);
        }

        [Fact]
        public async Task What_is_not_there_is_not_found_and_calls_are_delivered_where_they_are_sent()
        {
            await _stage.Hold();
            using HttpResponseMessage answer = await _browser.GetAsync(_stage.Server.PageOrigin + "/c/pay/cs_test_none");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, await _stage.Server.Post(_stage.Server.Sign(_stage.Server.Calls[0]), _stage.Server.PageOrigin + "/no/hook"));
        }

        /// <summary>Where a button leads; null for a page.</summary>
        private async Task<string?> Press(string address, string button, string card = ProviderPages.GoodCard)
        {
            using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["card"] = card, ["do"] = button });
            using HttpResponseMessage answer = await _browser.PostAsync(address, form);
            Assert.Equal(answer.Headers.Location is null ? HttpStatusCode.OK : HttpStatusCode.SeeOther, answer.StatusCode);
            return answer.Headers.Location?.OriginalString;
        }
    }
}
