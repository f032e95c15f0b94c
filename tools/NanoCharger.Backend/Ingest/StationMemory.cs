using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Verification;

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

        internal StationMemory(BackendOptions options, CallReader reader)
        {
            _options = options;
            _rules = new DeskRules(options.Tariff, options.Market, options.Accepts);
            _reader = reader;
        }

        /// <summary>Knows nothing of a station any more.</summary>
        internal void Forget(string station)
        {
            _stations.Remove(station);
        }

        /// <summary>What is known of the stations, read anew where it is not known, or not known any more.</summary>
        internal Dictionary<string, StationState> Load(IngestStore store, IReadOnlyList<Call> calls)
        {
            if (_stations.Count > MostStations)
            {
                _stations.Clear();
            }

            List<string> names = calls.Select(call => call.Station).Distinct(StringComparer.Ordinal).ToList();
            Dictionary<string, StationState> stations = new(StringComparer.Ordinal);
            foreach ((string name, (long id, long revision)) in store.Heads(names, Now()))
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
                    call.Reply = null;
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
                catch (InvalidDataException problem)
                {
                    call.Reply = null;
                    call.News.Add($"{call.Title} not stored: {problem.Message}");
                }
            }

            return desks.Values.Select(place => place.Changes).ToList();
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
