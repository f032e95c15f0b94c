using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.People;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>What a guest keeps: his receipt behind his own address, that needs nobody's word, and ends.</summary>
    public sealed class GuestReceiptTests : IAsyncLifetime
    {
        private const string Page = GuestYard.Page;
        private const long HourMs = 3_600_000;

        private GuestYard _yard = null!;
        private WebClient _guest = null!;

        private WebHost Host => _yard.Host;

        public async Task InitializeAsync()
        {
            _yard = await GuestYard.Open();
            _guest = Host.Client();
        }

        public async Task DisposeAsync()
        {
            _guest.Dispose();
            await _yard.DisposeAsync();
        }

        /// <summary>Whoever has his address has his files, and nobody else; before the bill there are none.</summary>
        [Fact]
        public async Task His_documents_and_key_lie_behind_his_address_and_verify()
        {
            string address = await _yard.Checkout(_guest);
            Assert.Equal(404, (await _guest.Get(address + "/files/key.pem")).Status);
            await Bill(address);
            string page = GuestYard.TextOf(await _guest.Get(address));
            string[] files = [.. Regex.Matches(page, $"href=\"({address}/files/[^\"]+)\"").Select(match => match.Groups[1].Value)];
            Assert.Equal(5, files.Length);

            using HttpClient other = new() { BaseAddress = new Uri(Host.Address) };
            StationKey key = StationKey.Read(await other.GetStringAsync(address + "/files/key.pem"), out _)!;
            foreach (string file in files.Where(file => file.EndsWith(".ocmf", StringComparison.Ordinal)))
            {
                using HttpResponseMessage answer = await other.GetAsync(file);
                Assert.Equal(("no-referrer", "noindex", "no-store"), (answer.Headers.GetValues("Referrer-Policy").Single(), answer.Headers.GetValues("X-Robots-Tag").Single(), answer.Headers.CacheControl!.ToString()));
                Assert.True(OcmfVerifier.Verify(await answer.Content.ReadAsByteArrayAsync(), key).Valid);
            }

            using ZipArchive pack = new(new MemoryStream(await other.GetByteArrayAsync(address + "/files/evidence.zip")));
            Assert.NotNull(pack.GetEntry("index.html"));
            using StreamReader index = new(pack.GetEntry("index.html")!.Open());
            Assert.DoesNotContain(address, await index.ReadToEndAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address + "/files/..%2fkey.pem")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/r/" + Secrets.LongToken() + "/files/key.pem")).StatusCode);
        }

        /// <summary>Another guest's checkout opens nothing of it.</summary>
        [Fact]
        public async Task The_files_of_another_guest_are_not_there()
        {
            string first = await _yard.Checkout(_guest);
            await Bill(first);
            string name = Regex.Match((await _guest.Get(first)).Text, "/files/([^\"]+\\.ocmf)").Groups[1].Value;
            Assert.NotEmpty(name);
            await _yard.Outlet("Occupied");
            using WebClient next = Host.Client();
            string second = await _yard.Checkout(next);
            Assert.Equal(404, (await next.Get($"{second}/files/{name}")).Status);
            await next.Post(second, second + "/withdraw");
            Assert.Equal(404, (await next.Get($"{second}/files/{name}")).Status);
        }

        [Fact]
        public async Task An_address_ends_ninety_days_behind_the_charge_and_is_then_as_one_that_never_was()
        {
            string address = await _yard.Checkout(_guest);
            await _guest.Post(address, address + "/withdraw");
            Assert.Contains("You have cancelled", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            await Host.Write(context => context.Checkouts.ExecuteUpdate(set => set.SetProperty(row => row.StateMs, _yard.NowMs - (90 * 24 * HourMs) + 1000)));
            Assert.Equal(200, (await _guest.Get(address)).Status);
            await Host.Write(context => context.Checkouts.ExecuteUpdate(set => set.SetProperty(row => row.StateMs, _yard.NowMs - (90 * 24 * HourMs))));
            Assert.Equal(404, (await _guest.Get(address + "/files/key.pem")).Status);
            Answer ended = await _guest.Get(address);
            Answer never = await _guest.Get("/r/AAAAAAAAAAAAAAAAAAAAAAAAAAA");
            Assert.Equal((404, never.Text), (ended.Status, ended.Text));
        }

        /// <summary>Page, styles and script, as they lie there: no phone in a garage waits for more.</summary>
        [Fact]
        public async Task A_guests_page_has_less_than_60_kilobytes_in_all()
        {
            string address = await _yard.Checkout(_guest);
            await _guest.Post(address, address + "/blink");
            await AssertIsSmall(Page);
            await AssertIsSmall(address);
            await Bill(address);
            await AssertIsSmall(address);
        }

        private async Task AssertIsSmall(string path)
        {
            Answer page = await _guest.Get(path);
            int bytes = Encoding.UTF8.GetByteCount(page.Text);
            foreach (string asset in Regex.Matches(page.Text, "(?:href|src)=\"(/assets/[^\"]+)\"").Select(match => match.Groups[1].Value).Distinct())
            {
                bytes += Encoding.UTF8.GetByteCount((await _guest.Get(asset)).Text);
            }

            Assert.True(bytes is > 5_000 and < 60_000, $"{path[..3]}: {bytes} bytes");
        }

        [Fact]
        public async Task The_books_are_sound_behind_a_guest()
        {
            string address = await _yard.Checkout(_guest);
            await Bill(address);
            Assert.Equal(200, (await _guest.Get(address)).Status);
            Assert.Equal(3_20, Host.Ask(context => context.Bills.Single(row => row.ChargeId == _yard.Row.ChargeId).GrossMinor));
            Assert.DoesNotContain(new Auditor(_yard.Backend.Database, _yard.NowMs).Run().Findings, finding => finding.Code is "price-not-told" or "bill-changed" or "tariff-changed" or "billed-twice");
        }

        private async Task Bill(string address)
        {
            await _yard.Pay(_guest, address);
            await _yard.Answers("""{"status":"Accepted"}""");
            await _yard.Bill("T1");
        }
    }
}
