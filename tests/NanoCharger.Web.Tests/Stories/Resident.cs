using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A resident with a phone: what she does at her pages and reads there; and, from the manager's window, what is done with her account.</summary>
    internal sealed class Resident(Street street, Window window, Window manager) : IAsyncDisposable
    {
        internal const string Name = "Rosa Quist";
        private const string Mail = "rosa@example.org";

        /// <summary>Her receipt's address, once she has one.</summary>
        private string _receipt = "";

        /// <summary>The manager invites her at her account; she takes the link, and has no bay yet.</summary>
        internal async Task TakesTheInvitation(string account)
        {
            await manager.Go(account);
            await manager.Page.Locator("details:has(form[action$='/invite']) summary").ClickAsync();
            await manager.Page.Locator("form[action$='/invite'] [name=mail]").FillAsync(Mail);
            await manager.Send("form[action$='/invite'] button");
            string link = await manager.Page.Locator("input.copy").InputValueAsync();
            await manager.LookAt("r1-invited");
            await window.Go(new Uri(link).AbsolutePath);
            await window.LookAt("r2-invitation");
            await window.Fill(("name", Name), ("password", WebHost.Password));
            await window.Send();
            Assert.EndsWith("/tonight", window.Page.Url, StringComparison.Ordinal);
            Assert.Contains(street.Text["tonight.no-bay"], await Text(), StringComparison.Ordinal);
            await window.LookAt("r3-welcome");
            await window.Go("/mine");
            Assert.Contains(street.Text["mine.none"], await Text(), StringComparison.Ordinal);
            await window.LookAt("r4-nothing-charged");
        }

        /// <summary>She says when she leaves tomorrow: it is kept, and she is told that nothing uses it yet.</summary>
        internal async Task Plans()
        {
            await window.Go("/tonight");
            Assert.Contains(street.Text["tonight.free"], await Text(), StringComparison.Ordinal);
            Assert.Contains(street.Text["tonight.plan-why"], await Text(), StringComparison.Ordinal);
            string energy = street.Text.Number(12.5m, 1);
            await window.Page.Locator("fieldset [type=time]").First.FillAsync("07:30");
            await window.Page.Locator("fieldset [name^=wants]").First.FillAsync(energy);
            await window.Send();
            await window.LookAt("r5-planned");
            await window.Go("/tonight");
            Assert.Equal("07:30", await window.Page.Locator("fieldset [type=time]").First.InputValueAsync());
            Assert.Equal(energy, await window.Page.Locator("fieldset [name^=wants]").First.InputValueAsync());
        }

        /// <summary>Her car is there and her card was shown: energy and cost grow under her eyes, and she does nothing.</summary>
        internal async Task SeesItCharge(int car)
        {
            await street.Bay.Until(LiveBay.At(car, 2));
            Assert.True(await street.Host.Turn(async () => (await Text()).Contains(street.Text["tonight.charging"], StringComparison.Ordinal)), await Text());
            await window.Page.EvaluateAsync("document.documentElement.dataset.same = 'yes'");
            await Grow(LiveBay.At(car, 3.5));
            await window.LookAt("r6-charging");
        }

        /// <summary>While something is still to be billed she cannot go, and is told so in a sentence.</summary>
        internal async Task CannotGoNow()
        {
            await window.Go("/account/erase");
            Assert.Contains(street.Text["mine.erase-not-yet"], await Text(), StringComparison.Ordinal);
            Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
            await window.LookAt("r7-not-yet");
        }

        /// <summary>The car goes, and her page says it by itself.</summary>
        /// <returns>The last that it said the charge costs.</returns>
        internal async Task<decimal> SeesItEnd(int car)
        {
            await window.Go("/tonight");
            await window.Page.EvaluateAsync("document.documentElement.dataset.same = 'yes'");
            await Grow(LiveBay.At(car, 6.2));
            decimal last = await Cost();
            await street.Bay.Until(LiveBay.Gone(car));
            Assert.True(street.Bay.Closed(car));
            Assert.True(await street.Host.Turn(async () => (await Text()).Contains(street.Text["tonight.free"], StringComparison.Ordinal)), await Text());
            Assert.Equal("yes", await window.Page.EvaluateAsync<string>("document.documentElement.dataset.same"));
            await window.LookAt("r8-gone");
            return last;
        }

        /// <summary>Her charge is on her list with its sum, and has its receipt; what stood there while it ran was not more.</summary>
        internal async Task FindsItBilled(decimal live)
        {
            for (int looks = 0; looks < 100; looks++)
            {
                await window.Go("/mine");
                if (await window.Page.Locator("table.charges .mark.billed").CountAsync() == 1)
                {
                    break;
                }

                await Task.Delay(100);
            }

            ILocator line = Assert.Single(await window.Page.Locator("table.charges tbody tr").AllAsync());
            string sum = await line.Locator("strong").InnerTextAsync();
            Assert.InRange(live, 0.01m, Value(sum));
            Assert.Contains(Answer.Plain(sum), Answer.Plain(await window.Page.Locator("main dl").First.InnerTextAsync()), StringComparison.Ordinal);
            await window.LookAt("r9-mine");
            await line.Locator("a").ClickAsync();
            await window.Page.Locator("[data-check]").WaitForAsync();
            _receipt = new Uri(window.Page.Url).AbsolutePath;
            Assert.Equal(sum, await window.Page.Locator(".receipt-sum").InnerTextAsync());
            Assert.Equal(4, await window.Page.Locator(".verdicts .holds").CountAsync());
            Assert.Equal(0, await window.Page.Locator(".verdicts .fails").CountAsync());
            await window.LookAt("r10-receipt");
        }

        /// <summary>Her own browser finds the signature valid, and no more once one character is another.</summary>
        internal async Task ChecksItHerself()
        {
            ILocator document = window.Page.Locator("[data-check] [name=document]");
            string text = await document.InputValueAsync();
            Assert.Equal(street.Text["check.valid"], await Check("valid"));
            await window.LookAt("r11-valid");
            int digit = text.LastIndexOf("\"RV\":", StringComparison.Ordinal) + 5;
            await document.FillAsync(text[..digit] + (char)(text[digit] ^ 1) + text[(digit + 1)..]);
            Assert.Equal(street.Text["check.invalid"], await Check("invalid"));
            await window.LookAt("r12-changed");
            await document.FillAsync(text);
            await Check("valid");
        }

        /// <summary>She takes the files along, and they hold without this program.</summary>
        internal async Task TakesTheFiles()
        {
            StationKey key = StationKey.Read(Encoding.ASCII.GetString(await Take("a[href$='/key.pem']")), out _)!;
            int documents = await window.Page.Locator("a[href$='.ocmf']").CountAsync();
            Assert.Equal(2, documents);
            for (int number = 0; number < documents; number++)
            {
                Assert.True(OcmfVerifier.Verify(await Take($"li:nth-child({number + 1}) a[href$='.ocmf']"), key).Valid);
            }

            using ZipArchive pack = new(new MemoryStream(await Take("a[href$='/evidence.zip']")));
            Dictionary<string, byte[]> files = pack.Entries.ToDictionary(entry => entry.Name, Bytes);
            key = StationKey.Read(Encoding.ASCII.GetString(files["key.pem"]), out _)!;
            byte[][] signed = [.. files.Where(file => file.Key.EndsWith(".ocmf", StringComparison.Ordinal)).Select(file => file.Value)];
            Assert.Equal(documents, signed.Length);
            Assert.All(signed, document => Assert.True(OcmfVerifier.Verify(document, key).Valid));
            Assert.Contains($"<html lang=\"{street.Text.Code}\">", Encoding.UTF8.GetString(files["index.html"]), StringComparison.Ordinal);
        }

        /// <summary>All that is kept of her is one file, and nothing of a neighbour is in it; nor is a neighbour's charge there for her.</summary>
        internal async Task TakesHerData(string neighbours)
        {
            await window.Go("/account");
            await window.LookAt("r13-account");
            string text = Encoding.UTF8.GetString(await Take("a[href='/account/data']"));
            JsonElement file = JsonDocument.Parse(text).RootElement;
            Assert.Equal(Mail, file.GetProperty("signIn").GetProperty("mail").GetString());
            JsonElement account = Assert.Single(file.GetProperty("accounts").EnumerateArray());
            Assert.Equal(Name, account.GetProperty("name").GetString());
            Assert.Equal((1, 1, 1, 1, 2), (Count("charges"), Count("cards"), Count("bays"), Count("departures"), Count("documents")));
            Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
            Assert.DoesNotContain(neighbours, text, StringComparison.Ordinal);
            foreach (string path in (string[])["/mine/1", "/mine/1/files/key.pem", "/charges/1", "/people"])
            {
                Assert.Contains((await window.Page.Context.APIRequest.GetAsync(street.Host.Address + path)).Status, (int[])[403, 404]);
            }

            int Count(string what)
            {
                return account.GetProperty(what).GetArrayLength();
            }
        }

        /// <summary>She reads what becomes of what, says her password, and is gone: with bay, card and sign-in.</summary>
        internal async Task DeletesHerself()
        {
            await window.Go("/account");
            await window.Page.Locator("a[href='/account/erase']").ClickAsync();
            await window.Page.Locator("main .danger").WaitForAsync();
            Assert.All((string[])["mine.erase-moves", "mine.erase-take"], async key => Assert.Contains(street.Text[key], await Text(), StringComparison.Ordinal));
            await window.LookAt("r14-erase");
            await window.Fill(("password", WebHost.Password));
            await window.Page.Locator("[name=sure]").CheckAsync();
            await window.Send("main .danger");
            Assert.EndsWith("/sign-in", window.Page.Url, StringComparison.Ordinal);
            Assert.Contains(street.Text["mine.erased-hidden"], await window.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
            await window.LookAt("r15-gone");
            await window.SignIn(Mail);
            Assert.Contains(street.Text["sign-in.wrong"], await Text(), StringComparison.Ordinal);
            await window.LookAt("r16-nobody");
            await window.Go(_receipt);
            Assert.Contains("/sign-in", window.Page.Url, StringComparison.Ordinal);
        }

        /// <summary>Of her nothing is told on any page that the manager can come to, nor in any file that is linked there.</summary>
        internal async Task IsOnNoPage(string card)
        {
            HashSet<string> seen = ["/today"];
            Queue<string> open = new(seen);
            while (open.TryDequeue(out string? path))
            {
                IAPIResponse answer = await manager.Page.Context.APIRequest.GetAsync(street.Host.Address + path);
                Assert.True(answer.Status is 200 or 410, $"{path}: {answer.Status}");
                string text = System.Net.WebUtility.HtmlDecode(await answer.TextAsync());
                Assert.All((string[])[Name, Mail, card], mark => Assert.False(text.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{path}: {mark}"));
                foreach (string next in Regex.Matches(text, "href=\"(/[^\"#]*)").Select(match => match.Groups[1].Value).Where(next => Leads(next) && seen.Add(next)))
                {
                    open.Enqueue(next);
                }

                Assert.True(seen.Count < 200, string.Join(' ', seen.TakeLast(40)));
            }

            Assert.Contains(seen, path => path.StartsWith("/people/", StringComparison.Ordinal));
            Assert.Contains(seen, path => path.EndsWith("/documents", StringComparison.Ordinal));
        }

        /// <summary>Not to months in which she was not there: months go back for ever.</summary>
        private static bool Leads(string path)
        {
            return !path.StartsWith("/assets/", StringComparison.Ordinal) && (!path.Contains("month=", StringComparison.Ordinal) || path.Contains("month=2026-06", StringComparison.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            await window.DisposeAsync();
        }

        /// <summary>Time goes on, and what she sees is more, on the page that she has not loaded anew.</summary>
        private async Task Grow(double until)
        {
            await window.Page.Locator(".figures dd").WaitForAsync();
            (decimal energy, decimal cost) = (await Energy(), await Cost());
            await street.Bay.Until(until);
            Assert.True(await street.Host.Turn(async () => await Energy() > energy && await Cost() > cost), await Text());
            Assert.Equal("yes", await window.Page.EvaluateAsync<string>("document.documentElement.dataset.same"));
        }

        private async Task<decimal> Energy()
        {
            return Value(await window.Page.Locator(".bay-energy").InnerTextAsync());
        }

        private async Task<decimal> Cost()
        {
            return Value(await window.Page.Locator(".figures dd").InnerTextAsync());
        }

        private static decimal Value(string text)
        {
            return decimal.Parse(Regex.Match(text, "\\d+[.,]\\d+").Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        }

        private async Task<string> Check(string state)
        {
            await window.Page.Locator("[data-check] button").ClickAsync();
            await window.Page.Locator($"[data-check] [data-state={state}]").WaitForAsync();
            return await window.Page.Locator("[data-check] [role=status]").InnerTextAsync();
        }

        /// <summary>Presses a link that gives a file.</summary>
        private async Task<byte[]> Take(string link)
        {
            IDownload file = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator(link).First.ClickAsync());
            return await File.ReadAllBytesAsync(await file.PathAsync());
        }

        private static byte[] Bytes(ZipArchiveEntry entry)
        {
            using Stream content = entry.Open();
            using MemoryStream all = new();
            content.CopyTo(all);
            return all.ToArray();
        }

        private Task<string> Text()
        {
            return window.Page.Locator("main").InnerTextAsync();
        }
    }
}
