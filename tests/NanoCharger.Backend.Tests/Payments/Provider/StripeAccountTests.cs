using System;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>Managers' accounts.</summary>
    public sealed class StripeAccountTests : IDisposable
    {
        private const string Back = "http://house.example/money";

        private readonly StripeStage _stage = new();

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Fact]
        public async Task The_same_key_is_the_same_account()
        {
            string account = await _stage.Cards.MakeAccount("a1", "DE", default);
            Assert.Equal(account, await _stage.Cards.MakeAccount("a1", "DE", default));
            Assert.Equal([account], _stage.Server.Accounts);
            Assert.True((await StripeStage.No(() => _stage.Cards.MakeAccount("a1", "AT", default))).IsRefusal);
            Assert.True((await StripeStage.No(() => _stage.Cards.MakeAccount("a2", "Germany", default))).IsRefusal);
        }

        [Fact]
        public async Task An_account_may_charge_after_the_manager_has_said_who_he_is()
        {
            string account = await _stage.Cards.MakeAccount("a1", "DE", default);
            Assert.False(await _stage.Cards.MayCharge(account, default));
            Assert.True((await StripeStage.No(() => _stage.Open(_stage.Order() with { Account = account }))).IsRefusal);
            string form = await _stage.Cards.Onboarding(account, Back, default);
            Assert.StartsWith(_stage.Server.PageOrigin + "/setup/", form, StringComparison.Ordinal);
            _stage.Server.Enable(account);
            Assert.True(await _stage.Cards.MayCharge(account, default));
            // The refused page is asked for again under its key: the old no is not heard for a day.
            await _stage.Open(_stage.Order() with { Account = account });
        }

        [Fact]
        public async Task A_form_is_another_each_time()
        {
            string account = await _stage.Cards.MakeAccount("a1", "DE", default);
            Assert.NotEqual(await _stage.Cards.Onboarding(account, Back, default), await _stage.Cards.Onboarding(account, Back, default));
        }

        /// <summary>Stripe says 403 to both: that is for whoever runs the platform, and no word about the account.</summary>
        [Fact]
        public async Task An_account_that_is_not_ours_is_its_managers_trouble_and_nobody_elses()
        {
            ProviderException no = await StripeStage.No(() => _stage.Cards.MayCharge("acct_other", default));
            Assert.True(no.IsRefusal);
            Assert.Contains("this account", no.Message, StringComparison.Ordinal);
        }

        [Fact]
        public async Task He_answers()
        {
            await _stage.Cards.Ping(default);
            Assert.Equal(1, _stage.Asked("balance"));
            Assert.Equal("Stripe", _stage.Cards.Name);
        }
    }
}
