using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>A receipt that needs no belief: what it says was checked, its files, and what others find of them.</summary>
    public sealed class ReceiptTests : IAsyncLifetime
    {
        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
        }

        public Task DisposeAsync()
        {
            return _host.DisposeAsync().AsTask();
        }

        /// <summary>A charge that goes on after a power cut has two receipts, which are one bill.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        public async Task Every_file_of_a_receipt_verifies_and_every_sentence_holds(int parts)
        {
            (long account, long charge) = Billed(parts);
            using WebClient client = await _host.SignedInFor(account);
            string page = WebUtility.HtmlDecode((await client.Get($"/mine/{charge}")).Text);
            Bill bill = _host.Ask(context => Bill.FromJson(context.Bills.Single(row => row.ChargeId == charge).Text));
            Assert.Contains("Lindenhof eG, DE000000000", page, StringComparison.Ordinal);
            Assert.Contains(Answer.Plain(Backend.Web.Languages.All["en"].Money(bill.Rated.GrossMinor, "EUR")), page, StringComparison.Ordinal);
            Assert.Equal(4, Regex.Count(page, "<li class=\"holds\">"));
            Assert.Contains($"By the signed registers {Answer.Plain(Backend.Web.Languages.All["en"].Energy(bill.Rated.MilliwattHours, 5))} went", page, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"fails\"", page, StringComparison.Ordinal);

            string[] files = [.. Regex.Matches(page, $"href=\"/mine/{charge}/files/([^\"]+)\"").Select(match => match.Groups[1].Value)];
            StationKey key = StationKey.Read((await client.Get($"/mine/{charge}/files/key.pem")).Text, out _)!;
            string[] documents = [.. files.Where(file => file.EndsWith(".ocmf", StringComparison.Ordinal))];
            Assert.Equal(_host.Ask(context => context.Documents.Count(row => context.Transactions.Any(of => of.ChargeId == charge && of.StationId == row.StationId && of.Id == row.TransactionId))), documents.Length);
            foreach (string file in documents)
            {
                Answer answer = await client.Get($"/mine/{charge}/files/{file}");
                Assert.StartsWith("attachment", answer.Headers["Content-Disposition"], StringComparison.Ordinal);
                Assert.Equal("no-store", answer.Headers["Cache-Control"]);
                Assert.True(OcmfVerifier.Verify(Encoding.ASCII.GetBytes(answer.Text), key).Valid, file);
            }

            string[] xml = [.. files.Where(file => file.EndsWith(".xml", StringComparison.Ordinal))];
            Assert.Equal(parts, xml.Length);
            foreach (string file in xml)
            {
                AssertOpens((await client.Get($"/mine/{charge}/files/{file}")).Text, key);
            }
        }

        [Fact]
        public async Task The_evidence_pack_explains_itself_and_asks_nobody()
        {
            (long account, long charge) = Billed(1);
            using WebClient client = await _host.SignedInFor(account, "de");
            Dictionary<string, string> pack = await Pack(client, $"/mine/{charge}/files/evidence.zip");
            string page = pack["index.html"];
            Assert.Contains("<html lang=\"de\">", page, StringComparison.Ordinal);
            Assert.Contains($"Ladung {charge}: worauf sie beruht", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?:src|href)=\"(?:[a-z]+:|/)", page);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("url(", pack["style.css"], StringComparison.Ordinal);
            Assert.All(Regex.Matches(page, "href=\"([^\"]+)\"").Select(match => Uri.UnescapeDataString(match.Groups[1].Value)), file => Assert.Contains(file, pack.Keys));
            Assert.All(pack.Keys.Except(["index.html"]), file => Assert.Contains($"href=\"{Uri.EscapeDataString(file)}\"", page, StringComparison.Ordinal));

            StationKey key = StationKey.Read(pack["key.pem"], out _)!;
            Assert.All(pack.Where(file => file.Key.EndsWith(".ocmf", StringComparison.Ordinal)), file => Assert.True(OcmfVerifier.Verify(Encoding.ASCII.GetBytes(file.Value), key).Valid, file.Key));
            string receipt = Assert.Single(pack, file => file.Key.EndsWith(".xml", StringComparison.Ordinal)).Key;
            AssertOpens(pack[receipt], key);
            Assert.Contains("To check it, open " + receipt, pack["bill.txt"], StringComparison.Ordinal);
            Bill bill = _host.Ask(context => Bill.FromJson(context.Bills.Single(row => row.ChargeId == charge).Text));
            Assert.Equal(bill.Rated.GrossMinor, JsonDocument.Parse(pack["bill.json"]).RootElement.GetProperty("bill").GetProperty("rated").GetProperty("grossMinor").GetInt64());
            Assert.DoesNotContain("(not given)", pack["bill.txt"], StringComparison.Ordinal);
        }

        /// <summary>What stands on the page is typed as it stands there, in the folder of the pack; a byte that was changed is seen by it.</summary>
        [OpensslFact]
        public async Task The_openssl_lines_work_as_they_stand()
        {
            (long account, long charge) = Billed(2);
            using WebClient client = await _host.SignedInFor(account);
            string page = WebUtility.HtmlDecode((await client.Get($"/mine/{charge}")).Text);
            string[] lines = [.. Regex.Matches(page, "<pre[^>]*>([^<]+)</pre>").Select(match => match.Groups[1].Value)];
            Assert.Equal(2, lines.Length);
            DirectoryInfo folder = Directory.CreateTempSubdirectory("evidence");
            try
            {
                Dictionary<string, string> pack = await Pack(client, $"/mine/{charge}/files/evidence.zip");
                foreach ((string name, string text) in pack)
                {
                    await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, new UTF8Encoding(false));
                }

                Assert.All(lines, script => Assert.Equal((0, "Verified OK\n"), Bash(folder.FullName, script)));
                (int code, string told) = Bash(folder.FullName, pack["openssl.txt"]);
                Assert.Equal(0, code);
                Assert.Equal(pack.Keys.Count(name => name.EndsWith(".ocmf", StringComparison.Ordinal)), Regex.Count(told, "Verified OK"));

                string receipt = Regex.Match(lines[0], "'([^']+\\.ocmf)'").Groups[1].Value;
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, receipt), Changed(pack[receipt]));
                (code, told) = Bash(folder.FullName, lines[0]);
                Assert.NotEqual(0, code);
                Assert.DoesNotContain("Verified OK", told, StringComparison.Ordinal);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        /// <summary>What the page says was checked was checked now: whoever changes a document in the database is found out by it.</summary>
        [Fact]
        public async Task A_document_that_was_changed_in_the_database_is_named_and_the_bill_no_more_said_to_be_made_of_it()
        {
            (long account, long charge) = Billed(1);
            DocumentRow row = _host.Ask(context => context.Documents.Single(one => context.Transactions.Any(of => of.ChargeId == charge && of.StationId == one.StationId && of.KeyNumber == one.KeyNumber && of.Receipt == one.Number)));
            await _host.Write(context => context.Documents.Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.Number == row.Number).ExecuteUpdate(set => set.SetProperty(one => one.Text, Changed(row.Text))));
            using WebClient client = await _host.SignedInFor(account);
            string page = WebUtility.HtmlDecode((await client.Get($"/mine/{charge}")).Text);
            Assert.Contains($"Document T{row.Number} does not hold: signature: not this key's over this payload", page, StringComparison.Ordinal);
            Assert.DoesNotContain("each signature is its own", page, StringComparison.Ordinal);
            Assert.Contains(", and the bill is for", page, StringComparison.Ordinal);
            Assert.Equal(2, Regex.Count(page, "<li class=\"fails\">"));
        }

        /// <summary>The manager has the same; who was erased is seen by neither.</summary>
        [Fact]
        public async Task The_managers_page_has_the_same_files_until_the_payer_is_to_be_erased()
        {
            (long account, long charge) = Billed(1);
            using WebClient manager = await _host.SignedIn(Role.Manager);
            Assert.Contains("Check it yourself", (await manager.Get($"/charges/{charge}")).Text, StringComparison.Ordinal);
            Assert.Equal(200, (await manager.Get($"/charges/{charge}/files/evidence.zip")).Status);
            Assert.Equal(404, (await manager.Get($"/charges/{charge}/files/other.ocmf")).Status);
            await _host.Write(context => context.Residents.Where(row => row.Account == account).ExecuteUpdate(set => set.SetProperty(row => row.EraseAskedMs, 1_795_000_000_000)));
            string page = (await manager.Get($"/charges/{charge}")).Text;
            Assert.Contains("Name and signed documents: blocked since", page, StringComparison.Ordinal);
            Assert.DoesNotContain("OCMF|", page, StringComparison.Ordinal);
            Assert.All((string[])["evidence.zip", "key.pem"], file => Assert.Equal(410, manager.Get($"/charges/{charge}/files/{file}").GetAwaiter().GetResult().Status));
        }

        /// <summary>A billed charge of so many parts, and who pays.</summary>
        private (long Account, long Charge) Billed(int parts)
        {
            return _host.Ask(context => context.Charges.Where(row => row.State == nameof(ChargeState.Billed) && row.Account != null).OrderBy(row => row.Id).AsEnumerable()
                .Where(row => context.Transactions.Count(of => of.ChargeId == row.Id) == parts).Select(row => (row.Account!.Value, row.Id)).First());
        }

        /// <summary>One digit of the last register another one.</summary>
        private static string Changed(string document)
        {
            int at = document.LastIndexOf("\"RV\":", StringComparison.Ordinal) + 5;
            return document[..at] + (document[at] == '9' ? '8' : (char)(document[at] + 1)) + document[(at + 1)..];
        }

        private static async Task<Dictionary<string, string>> Pack(WebClient client, string path)
        {
            using HttpResponseMessage answer = await client.Open(path);
            Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
            using ZipArchive zip = new(await answer.Content.ReadAsStreamAsync());
            Dictionary<string, string> files = [];
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using StreamReader reader = new(entry.Open());
                files[entry.FullName] = await reader.ReadToEndAsync();
            }

            return files;
        }

        private static void AssertOpens(string xml, StationKey key)
        {
            XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema };
            settings.Schemas.Add(null, Path.Combine(Root(), "tools/NanoCharger.Verify/transparency.xsd"));
            using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
            XmlDocument file = new() { PreserveWhitespace = true };
            file.Load(reader);
            Assert.Equal(key.Hex, file.SelectSingleNode("/values/value/publicKey")!.InnerText);
            Assert.True(OcmfVerifier.Verify(Encoding.ASCII.GetBytes(file.SelectSingleNode("/values/value/signedData")!.InnerText), key).Valid);
        }

        private static (int Code, string Output) Bash(string folder, string script)
        {
            using Process process = Process.Start(new ProcessStartInfo("bash", ["-e", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }

        private static string Root([CallerFilePath] string here = "")
        {
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
        }
    }

    /// <summary>The test runs the command <c>openssl</c>; skipped, saying so, where there is none.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class OpensslFactAttribute : FactAttribute
    {
        public OpensslFactAttribute()
        {
            string path = Environment.GetEnvironmentVariable("PATH") ?? "";
            Skip = path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "openssl"))) ? null : "there is no command openssl on the PATH";
        }
    }
}
