using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Tests.Stations;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests.Guests
{
    /// <summary>A charger in a bay, the desks that call it and move guests on, and what the charger signs.</summary>
    internal sealed class CheckoutStage : IDisposable
    {
        internal static readonly TariffVersion Price = new() { Id = "G1", PerKilowattHour = 0.5m, StartFee = 1, TaxIncluded = true, TaxPercent = 19 };

        private readonly DocumentMaker _maker = new();
        private readonly long _bay;
        private long _document;

        internal CheckoutStage(string database, TariffVersion? price = null, CardTerms? cards = null, string? given = null, FakeTimeProvider? clock = null, Action<IngestStep, bool>? at = null)
        {
            Told = price ?? Price;
            Calls = new CallStage(database, given, clock, change: options => options with { Cards = cards }, at);
            Sign = payload => _maker.Sign(payload);
            Tell = frame => Assert.StartsWith("[3,", Calls.Stage.Say(frame), StringComparison.Ordinal);
            Calls.Know();
            Calls.Stage.Register(_maker.Key);
            _bay = Calls.Stage.All<Data.Bay>().Single().Id;
            Open();
        }

        internal CallStage Calls { get; }

        internal CheckoutDesk Desk { get; private set; } = null!;

        /// <summary>Guests' money; null where nobody takes cards.</summary>
        internal HoldDesk? Holds { get; private set; }

        internal HoldRow Hold => Calls.Stage.All<HoldRow>().OrderBy(row => row.Id).Last();

        internal HoldState HoldState => Enum.Parse<HoldState>(Hold.State);

        /// <summary>How the desks write, that of calls too; for who dies before a step is stored, or behind it.</summary>
        internal Func<Func<Func<PlatformContext, int>, Task>, Func<PlatformContext, int>, Task> Writing
        {
            get => Calls.Writing;
            set => Calls.Writing = value;
        }

        /// <summary>How what the charger tells is signed; for who forges it.</summary>
        internal Func<string, string> Sign { get; set; }

        /// <summary>How the charger tells what it signs; for who has it told later.</summary>
        internal Action<string> Tell { get; set; }

        /// <summary>The charger says nothing by itself.</summary>
        internal bool IsSilent { get; set; }

        /// <summary>What the meter shows.</summary>
        internal LiveReading? Live { get; set; }

        internal TariffVersion Told { get; }

        internal CheckoutRow Row => Calls.Stage.All<CheckoutRow>().OrderBy(row => row.Id).Last();

        internal CheckoutState State => Enum.Parse<CheckoutState>(Row.State);

        private long NowMs => Calls.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        public void Dispose()
        {
            Desk.Dispose();
            Holds?.Dispose();
            Calls.Dispose();
            _maker.Dispose();
        }

        internal Task<bool> Make(GuestWay way = GuestWay.Free, string? secret = null)
        {
            Data.Bay bay = Calls.Stage.All<Data.Bay>().Single(row => row.Id == _bay);
            return Desk.Make(new NewCheckout(bay.TenantId, Calls.Stage.All<Station>().Single().Id, "bay", bay.Id, way, Told, secret ?? Guid.NewGuid().ToString("N")) { CapMinor = 20_00 });
        }

        /// <summary>A guest has his charge started.</summary>
        internal async Task Start()
        {
            Calls.Hear();
            Assert.True(await Make());
            Assert.True(Desk.Pay(Row));
            Assert.Equal(CheckoutState.Starting, State);
        }

        /// <summary>Another program takes the place of this one.</summary>
        internal void Restart()
        {
            Desk.Dispose();
            Holds?.Dispose();
            Calls.Restart();
            Open();
        }

        /// <summary>Nobody looks for so long: the program is down.</summary>
        internal void Sleep(TimeSpan time)
        {
            Desk.Dispose();
            Holds?.Dispose();
            Calls.Desk.Dispose();
            Calls.Clock.Advance(time);
            Calls.Restart();
            Open();
        }

        /// <summary>Time goes on, and both desks look: each five seconds, and where nothing is awaited for long, less often.</summary>
        internal void Advance(double seconds)
        {
            for (double left = seconds, step; left > 0; left -= step)
            {
                step = left > 30 ? 30 : left > 10 ? 10 : Math.Min(5, left);
                Step(step);
            }
        }

        /// <summary>A minute of which no second matters: two looks.</summary>
        internal void Minute()
        {
            Step(30);
            Step(30);
        }

        /// <summary>Time goes on, and then the desks look.</summary>
        internal void Step(double seconds)
        {
            Calls.Advance(seconds, seconds > 5 ? 15 : 2);
            if (!IsSilent)
            {
                Calls.Stage.Options.Presence.Hear("bay");
            }

            Desk.Tick();
            Holds?.Tick();
        }

        /// <summary>The token in the call that starts.</summary>
        internal string Token()
        {
            using JsonDocument payload = JsonDocument.Parse(Calls.Calls.Last(call => call.Action == StationWishes.RequestStart).Payload);
            return payload.RootElement.GetProperty("idToken").GetProperty("idToken").GetString()!;
        }

        /// <summary>The charger tells that a transaction has begun.</summary>
        internal void Begin(string transaction, string token, long register = 0)
        {
            Event(transaction, token, 0, "Started", register, DocumentMaker.Reading("B", register, Time));
        }

        /// <summary>The charger tells that it has ended, with its receipt.</summary>
        internal void End(string transaction, string token, string begin, long from, long to, string cause = "E", int sequence = 1)
        {
            Event(transaction, token, sequence, "Ended", to, DocumentMaker.Reading("B", from, begin) + "," + DocumentMaker.Reading(cause, to, Time), cause == "P" ? "PowerLoss" : "EVDisconnected");
        }

        /// <summary>Something between, as that the vehicle draws no more.</summary>
        internal void Between(string transaction, string token, string cause, long register)
        {
            Event(transaction, token, 1, "Updated", register, DocumentMaker.Reading(cause, register, Time));
        }

        /// <summary>Now, as documents write it.</summary>
        internal string Time => Calls.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss','fff'+0000 S'", System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>Billing does what is due.</summary>
        internal void Bill()
        {
            BillingRules rules = new() { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = static _ => null };
            using PlatformContext read = Calls.Stage.Database.Context();
            foreach (ChargeStep step in new ChargeDesk(read, rules, NowMs).Due())
            {
                Calls.Stage.Do(context => new ChargeDesk(context, rules, NowMs).Do(step));
            }
        }

        private void Event(string transaction, string token, int sequence, string type, long register, string readings, string stopped = "")
        {
            DocumentFacts facts = new(++_document, "bay", readings) { Card = token, Type = "CENTRAL", Tariff = TariffText.Of(Told) };
            string time = Calls.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            Tell(EventFrame.Write(transaction, sequence, type, time, register, Sign(facts.Payload()), _maker.OcppKey, stopped: stopped));
        }

        private void Open()
        {
            Holds = Calls.Stage.Options.Cards is { } cards ? new HoldDesk(() => Calls.Stage.Database.Context(), work => Writing(Calls.Stage.Engine.Write, work), cards, Calls.Stage.Options) : null;
            Desk = new CheckoutDesk(() => Calls.Stage.Database.Context(), work => Writing(Calls.Stage.Engine.Write, work), Calls.Desk, Calls.Stage.Database.Tokens, _ => Live, Calls.Stage.Options);
        }
    }
}
