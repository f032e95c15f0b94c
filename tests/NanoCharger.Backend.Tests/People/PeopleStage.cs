using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Tests.Billing;
using Xunit;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>What tests of residents and cards have in common: a house that lets nobody charge but by a card.</summary>
    public abstract class PeopleStage : ChargeStage, IDisposable
    {
        /// <summary>What the documents of the maker have.</summary>
        private protected const string Token = "04A1B2";

        /// <summary>What a reader reads, as an event of ours names it.</summary>
        private protected const string Card = "\"idToken\":{\"idToken\":\"04A1B2\",\"type\":\"ISO14443\"},";

        private protected static readonly PersonData Anna = new("Anna Probe") { Mail = "anna@probe.example", Address = "Hofgasse 7, 1010 Wien", Iban = "AT61 1904 3002 3457 3201", Language = "de" };

        private protected static DateTimeOffset At(int hour, int minute = 0, int second = 0)
        {
            return new DateTimeOffset(2026, 11, 22, hour, minute, second, TimeSpan.Zero);
        }

        private protected DocumentMaker Maker { get; } = new();

        /// <summary>What the station said of the last charge.</summary>
        private protected List<string> Frames { get; } = [];

        /// <summary>The changes that the trail was told.</summary>
        private protected List<string> Trail { get; } = [];

        public void Dispose()
        {
            Maker.Dispose();
            GC.SuppressFinalize(this);
        }

        private protected Stage House(string database)
        {
            Stage stage = new(database, options => options with { Tariff = Night, Accepts = static _ => false });
            stage.Clock.Now = At(17);
            stage.Register(Maker.Key);
            return stage;
        }

        /// <summary>Does something with residents, as the web will.</summary>
        private protected T Residents<T>(Stage stage, Func<ResidentDesk, PlatformContext, T> work)
        {
            T? result = default;
            stage.Do(context =>
            {
                ResidentDesk desk = new(context, new LineTrail(Trail.Add), By(stage));
                result = work(desk, context);
                return desk.Rows;
            });
            return result!;
        }

        /// <summary>Does something with cards.</summary>
        private protected T Cards<T>(Stage stage, Func<CardRegister, T> work)
        {
            T? result = default;
            stage.Do(context =>
            {
                CardRegister desk = new(context, stage.Database.Tokens, new LineTrail(Trail.Add), By(stage));
                result = work(desk);
                return desk.Rows;
            });
            return result!;
        }

        private protected long Add(Stage stage, PersonData? who = null)
        {
            return Residents(stage, (desk, context) => desk.Add(context.Tenants.Single().Id, who ?? Anna));
        }

        /// <summary>A resident with the card of the maker.</summary>
        /// <returns>His account, and the card's number.</returns>
        private protected (long Account, long Card) AddWithCard(Stage stage)
        {
            long account = Add(stage);
            return (account, Cards(stage, desk => desk.Add(account, Token, "blue key fob")));
        }

        private protected void Block(Stage stage, long card)
        {
            Cards(stage, desk =>
            {
                desk.Block(card, "it was lost");
                return 0;
            });
        }

        /// <summary>What Authorize says of a token.</summary>
        private protected static string Authorize(Stage stage, string token = Token, string station = "bay")
        {
            string answer = stage.Say(Said.Call("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}"""), station)!;
            return new[] { "Accepted", "Blocked", "Unknown" }.Single(word => answer.Contains($"\"status\":\"{word}\"", StringComparison.Ordinal));
        }

        /// <summary>A charge from 18:00 to 20:00 by its signature, told at that end.</summary>
        private protected void Charge(Stage stage, string id = "T1", long number = 1, string? begun = null)
        {
            stage.Clock.Now = At(20, 0, 1);
            string from = $"2026-11-22T{begun ?? "18:00:00"},000+0000 S";
            Frames.Clear();
            Frames.Add(Said.Event(id, 0, "Started", Said.Begin, Maker.Begin(number, Said.Begin, from), Maker.OcppKey, Card));
            Frames.Add(Said.Event(id, 1, "Ended", Said.End, Maker.Receipt(number + 1, Said.Begin, Said.End, from), Maker.OcppKey));
            Frames.ForEach(frame => stage.Say(frame));
        }

        private protected static long? AccountOf(Stage stage, string id = "T1")
        {
            return stage.All<TransactionRow>().Single(row => row.Id == id).Account;
        }

        private protected static By By(Stage stage)
        {
            return new By("manager", stage.Clock.Now.ToUnixTimeMilliseconds());
        }

        /// <summary>What is refused, and why.</summary>
        private protected static string Refused(Action work)
        {
            return Assert.Throws<System.IO.InvalidDataException>(work).Message;
        }
    }
}
