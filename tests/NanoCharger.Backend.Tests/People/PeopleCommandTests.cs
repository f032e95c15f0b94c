using System;
using System.IO;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Residents and cards by an operator's hand: by the program itself.</summary>
    public sealed class PeopleCommandTests : PeopleStage
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("people").FullName;

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_resident_moves_in_charges_is_blocked_moves_out_and_is_erased(string database)
        {
            using Stage stage = House(database);
            stage.Clock.Now = DateTimeOffset.UtcNow;
            stage.Say(Said.Event("T0", 0, "Started", 0), "bay");
            Assert.Equal((0, "account 1: added\n", ""), Run(stage, "resident", "add", "Anna Probe", "--mail", "anna@probe.example", "--address", "Hofgasse 7, 1010 Wien", "--iban", "AT611904300234573201", "--language", "de"));
            Assert.StartsWith("account 1: moved in: bay bay from 20", Run(stage, "resident", "move-in", "1", "bay").Output, StringComparison.Ordinal);
            Assert.StartsWith("card 1 of account 1: card given: from 20", Run(stage, "card", "add", "1", Token, "--label", "blue key fob").Output, StringComparison.Ordinal);
            stage.Clock.Now = DateTimeOffset.UtcNow.AddMinutes(1);
            Assert.Equal("Accepted", Authorize(stage));
            Assert.Equal((0, "card 1 of account 1: card blocked\n", ""), Run(stage, "card", "block", Token.ToLowerInvariant(), "--reason", "it was lost"));
            stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
            Assert.Equal("Blocked", Authorize(stage));
            Assert.Contains("  card 1 blue key fob from 20", Run(stage, "resident", "list").Output, StringComparison.Ordinal);
            Assert.Equal((2, "", "nanocharger-backend: no account has this card\n"), Run(stage, "card", "unblock", "04C1"));
            Assert.Equal((0, "card 1 of account 1: card unblocked\n", ""), Run(stage, "card", "unblock", Token));
            Assert.Equal((2, "", "nanocharger-backend: account 1 lives here: he moves out first\n"), Run(stage, "erase", "1"));
            (int code, string output, _) = Run(stage, "resident", "move-out", "1");
            Assert.Equal(0, code);
            Assert.EndsWith("\naccount 1: no bills; 0 charges are not billed yet\n", output, StringComparison.Ordinal);
            Assert.Equal((0, "account 1: to be erased: at once\naccount 1: erased\n", ""), Run(stage, "erase", "1"));
            Assert.Equal("", Run(stage, "resident", "list").Output);
            foreach (string text in (string[])["Anna Probe", "anna@probe.example", "Hofgasse", "AT611904300234573201", "blue key fob"])
            {
                Assert.Empty(Everything.Columns(stage.Database, text));
            }
        }

        /// <summary>The program that serves looks at its start and once a day; who waits for the law's date is hidden meanwhile.</summary>
        [Fact]
        public async Task The_program_that_serves_erases_whose_time_has_come()
        {
            string given = Path.Combine(_folder, "nanocharger.db");
            using (Stage stage = new(Stage.Sqlite, options => options with { Tariff = Night, Accepts = static _ => false }))
            {
                stage.Clock.Now = At(17);
                stage.Register(Maker.Key);
                (long account, _) = AddWithCard(stage);
                Charge(stage);
                Bill(stage);
                Residents(stage, (desk, _) => desk.MoveOut(account, stage.Clock.Now.ToUnixTimeMilliseconds()));
                SqliteFile.Copy(stage.Given, given);
            }

            Assert.EndsWith("account 1: shown nobody from now on, erased on 2037-01-01T00:00:00Z by the program that serves\n", WarmProgram.Run(_folder, ["erase", "1", "--database", given]).Output, StringComparison.Ordinal);
            SleepClock clock = new(new DateTimeOffset(2036, 12, 31, 12, 0, 0, TimeSpan.Zero));
            await using (HostHere host = await HostHere.Start(_folder, clock, "--out", Path.Combine(_folder, "receipts")))
            {
                Assert.Equal(0, host.Count("account 1 is erased"));

                // Day by day: the look's timer begins when the machine has time for it.
                Assert.True(await HostHere.Until(() =>
                {
                    clock.Advance(TimeSpan.FromDays(1));
                    return host.Count("account 1 is erased") > 0;
                }));
                await host.Stop();
            }

            foreach (string text in (string[])["Anna Probe", "Hofgasse 7", Token])
            {
                Assert.Empty(Everything.Files(_folder, text));
            }
        }

        private (int Code, string Output, string Errors) Run(Stage stage, params string[] arguments)
        {
            return WarmProgram.Run(_folder, [.. arguments, "--database", stage.Given]);
        }
    }
}
