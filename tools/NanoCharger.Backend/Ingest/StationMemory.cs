using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What the writer remembers of the stations from one unit of work to the next: true while their revision is the one in the database.</summary>
    internal sealed class StationMemory
    {
        /// <summary>Stations remembered at once; beyond them all is read again.</summary>
        private const int MostStations = 4096;

        private readonly BackendOptions _options;
        private readonly DeskRules _rules;
        private readonly CallReader _reader;
        private readonly Dictionary<string, StationState> _stations = new(StringComparer.Ordinal);

        internal StationMemory(BackendOptions options, TokenDigest tokens, CallReader reader)
        {
            _options = options;
            Prices = new PriceLists(options.Tariff ?? new TariffVersion { Id = "free" }, tokens, options.Log);
            Cards = new CardBook(tokens, options.Accepts);
            _rules = new DeskRules(Prices, options.Market, Cards);
            _reader = reader;
        }

        /// <summary>Who pays what since when.</summary>
        internal PriceLists Prices { get; }

        /// <summary>Who may charge, and who pays.</summary>
        internal CardBook Cards { get; }

        /// <summary>Knows nothing of a station any more.</summary>
        internal void Forget(string station)
        {
            _stations.Remove(station);
        }

        /// <summary>What is known of the stations, read anew where it is not known, or not known any more.</summary>
        internal Dictionary<string, StationState> Load(IngestStore store, IReadOnlyList<Call> calls)
        {
            Prices.Refresh(store, Now());
            Cards.Refresh(store, Now());
            if (_stations.Count > MostStations)
            {
                _stations.Clear();
            }

            List<string> names = calls.Select(call => call.Station).Distinct(StringComparer.Ordinal).ToList();
            Dictionary<string, StationState> stations = new(StringComparer.Ordinal);

            // Whoever makes up a name and says nothing that has the form of a call makes the database grow by nothing.
            HashSet<string> made = calls.Where(call => call.Fault is null).Select(call => call.Station).ToHashSet(StringComparer.Ordinal);
            foreach ((string name, (long id, long revision)) in store.Heads(names, made, Now()))
            {
                if (_stations.TryGetValue(name, out StationState? known) && known.Revision == revision)
                {
                    stations[name] = known;
                    continue;
                }

                try
                {
                    stations[name] = _stations[name] = store.Load(name, id, revision);
                    _reader.Learn(name, stations[name].Keys);
                }
                catch (Exception problem) when (problem is InvalidDataException or ArgumentException or FormatException or InvalidCastException)
                {
                    _stations.Remove(name);
                    _options.Log($"{name}: cannot be read: {problem.Message}");
                }
            }

            store.LoadTransactions(calls.Where(call => call.Event is not null && stations.ContainsKey(call.Station))
                .Select(call => (Station: stations[call.Station], Id: call.Event!.TransactionId)).Where(one => one.Station.Find(one.Id) is null).Distinct().ToList());
            return stations;
        }

        /// <summary>Decides the calls in their order, each by the desk of its station.</summary>
        internal List<StationChanges> Decide(IngestStore store, IReadOnlyList<Call> calls, Dictionary<string, StationState> stations)
        {
            Dictionary<string, (StationChanges Changes, StationDesk Desk)> desks = new(StringComparer.Ordinal);
            long now = Now();
            foreach (Call call in calls)
            {
                if (!stations.TryGetValue(call.Station, out StationState? station))
                {
                    Answer(store, call);
                    continue;
                }

                if (!desks.TryGetValue(call.Station, out (StationChanges Changes, StationDesk Desk) place))
                {
                    StationChanges changes = new(station, now);
                    place = desks[call.Station] = (changes, new StationDesk(station, changes, store, _rules));
                }

                try
                {
                    place.Desk.Take(call);
                }
                catch (UnreadableException problem)
                {
                    call.Reply = null;
                    call.News.Add($"{call.Title} not stored: {problem.Message}");
                }
            }

            return desks.Values.Select(place => place.Changes).ToList();
        }

        /// <summary>A call of a station that is not at hand: it cannot be read, another program holds it, or nobody knows it, and then what has no form is refused and not kept.</summary>
        private void Answer(IngestStore store, Call call)
        {
            call.Reply = null;
            if (call.Fault is not { } fault || store.Knows(call.Station))
            {
                call.News.Add($"{call.Title} not stored and not answered: its station cannot be had");
                return;
            }

            call.Refused = true;
            call.News.Add($"{call.Title} refused and not kept, of a station that nobody knows: {fault.Code}: {fault.Message}");
            call.Reply = OcppFrame.WriteError(call.Id, fault.Code, fault.Message);
        }

        /// <summary>Remembers what is committed; forgets a station of which it is not.</summary>
        internal void Settle(StationChanges part, bool failed)
        {
            if (failed)
            {
                _stations.Remove(part.Station.Name);
                return;
            }

            part.Station.Revision++;
            part.Station.Trim();
            if (part.Keys.Count > 0)
            {
                _reader.Learn(part.Station.Name, part.Station.Keys);
            }
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
