using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>The check in the guest's own browser, where a visitor is faster than it is.</summary>
    [Collection(Browsing.Name)]
    public sealed class GuestCheckTests(Chromium browser)
    {
        /// <summary>What was found is of what stood there when it was asked, and is not said of another text that stands there since.</summary>
        [BrowserFact]
        public async Task What_is_changed_while_the_browser_reckons_is_not_called_valid()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            string address = await yard.Checkout(guest);
            await yard.Pay(guest, address);
            await yard.Answers("""{"status":"Accepted"}""");
            await yard.Bill("T1");
            await using Window window = await browser.Open(yard.Host, Look.All[0]);
            await window.Go(address);
            await window.Page.EvaluateAsync(
                """
                () => {
                    const verify = SubtleCrypto.prototype.verify;
                    SubtleCrypto.prototype.verify = async function (...all) {
                        const found = await verify.apply(this, all);
                        await new Promise(go => { globalThis.go = go; });
                        return found;
                    };
                }
                """);
            await window.Page.Locator("[data-check] button").First.ClickAsync();
            for (int looks = 0; looks < 200 && !await window.Page.EvaluateAsync<bool>("() => !!globalThis.go"); looks++)
            {
                await Task.Delay(50);
            }

            string document = await window.Page.Locator("[name=document]").First.InputValueAsync();
            await window.Page.Locator("[name=document]").First.FillAsync(document.Replace("OCMF|", "OCMF| ", System.StringComparison.Ordinal));
            await window.Page.EvaluateAsync("() => globalThis.go()");
            await Task.Delay(200);
            Assert.Equal("", await window.Page.Locator("[data-check] [role=status]").First.InnerTextAsync());
        }
    }
}
