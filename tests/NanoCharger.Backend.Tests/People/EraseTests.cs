using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Who asks to be erased is: at once where no law keeps his bills, else hidden until it does not.</summary>
    public sealed class EraseTests : PeopleStage
    {
        private static readonly Market Austria = new("AT", false);

        private static readonly string[] Personal = ["Anna Probe", "anna@probe.example", "Hofgasse 7", "AT611904300234573201", Token];

        private readonly string _folder = Directory.CreateTempSubdirectory("erase").FullName;

        /// <summary>A station that sends once more what it was answered for, as after a loss, brings nothing back.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Before_the_law_s_date_nobody_sees_him_and_on_that_date_nothing_of_him_is_left(string database)
        {
            using Stage stage = House(database);
            long account = MovedOutWithABill(stage);
            AuditReport before = new Auditor(stage.Database).Run();
            Assert.Empty(before.Findings);
            Write(stage, account);
            Assert.Contains("Anna Probe", File.ReadAllText(Receipt("receipt-T1.txt")), StringComparison.Ordinal);

            long due = Ask(stage, account);
            Assert.Equal("2034-01-01T00:00:00Z", Moves.Text(due));
            AssertHidden(stage, account);
            Remove(stage, account);
            Assert.Empty(stage.All<ErasureRow>());

            stage.Clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(due - 1);
            Remove(stage, account);
            Assert.Empty(stage.All<ErasureRow>());
            stage.Clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(due);
            Remove(stage, account);
            Frames.ForEach(frame => Assert.StartsWith("[3,", stage.Say(frame)));
            stage.Restart();
            Frames.ForEach(frame => Assert.StartsWith("[3,", stage.Say(frame)));
            Assert.StartsWith("[4,", stage.Say(Said.Event("T9", 1, "Odd", 5, more: Card)));
            AssertGone(stage, before);
            Assert.Contains("Name, address and signed documents are erased by law on 2034-01-01T00:00:00Z.\n", File.ReadAllText(Receipt("receipt-T1.txt")), StringComparison.Ordinal);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Without_a_bill_he_is_gone_at_once(string database)
        {
            using Stage stage = House(database);
            (long account, _) = AddWithCard(stage);
            Charge(stage);
            stage.Say(Said.Event("T1", 7, "Odd", 5, more: Card));
            stage.Sql("UPDATE transactions SET rated = NULL, cost_minor = NULL, receipt = NULL");
            Assert.Equal($"account {account} has a card that charges: end it first", Refused(() => Ask(stage, account)));
            Residents(stage, (desk, _) => desk.MoveOut(account, stage.Clock.Now.ToUnixTimeMilliseconds()));
            Assert.Equal(stage.Clock.Now.ToUnixTimeMilliseconds(), Ask(stage, account));
            Remove(stage, account);
            Assert.All(Personal, text => Assert.Empty(Everything.Columns(stage.Database, text)));
            Assert.Empty(stage.All<ResidentRow>());
            Assert.Empty(stage.All<CardRow>());
        }

        /// <summary>What was deleted by hand is not taken for erased, and what is left of a document is not to be changed.</summary>
        [Theory]
        [OnSqlite("UPDATE events SET frame = '' WHERE transaction_id = 'T2'", Auditor.EventChanged)]
        [OnPostgres("UPDATE events SET frame = '' WHERE transaction_id = 'T2'", Auditor.EventChanged)]
        [OnSqlite("UPDATE documents SET text = replace(text, '11.23456', '11.23455') WHERE number = 2", Auditor.DocumentChanged)]
        [OnPostgres("UPDATE documents SET text = replace(text, '11.23456', '11.23455') WHERE number = 2", Auditor.DocumentChanged)]
        [OnSqlite("DELETE FROM documents WHERE number = 2", Auditor.DocumentGone)]
        [OnPostgres("DELETE FROM documents WHERE number = 2", Auditor.DocumentGone)]
        public void The_audit_tells_erased_from_changed_and_deleted(string database, string sql, string code)
        {
            using Stage stage = House(database);
            long account = MovedOutWithABill(stage);
            stage.Clock.Now = At(20, 0, 3);
            stage.Say(Said.Event("T2", 0, "Started", Said.End, Maker.Begin(3, Said.End, "2026-11-22T20:00:02,000+0000 S"), Maker.OcppKey));
            stage.Clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(Ask(stage, account));
            Remove(stage, account);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
            stage.Sql(sql);
            Assert.Contains(new Auditor(stage.Database).Run().Findings, found => found.Code == code);
        }

        /// <summary>A program that is killed amid it goes on with it: each step is whole, and none is done twice.</summary>
        [Fact]
        public void What_is_interrupted_goes_on()
        {
            using Stage stage = House(Stage.Sqlite);
            long account = MovedOutWithABill(stage);
            stage.Say(Said.Event("T9", 1, "Odd", 5, more: Card));
            stage.Clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(Ask(stage, account));
            List<int> steps = [];
            do
            {
                stage.Restart();
                stage.Do(context =>
                {
                    steps.Add(new Removal(context, stage.Database.Tokens, account, stage.Clock.Now.ToUnixTimeMilliseconds()).Step());
                    return steps[^1];
                });
                Assert.Empty(new Auditor(stage.Database).Run().Findings);
            }
            while (steps[^1] > 0);

            Assert.All(Personal, text => Assert.Empty(Everything.Columns(stage.Database, text)));
            Assert.All(steps, rows => Assert.InRange(rows, 0, 50));
            Assert.True(steps.Count > 5, $"{steps.Count} steps");
        }

        /// <summary>A card has another payer since: what it does for him, and the price that it was told, stay.</summary>
        [Fact]
        public void Who_has_the_card_now_loses_nothing()
        {
            using Stage stage = House(Stage.Sqlite);
            long account = MovedOutWithABill(stage);
            long other = Add(stage, new PersonData("Bert Beispiel"));
            Cards(stage, desk => desk.Add(other, Token, "card"));
            stage.Clock.Now = At(20, 0, 3);
            Authorize(stage);
            stage.Say(Said.Event("T2", 0, "Started", Said.End, Maker.Begin(3, Said.End, "2026-11-22T20:00:02,000+0000 S"), Maker.OcppKey, Card));
            stage.Say(Said.Event("T3", 1, "Odd", 5, more: Card));
            stage.Clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(Ask(stage, account));
            Remove(stage, account);
            Assert.Equal(other, AccountOf(stage, "T2"));
            Assert.Contains(stage.All<ToldRow>(), row => row.Token == stage.Database.Tokens.Of(Token));
            Assert.Equal([0, 0, 1], stage.All<EventRow>().OrderBy(row => row.TransactionId).ThenBy(row => row.Sequence).Select(row => Math.Min(row.Frame.Length, 1)));
            Assert.Equal([0, 1], stage.All<RefusalRow>().OrderBy(row => row.CameMs).Select(row => Math.Min(row.Frame.Length, 1)));
            Assert.Equal("Accepted", Authorize(stage));
        }

        [Fact]
        public void Who_lives_here_or_owes_a_receipt_is_not_erased()
        {
            using Stage stage = House(Stage.Sqlite);
            (long account, _) = AddWithCard(stage);
            stage.Clock.Now = At(18, 0, 1);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, Maker.Begin(1, Said.Begin), Maker.OcppKey, Card));
            Residents(stage, (desk, _) => desk.MoveOut(account, stage.Clock.Now.ToUnixTimeMilliseconds()));
            Assert.Equal($"a charge of account {account} is not settled yet", Refused(() => Ask(stage, account)));
            Assert.Equal("there is no resident with account 99", Refused(() => Ask(stage, 99)));
            stage.Clock.Now = At(20, 0, 1);
            stage.Say(Maker.Ended("T1", 2));
            Assert.Equal($"a charge of account {account} is not settled yet", Refused(() => Ask(stage, account)));
            Bill(stage);
            Ask(stage, account);
            Assert.Equal(Ask(stage, account), Ask(stage, account));
        }

        /// <summary>Standard output ends in a journal of somebody else's, where nothing can be erased.</summary>
        [Fact]
        public void A_name_goes_into_the_receipt_s_file_and_not_to_standard_output()
        {
            using Stage stage = House(Stage.Sqlite);
            AddWithCard(stage);
            Charge(stage);
            Bill(stage);
            using StringWriter output = new();
            ReceiptDesk desk = new(Microsoft.Extensions.Options.Options.Create(new BackendSettings { Out = Path.Combine(_folder, "receipts") }), NullLogger<ReceiptDesk>.Instance) { Output = output };
            desk.Hand(new Books(stage.Database, stage.Log.Enqueue).Receipt(Assert.Single(stage.Transactions()), "House Ltd", "Yard"));
            Assert.Contains("Customer          account 1\n                  Anna Probe\n                  Hofgasse 7, 1010 Wien\n", File.ReadAllText(Receipt("receipt-T1.txt")), StringComparison.Ordinal);
            Assert.All(Personal, text => Assert.DoesNotContain(text, output.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.Contains("Customer          account 1\n", output.ToString(), StringComparison.Ordinal);
        }

        /// <summary>Nothing that is signed or reckoned is said otherwise than before.</summary>
        [Fact]
        public void What_is_left_of_a_document_reads_as_it_did_but_for_the_customer()
        {
            string document = Maker.Receipt(2, Said.Begin, Said.End);
            Verify.SignedDocument left = Verify.OcmfVerifier.Read(Redaction.Of(document, 17));
            Verify.SignedDocument before = Verify.OcmfVerifier.Read(document);
            Assert.Equal("account-17", left.Identification);
            Assert.Equal(before.Readings, left.Readings);
            Assert.Equal((before.Pagination, before.Meter, before.TariffText, before.EnergyMilliwattHours), (left.Pagination, left.Meter, left.TariffText, left.EnergyMilliwattHours));
            Assert.DoesNotContain("\"SD\"", Redaction.Of(document, 17), StringComparison.Ordinal);
        }

        private string Receipt(string name)
        {
            return Path.Combine(_folder, "receipts", "bay", name);
        }

        private long MovedOutWithABill(Stage stage)
        {
            (long account, _) = AddWithCard(stage);
            Authorize(stage);
            Charge(stage);
            stage.Say(Said.Event("T9", 1, "Odd", 5, more: Card));
            Bill(stage);
            stage.Clock.Now = At(20, 0, 2);
            Residents(stage, (desk, _) => desk.MoveOut(account, stage.Clock.Now.ToUnixTimeMilliseconds()));
            return account;
        }

        private long Ask(Stage stage, long account)
        {
            long due = 0;
            stage.Do(context =>
            {
                Erasing erasing = new(context, Austria, new LineTrail(Trail.Add), By(stage));
                due = erasing.Ask(account);
                return erasing.Rows;
            });
            Write(stage, account);
            return due;
        }

        /// <summary>The daily look, as the program has it.</summary>
        private void Remove(Stage stage, long account)
        {
            new EraseLook(stage.Database, stage.Engine.Write, stage.Options with { Market = Austria }).Run(Path.Combine(_folder, "receipts"));
            Assert.DoesNotContain(stage.Log, line => line.StartsWith("not erased yet", StringComparison.Ordinal));
            Write(stage, account);
        }

        private void Write(Stage stage, long account)
        {
            ErasedFiles.Write(stage.Database, ("House Ltd", "Yard"), Path.Combine(_folder, "receipts"), account, stage.Log.Enqueue);
        }

        private void AssertHidden(Stage stage, long account)
        {
            Assert.Empty(stage.All<ResidentRow>());
            Assert.Equal(["residents.address"], Everything.Columns(stage.Database, "Hofgasse 7"));
            Assert.All(["anna@probe.example", "AT611904300234573201", "blue key fob"], text => Assert.Empty(Everything.Columns(stage.Database, text)));
            Assert.All(Personal, text => Assert.Empty(Everything.Files(Path.Combine(_folder, "receipts"), text)));
            string text = File.ReadAllText(Receipt("receipt-T1.txt"));
            Assert.Contains($"Customer          account {account}\n", text, StringComparison.Ordinal);
            Assert.Contains("Name, address and signed documents are blocked since 2026-11-22T20:00:02Z, and erased as soon as the law does not keep them.\n", text, StringComparison.Ordinal);
            Assert.False(File.Exists(Receipt("receipt-T1.ocmf")), "the document is shown");
            Assert.Equal(0, WarmProgram.Run(_folder, ["export", Path.Combine(_folder, "export"), "--database", stage.Given]).Code);
            Assert.All(Personal, one => Assert.Empty(Everything.Files(Path.Combine(_folder, "export"), one)));
            Assert.StartsWith("blocked since", File.ReadAllText(Path.Combine(_folder, "export", "bay", "document-1-T2.erased.txt")), StringComparison.Ordinal);
        }

        private void AssertGone(Stage stage, AuditReport before)
        {
            Assert.All(Personal, text => Assert.Empty(Everything.Columns(stage.Database, text)));
            Assert.DoesNotContain(stage.Log, line => Personal.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
            Assert.DoesNotContain(Trail, line => Personal.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
            AuditReport after = new Auditor(stage.Database).Run();
            Assert.Empty(after.Findings);
            Assert.Equal((before.Documents, before.Events, before.Refusals), (after.Documents, after.Events, after.Refusals));
            Assert.Equal(before.Energy, after.Energy);
            Assert.Equal(before.Money, after.Money);
            Assert.Equal($"account {stage.All<ErasureRow>()[0].Account}: erased by law on 2034-01-01T00:00:00Z: 2 documents, 3 frames", Assert.Single(after.Erased));

            Directory.CreateDirectory(Path.Combine(_folder, "work"));
            Assert.Equal(0, WarmProgram.Run(_folder, ["backup", Path.Combine(_folder, "backup"), "--database", stage.Given]).Code);
            Assert.Equal(0, WarmProgram.Run(_folder, ["export", Path.Combine(_folder, "export"), "--database", stage.Given]).Code);
            Assert.All(Personal, text => Assert.Empty(Everything.Files(_folder, text)));
            if (stage.Database is SqliteDatabase)
            {
                // The very file: what was there is written over, and the log beside it folded.
                Assert.All(Personal, text => Assert.Empty(Everything.Files(Path.GetDirectoryName(stage.Given)!, text)));
            }
        }
    }
}
