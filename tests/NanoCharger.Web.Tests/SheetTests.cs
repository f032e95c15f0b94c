using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Stations;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>A station's sheet: what it shows, and what is done from it.</summary>
    public sealed class SheetTests : IAsyncLifetime
    {
        private const string Station = "linden-03";
        private const string Sheet = "/stations/" + Station;

        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
        }

        [Fact]
        public async Task A_sheet_has_charts_with_their_numbers_health_key_and_documents()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            string text = System.Net.WebUtility.HtmlDecode((await client.Get(Sheet)).Text);
            Assert.Equal(3, Regex.Matches(text, "<figure class=\"chart\">").Count);
            Assert.Equal(3, Regex.Matches(text, "<caption>").Count);
            Assert.True(Regex.Matches(text, "<th scope=\"row\">").Count >= 30 + 12 + 1);
            Assert.Contains("In contact since", text, StringComparison.Ordinal);
            Assert.Contains("No time is known in which it was not heard.", text, StringComparison.Ordinal);
            string key = _host.Ask(context => context.Keys.Single(row => row.Station!.Name == Station).PublicKey);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(key)))[..4] + " ", text, StringComparison.Ordinal);
            Assert.Contains(SheetLook.Digest(key), text, StringComparison.Ordinal);
            Assert.Contains("typed in by hand", text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Live_values_stand_on_the_sheet_each_phase_by_itself()
        {
            await DemoHost.Live(_host, Station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Current.Import", "A", 15.5m, "L2"), DemoBay.Value("Current.Offered", "A", 16));
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            string text = (await client.Get(Sheet)).Text;
            Assert.Contains("<dt>Current L2</dt><dd>15.5 A</dd>", text, StringComparison.Ordinal);
            Assert.Contains("<dt>Offered</dt><dd>16 A</dd>", text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_sheet_takes_as_many_statements_whatever_its_history()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            await client.Get(Sheet);
            using Statements seen = new(_host);
            await client.Get(Sheet);
            Assert.True(seen.All.Count == 17, string.Join("\n\n", seen.All));
            seen.All.Clear();
            await client.Get(Sheet + "/documents");
            Assert.True(seen.All.Count == 5, string.Join("\n\n", seen.All));
        }

        [Fact]
        public async Task A_caretaker_sees_no_money_no_documents_and_changes_no_key()
        {
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            string text = System.Net.WebUtility.HtmlDecode((await client.Get(Sheet)).Text);
            Assert.DoesNotContain("€", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Revenue", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/documents", text, StringComparison.Ordinal);
            foreach (string path in new[] { "/documents", "/documents/1/1" })
            {
                Assert.Equal(403, (await client.Get(Sheet + path)).Status);
            }

            foreach (string path in new[] { "/board", "/move", "/start", "/log" })
            {
                Assert.Equal(403, (await client.Post(Sheet, Sheet + path)).Status);
            }

            Assert.Equal(303, (await client.Post(Sheet, Sheet + "/restart", ("when", "OnIdle"))).Status);
        }

        [Theory]
        [InlineData("restart", "when", "OnIdle", "Reset", """{"type":"OnIdle"}""", "Reset OnIdle")]
        [InlineData("restart", "when", "Immediate", "Reset", """{"type":"Immediate"}""", "Reset Immediate")]
        [InlineData("availability", "as", "out", "ChangeAvailability", """{"operationalStatus":"Inoperative"}""", "ChangeAvailability out")]
        [InlineData("availability", "as", "in", "ChangeAvailability", """{"operationalStatus":"Operative"}""", "ChangeAvailability in")]
        [InlineData("limit", "amps", "10", "SetChargingProfile", """{"evseId":0,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"ChargingStationMaxProfile","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":10}]}]}}""", "SetChargingProfile 10 A")]
        [InlineData("limit", "amps", "", "ClearChargingProfile", """{"chargingProfileId":1}""", "ClearChargingProfile")]
        [InlineData("start", "who", "04D0015A", "RequestStartTransaction", """{"idToken":{"idToken":"04D0015A","type":"Central"},"remoteStartId":1,"customData":{"vendorId":"nanoCharger","startWithin":600}}""", "RequestStartTransaction")]
        [InlineData("log", "", "", "GetLog", """{"customData":{"vendorId":"nanoCharger"},"log":{"remoteLocation":"mqtt"},"logType":"DiagnosticsLog","requestId":1}""", "GetLog")]
        public async Task A_command_is_stored_told_to_the_trail_and_shown_with_its_outcome(string form, string field, string value, string action, string payload, string trail)
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            Answer done = await client.Post(Sheet, Sheet + "/" + form, (field, value));
            Assert.Equal((303, Sheet + "#commands"), (done.Status, done.Location));
            CallRow call = _host.Ask(context => context.Calls.AsNoTracking().Single());
            Assert.Equal((action, payload), (call.Action, call.Payload));
            Assert.StartsWith("page, #", call.CausedBy, StringComparison.Ordinal);
            ChangeRow change = _host.Ask(context => context.Changes.AsNoTracking().OrderBy(row => row.Id).Last());
            Assert.Equal((ChangeKind.StationCalled, Station, trail), (change.Kind, change.Subject, change.After));
            Assert.NotNull(change.TenantId);
            await _host.Write(context => context.Calls.ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, 1).SetProperty(row => row.Answer, """{"status":"Rejected","statusInfo":{"reasonCode":"X","additionalInfo":"not today"}}""")));
            Assert.Contains("the station refuses: not today", (await client.Get(Sheet)).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_running_charge_is_ended_by_its_own_number_and_where_none_runs_that_is_said()
        {
            (string station, string id) = _host.Ask(context => (from row in context.Transactions
                                                               join one in context.Stations on row.StationId equals one.Id
                                                               where !row.Ended
                                                               orderby one.Id
                                                               select new { one.Name, row.Id }).AsEnumerable().Select(one => (one.Name, one.Id)).First());
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            Assert.Equal(303, (await client.Post("/stations/" + station, $"/stations/{station}/stop")).Status);
            Assert.Equal($$"""{"transactionId":"{{id}}"}""", _host.Ask(context => context.Calls.Single().Payload));

            string idle = _host.Ask(context => context.Stations.First(one => !context.Transactions.Any(row => row.StationId == one.Id && !row.Ended)).Name);
            Answer none = await client.Post("/stations/" + idle, $"/stations/{idle}/stop");
            Assert.Equal(422, none.Status);
            Assert.Contains("No charge is open here", none.Text, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("restart", "when", "Now", "neither Immediate nor OnIdle")]
        [InlineData("availability", "as", "maybe", "That cannot be done")]
        [InlineData("limit", "amps", "5", "This is no limit")]
        [InlineData("limit", "amps", "81", "This is no limit")]
        [InlineData("limit", "amps", "1e1", "This is no limit")]
        [InlineData("start", "who", "", "That is no token")]
        [InlineData("start", "who", "a b", "That is no token")]
        [InlineData("board", "key", "nonsense", "That cannot be done")]
        [InlineData("board", "report", "{}", "That cannot be done")]
        [InlineData("move", "bay", "x", "Choose another bay of yours")]
        [InlineData("move", "since", "2126-01-01T00:00", "This is no time, or one to come")]
        [InlineData("move", "since", "yesterday", "This is no time, or one to come")]
        public async Task What_makes_no_sense_is_answered_by_a_sentence_and_changes_nothing(string form, string field, string value, string told)
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            string before = Stored();
            Answer wrong = await client.Post(Sheet, Sheet + "/" + form, (field, value));
            Assert.Equal(422, wrong.Status);
            Assert.Contains(told, System.Net.WebUtility.HtmlDecode(wrong.Text), StringComparison.Ordinal);
            Assert.Equal(before, Stored());
        }

        [Fact]
        public async Task A_new_board_brings_its_key_and_the_old_one_counts_for_a_month_more()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using WebClient client = await _host.SignedIn(Role.Manager);
            string report = JsonSerializer.Serialize(new
            {
                form = "nanocharger-commissioning-1",
                serial = "B-77",
                station = Station,
                publicKey = key.ExportSubjectPublicKeyInfoPem(),
                firmware = "1.0",
                settings = new { maxAmps = "16", phases = "3" },
                calibration = new { date = "2026-11-26T18:00:00Z", record = "ok" },
                tests = new[] { new { name = "pilot", passed = true } },
                date = "2026-11-26T18:00:00Z",
            });
            Answer other = await client.Post("/stations/linden-04", "/stations/linden-04/board", ("report", report));
            Assert.Equal(422, other.Status);
            Assert.Contains("the report is of station linden-03", other.Text, StringComparison.Ordinal);

            Answer done = await client.Post(Sheet, Sheet + "/board", ("report", report));
            Assert.True(done.Status == 303, done.Text);
            KeyRow[] keys = _host.Ask(context => context.Keys.AsNoTracking().Where(row => row.Station!.Name == Station).OrderBy(row => row.Number).ToArray());
            Assert.Equal([DemoHost.Now.AddDays(30).ToUnixTimeMilliseconds(), null], keys.Select(row => row.ToMs));
            Assert.Equal(KeyOrigin.Report, keys[1].Origin);
            Assert.Equal("B-77", _host.Ask(context => context.Stations.Single(row => row.Name == Station).Serial));
            ChangeRow change = _host.Ask(context => context.Changes.AsNoTracking().OrderBy(row => row.Id).Last());
            Assert.Equal((ChangeKind.BoardReplaced, Station, "B-77"), (change.Kind, change.Subject, change.After));

            // Another station's key is none, and whose it is is not told.
            Answer taken = await client.Post("/stations/linden-04", "/stations/linden-04/board", ("key", key.ExportSubjectPublicKeyInfoPem()));
            Assert.Equal(422, taken.Status);
            Assert.Contains("is known elsewhere", taken.Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_station_hangs_in_another_bay_since_it_was_moved()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            long bay = _host.Ask(context => context.Bays.Single(row => row.Name == "Bay 12").Id);
            Answer done = await client.Post(Sheet, Sheet + "/move", ("bay", $"{bay}"), ("since", "2026-11-27T19:00"));
            Assert.Equal((303, Sheet), (done.Status, done.Location));
            Placement placed = _host.Ask(context => context.Placements.AsNoTracking().Where(row => row.ToMs == null && context.Stations.Any(one => one.Id == row.StationId && one.Name == Station)).Single());
            Assert.Equal((bay, new DateTimeOffset(2026, 11, 27, 19, 0, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds()), (placed.BayId, placed.FromMs));
            Assert.Equal(ChangeKind.StationMoved, _host.Ask(context => context.Changes.OrderBy(row => row.Id).Last().Kind));
        }

        [Fact]
        public async Task A_document_comes_exactly_as_it_was_signed_and_the_list_has_all_of_them()
        {
            await _host.Write(context => Math.Min(1, context.Database.ExecuteSql($"""
                INSERT INTO documents (station_id, key_number, number, tenant_id, transaction_id, sequence, text, came_ms)
                SELECT station_id, key_number, number + 1000 * turn, tenant_id, transaction_id, sequence, text, came_ms FROM documents, (SELECT 1 AS turn UNION SELECT 2 UNION SELECT 3)
                WHERE station_id = (SELECT id FROM stations WHERE name = {Station})
                """)));;
            using WebClient client = await _host.SignedIn(Role.Manager);
            DocumentRow[] all = _host.Ask(context => context.Documents.AsNoTracking().Where(row => context.Stations.Any(one => one.Id == row.StationId && one.Name == Station)).OrderByDescending(row => row.Number).ToArray());
            Answer file = await client.Get($"{Sheet}/documents/1/{all[0].Number}");
            Assert.Equal(all[0].Text, file.Text);
            Assert.Contains($"{Station}-1-{all[0].Number}.ocmf", file.Headers["Content-Disposition"], StringComparison.Ordinal);

            string listed = "";
            for (string? next = Sheet + "/documents"; next is not null;)
            {
                string page = System.Net.WebUtility.HtmlDecode((await client.Get(next)).Text);
                listed += page;
                next = Regex.Match(page, "href=\"([^\"]+before=[^\"]+)\"") is { Success: true } earlier ? earlier.Groups[1].Value : null;
            }

            Assert.True(all.Length > 100);
            Assert.Equal(all.Select(row => $"T{row.Number}"), Regex.Matches(listed, "<strong>(T[0-9]+)</strong>").Select(match => match.Groups[1].Value));
            Assert.Equal(404, (await client.Get($"{Sheet}/documents/1/99999")).Status);
            Assert.Equal(404, (await client.Get($"{Sheet}/documents/x/y")).Status);
        }

        [Fact]
        public async Task The_label_says_the_address_in_clear_and_its_picture_is_read_as_the_same()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            string page = (await client.Get(Sheet + "/label")).Text;
            string address = _host.Address + "/c/" + Station;
            Assert.Contains($"<p class=\"label-address\">{address}</p>", page, StringComparison.Ordinal);
            Match picture = Regex.Match(page, "viewBox=\"0 0 ([0-9]+) [0-9]+\" role=\"img\"[^>]*>.*?<path fill=\"#000\" d=\"([^\"]+)\"", RegexOptions.Singleline);
            Assert.Equal(address, Read(int.Parse(picture.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), picture.Groups[2].Value));
        }

        [Fact]
        public async Task Another_tenants_station_is_not_there()
        {
            long other = 0;
            await _host.Write(context =>
            {
                Tenant tenant = context.Tenants.Add(new Tenant { Name = "Elsewhere" }).Entity;
                int rows = context.SaveChanges();
                other = tenant.Id;
                return rows;
            });
            using WebClient client = await _host.SignedIn(Role.Manager, other);
            string before = Stored();
            foreach (string path in new[] { "", "/documents", "/documents/1/1", "/label" })
            {
                Assert.Equal(404, (await client.Get(Sheet + path)).Status);
            }

            foreach (string path in new[] { "/restart", "/availability", "/limit", "/stop", "/start", "/log", "/board", "/move" })
            {
                Assert.Equal(404, (await client.Post("/account", Sheet + path, ("when", "OnIdle"), ("as", "in"), ("who", "X"))).Status);
            }

            Assert.Equal(before, Stored());
        }

        /// <summary>What forms of the sheet may change, as text.</summary>
        private string Stored()
        {
            return _host.Ask(context => string.Join(';', context.Placements.AsNoTracking().ToList().Select(row => $"{row.StationId} {row.BayId} {row.FromMs} {row.ToMs}"))
                + string.Join(';', context.Keys.AsNoTracking().ToList().Select(row => $"{row.StationId} {row.Number} {row.ToMs}"))
                + $" {context.Calls.Count()} {context.Changes.Count(row => row.Kind == ChangeKind.StationCalled || row.Kind == ChangeKind.BoardReplaced || row.Kind == ChangeKind.StationMoved)}");
        }

        /// <summary>Reads a QR code from the runs of its rows, as a camera would see them.</summary>
        internal static string? Read(int size, string path)
        {
            const int Scale = 4;
            byte[] light = Enumerable.Repeat((byte)255, size * size * Scale * Scale).ToArray();
            foreach (Match run in Regex.Matches(path, "M([0-9]+) ([0-9]+)h([0-9]+)"))
            {
                int[] at = [.. run.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture) * Scale)];
                for (int row = at[1]; row < at[1] + Scale; row++)
                {
                    Array.Fill(light, (byte)0, (row * size * Scale) + at[0], at[2]);
                }
            }

            ZXing.RGBLuminanceSource source = new(light, size * Scale, size * Scale, ZXing.RGBLuminanceSource.BitmapFormat.Gray8);
            return new ZXing.QrCode.QRCodeReader().decode(new ZXing.BinaryBitmap(new ZXing.Common.HybridBinarizer(source)))?.Text;
        }
    }
}
