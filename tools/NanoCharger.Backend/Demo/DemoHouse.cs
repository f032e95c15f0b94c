using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Demo
{
    /// <summary>Fills an empty database with a house of twelve bays and a year of charges up to now. Nothing is invented in the tables: every document is signed by its station's own key, and goes the way of all others.</summary>
    internal sealed class DemoHouse
    {
        private const string HouseName = "Lindenhof";

        /// <summary>Nobody who is known.</summary>
        private static readonly string[] Residents = ["Ada Ahorn", "Ben Birke", "Cem Çınar", "Dora Distel", "Emil Eiche", "Fatma Fichte", "Greta Ginster", "Hugo Hasel", "Ines Iris", "Jonas Jasmin", "Karla Kiefer"];

        private readonly BackendOptions _options;
        private readonly DemoClock _clock;
        private readonly DateTime _from;
        private readonly DateTime _to;
        private readonly DateTime _rise;
        private readonly Action<string> _say;

        /// <param name="options">What the house says; prices and keys are the demo's own.</param>
        /// <param name="now">The end of the year.</param>
        /// <param name="say">Takes a line on how far it is.</param>
        /// <param name="days">How long it is.</param>
        internal DemoHouse(BackendOptions options, DateTime now, Action<string> say, int days = 365)
        {
            _to = now;
            _from = now.Date.AddDays(-days);
            _rise = _from.AddDays(days * 2 / 3);
            _clock = new DemoClock(_from);
            _options = options with { TimeProvider = _clock, Tariff = null, Keys = new Dictionary<string, Verify.StationKey>(), Log = static _ => { } };
            _say = say;
        }

        /// <summary>Fills it.</summary>
        /// <returns>How it goes on; whoever has it disposes of the stations' keys.</returns>
        /// <exception cref="InvalidDataException">There is something in it already.</exception>
        internal DemoLife Fill()
        {
            Refuse();
            DemoPrices prices = new(_from, _rise);
            DemoYear year = new(prices, _from, _to + DemoLife.Length);
            DemoBay[] bays = [.. Enumerable.Range(0, DemoYear.Bays).Select(bay => new DemoBay(new DemoStation(string.Create(CultureInfo.InvariantCulture, $"linden-{bay + 1:00}")), year.Visits(bay)))];
            using PaymentBackend backend = new(_options);
            Prepare(backend, bays, prices);
            Settle(backend);
            List<DemoFrame> said = [.. bays.SelectMany(Said).OrderBy(frame => frame.At)];
            Deliver(backend, said);
            _clock.Utc = _to;
            DemoLife life = new(bays, said.Count);
            life.Begin(backend, _to).GetAwaiter().GetResult();
            Drain(backend);
            backend.Settle();
            return life;
        }

        private IEnumerable<DemoFrame> Said(DemoBay bay)
        {
            while (bay.Arrived(_to) is { } visit)
            {
                bay.Welcome(visit);
            }

            return bay.Due(_to);
        }

        private void Refuse()
        {
            using PlatformDatabase database = PlatformDatabase.Open(_options.DatabasePath);
            using PlatformContext context = database.Context();
            if (context.Stations.Any() || context.Offers.Any() || context.Documents.Any())
            {
                throw new InvalidDataException($"{database.Name} is not empty: --demo fills a new database, and no other");
            }
        }

        /// <summary>The house with its bays, the stations with their keys, the prices.</summary>
        private void Prepare(PaymentBackend backend, DemoBay[] bays, DemoPrices prices)
        {
            foreach (DemoStation station in bays.Select(bay => bay.Station))
            {
                backend.Register(station.Name, station.Key);
            }

            backend.Engine.Write(context =>
            {
                House house = context.Houses.Single();
                (house.Name, house.Address, house.Zone, house.Currency) = (HouseName, "Lindenweg 1, 10969 Berlin", "Europe/Berlin", "EUR");
                (house.Market, house.Seller, house.TaxNumber, house.Guests) = ("DE", "Lindenhof eG", "DE000000000", GuestWay.Desk);
                foreach ((Bay bay, int number) in context.Bays.OrderBy(bay => bay.Id).ToList().Select((bay, number) => (bay, number + 1)))
                {
                    bay.Name = string.Create(CultureInfo.InvariantCulture, $"Bay {number}");
                }

                int rows = context.SaveChanges();
                foreach ((Rating.TariffVersion version, Rating.Audience audience, DateTime at) in prices.All)
                {
                    rows += TariffRegister.Put(context, house.TenantId, version, Ms(at)) + TariffRegister.Offer(context, house.TenantId, version.Id, audience, (Ms(at), Ms(_from)));
                }

                return rows;
            }).GetAwaiter().GetResult();
        }

        /// <summary>Who lives there: each has a bay and a card, of which the house knows a digest.</summary>
        private void Settle(PaymentBackend backend)
        {
            By by = new("demo", Ms(_from));
            backend.Engine.Write(context =>
            {
                LineTrail quiet = new(static _ => { });
                ResidentDesk residents = new(context, quiet, by);
                CardRegister cards = new(context, backend.Database.Tokens, quiet, by);
                foreach ((Bay bay, int number) in context.Bays.OrderBy(bay => bay.Id).ToList().Take(Residents.Length).Select((bay, number) => (bay, number)))
                {
                    long account = residents.Add(bay.TenantId, new PersonData(Residents[number]) { Address = string.Create(CultureInfo.InvariantCulture, $"Lindenweg {(number / 2) + 1}\n10969 Berlin") });
                    residents.MoveIn(account, bay, Ms(_from));
                    cards.Add(account, DemoYear.CardOf(number), "card");
                }

                return 40;
            }).GetAwaiter().GetResult();
        }

        /// <summary>Everything at its time; each evening what can be billed is billed.</summary>
        private void Deliver(PaymentBackend backend, List<DemoFrame> said)
        {
            int done = 0;
            foreach (IGrouping<DateTime, DemoFrame> day in said.GroupBy(frame => frame.At.Date))
            {
                foreach (DemoFrame frame in day)
                {
                    _clock.Utc = frame.At.AddSeconds(1);
                    backend.Take(frame.Station, frame.Frame, static _ => { }).AsTask().GetAwaiter().GetResult();
                    done++;
                }

                Drain(backend);
                backend.Settle();
                if (day.Key.AddDays(1).Day == 1)
                {
                    _say(string.Create(CultureInfo.InvariantCulture, $"demo: {day.Key:yyyy-MM}, {done} of {said.Count} documents"));
                }
            }
        }

        private static void Drain(PaymentBackend backend)
        {
            if (!backend.Engine.Drain(TimeSpan.FromMinutes(1)))
            {
                throw new TimeoutException("the demo house cannot be stored");
            }
        }

        private static long Ms(DateTime utc)
        {
            return TransactionRows.ToMs(utc);
        }
    }
}
