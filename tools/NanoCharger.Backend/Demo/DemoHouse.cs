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
        /// <returns>How many documents that took.</returns>
        /// <exception cref="InvalidDataException">There is something in it already.</exception>
        internal int Fill()
        {
            Refuse();
            DemoPrices prices = new(_from, _rise);
            DemoStation[] stations = [.. Enumerable.Range(1, DemoYear.Bays).Select(bay => new DemoStation(string.Create(CultureInfo.InvariantCulture, $"linden-{bay:00}")))];
            try
            {
                using PaymentBackend backend = new(_options);
                Prepare(backend, stations, prices);
                Settle(backend);
                DemoYear year = new(prices, _from, _to);
                List<DemoFrame> said = [.. stations.SelectMany((station, bay) => year.Visits(bay).SelectMany(visit => station.Say(visit, _to))).OrderBy(frame => frame.At)];
                Deliver(backend, said);
                Greet(backend, stations);
                return said.Count;
            }
            finally
            {
                Array.ForEach(stations, station => station.Dispose());
            }
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
        private void Prepare(PaymentBackend backend, DemoStation[] stations, DemoPrices prices)
        {
            foreach (DemoStation station in stations)
            {
                backend.Register(station.Name, station.Key);
            }

            backend.Engine.Write(context =>
            {
                House house = context.Houses.Single();
                (house.Name, house.Address, house.Zone, house.Currency) = (HouseName, "Lindenweg 1, 10969 Berlin", "Europe/Berlin", "EUR");
                (house.Market, house.Seller, house.TaxNumber) = ("DE", "Lindenhof eG", "DE000000000");
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

        /// <summary>All are in contact but one, whose Wi-Fi is gone since yesterday; one says that it is faulty. Each contactor has closed once a charge.</summary>
        private void Greet(PaymentBackend backend, DemoStation[] stations)
        {
            _clock.Utc = _to;
            HashSet<string> charging = Charging(backend);
            Dictionary<string, int> closings = Closings(backend);
            foreach (DemoStation station in stations.SkipLast(2))
            {
                string status = station == stations[6] ? "Faulted" : charging.Contains(station.Name) ? "Occupied" : "Available";
                string note = $$"""{"vendorId":"nanoCharger","why":"{{(status == "Faulted" ? "residual current" : "no vehicle")}}","closings":{{closings.GetValueOrDefault(station.Name)}}}""";
                string call = $$"""[2,"d-1","StatusNotification",{"customData":{{note}},"timestamp":"{{_to:yyyy-MM-dd'T'HH:mm:ss'Z'}}","connectorStatus":"{{status}}","evseId":1,"connectorId":1}]""";
                backend.Take(station.Name, Encoding.UTF8.GetBytes(call), static _ => { }).AsTask().GetAwaiter().GetResult();
            }

            Drain(backend);
            backend.Settle();
        }

        /// <summary>The stations at which somebody is plugged in.</summary>
        private static HashSet<string> Charging(PaymentBackend backend)
        {
            using PlatformContext context = backend.Database.Context();
            return [.. context.Transactions.Where(row => !row.Ended).Join(context.Stations, row => row.StationId, station => station.Id, (_, station) => station.Name)];
        }

        /// <summary>How many charges each station has had.</summary>
        private static Dictionary<string, int> Closings(PaymentBackend backend)
        {
            using PlatformContext context = backend.Database.Context();
            return context.Transactions.Join(context.Stations, row => row.StationId, station => station.Id, (_, station) => station.Name).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
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
