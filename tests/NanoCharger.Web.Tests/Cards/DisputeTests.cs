using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Verify;
using NanoCharger.Web.Tests.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>A guest's bank asks for money back: the manager is told until when he can say something against it, and with what.</summary>
    public sealed class DisputeTests
    {
        private static readonly Language Text = Languages.All["en"];

        [Theory]
        [InlineData(true, nameof(HoldState.Captured))]
        [InlineData(false, nameof(HoldState.Lost))]
        public async Task He_is_told_until_when_and_sends_the_evidence_pack_until_the_bank_has_decided(bool won, string behind)
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            await yard.Charge(guest);
            Assert.DoesNotContain("asks for", await Today(manager), StringComparison.Ordinal);

            yard.Server.Dispute(yard.Hold.Intent!);
            Assert.Equal(200, await yard.Call());
            await yard.Look();
            string told = await Today(manager);
            string by = Answer.Plain(Text.Say("today.need-dispute", Text.Money(3_20, "EUR"), Text.Moment(yard.Guests.NowMs + (7 * 86_400_000L), NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"])));
            Assert.Contains(by, told, StringComparison.Ordinal);
            string charge = $"/charges/{yard.Hold.ChargeId}";
            Assert.Contains($"href=\"{charge}\"", told, StringComparison.Ordinal);
            string pack = Regex.Match(told, $"href=\"([^\"]+)\">{Regex.Escape(Text["today.evidence"])}<").Groups[1].Value;
            Assert.StartsWith(charge + "/", pack, StringComparison.Ordinal);
            await Holds(yard, await Fetch(yard, manager, pack));

            // What he has sent in is with the bank: nobody is asked for it any more, and nothing is said of a day that nobody knows.
            yard.Server.ReviewDispute(yard.Hold.Intent!);
            Assert.Equal(200, await yard.Call());
            await yard.Look();
            Assert.Equal((HoldSteps.DisputeOpen, null), (yard.Hold.DisputeState, yard.Hold.DisputeByMs));
            string waits = await Today(manager);
            Assert.Contains(Answer.Plain(Text.Say("today.need-dispute-decides", Text.Money(3_20, "EUR"))), waits, StringComparison.Ordinal);
            Assert.DoesNotContain("?", Regex.Match(waits, $"<strong>{Text["today.cards"]}</strong>.*?</p>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
            Assert.Contains($"href=\"{pack}\"", waits, StringComparison.Ordinal);

            yard.Server.CloseDispute(yard.Hold.Intent!, won);
            Assert.Equal(200, await yard.Call());
            await yard.Look();
            Assert.Equal(behind, yard.Hold.State);
            Assert.DoesNotContain("asks for", await Today(manager), StringComparison.Ordinal);
            Assert.DoesNotContain(pack, await Today(manager), StringComparison.Ordinal);
        }

        private static async Task<string> Today(WebClient manager)
        {
            return Answer.Plain(GuestYard.TextOf(await manager.Get("/today")));
        }

        private static async Task<byte[]> Fetch(CardYard yard, WebClient manager, string path)
        {
            using HttpResponseMessage answer = await manager.Open(path);
            Assert.Equal((200, "application/zip"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            return await answer.Content.ReadAsByteArrayAsync();
        }

        /// <summary>In it lies the receipt of this very charge, as its charger has signed it, with the key by which it holds.</summary>
        private static async Task Holds(CardYard yard, byte[] bytes)
        {
            using ZipArchive pack = new(new MemoryStream(bytes));
            StationKey key = StationKey.Read(await Read(pack.GetEntry("key.pem")!), out _)!;
            Verdict[] documents = [.. await Task.WhenAll(pack.Entries.Where(entry => entry.Name.EndsWith(".ocmf", StringComparison.Ordinal)).Select(async entry => OcmfVerifier.Verify(System.Text.Encoding.UTF8.GetBytes(await Read(entry)), key)))];
            Assert.All(documents, one => Assert.True(one.Valid));
            SignedDocument receipt = Assert.Single(documents, one => one.Document!.IsReceipt).Document!;
            Assert.Equal(5_000_000, receipt.EnergyMilliwattHours);
            string stored = yard.Guests.Host.Ask(context => context.Transactions.Where(row => row.ChargeId == yard.Hold.ChargeId).Join(context.Documents, part => new { part.StationId, part.KeyNumber, Number = part.Receipt }, row => new { row.StationId, row.KeyNumber, Number = (long?)row.Number }, (_, row) => row.Text).Single());
            Assert.Contains(stored, await Task.WhenAll(pack.Entries.Where(entry => entry.Name.EndsWith(".ocmf", StringComparison.Ordinal)).Select(Read)));
        }

        private static async Task<string> Read(ZipArchiveEntry entry)
        {
            using StreamReader reader = new(entry.Open());
            return await reader.ReadToEndAsync();
        }
    }
}
