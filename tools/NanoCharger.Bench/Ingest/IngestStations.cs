using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Backend.Demo;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>The stations of a measurement: each has a key of its own, and charges one vehicle after the other. They sign as many charges at a time as one asks for, so that nobody has to keep them all.</summary>
    internal sealed class IngestStations : IDisposable
    {
        internal const int DocumentsOfATransaction = 2;

        private const long EnergyMilliwattHours = 10_000_000;
        private static readonly DateTime FirstBegin = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        private static readonly TimeSpan Charge = TimeSpan.FromMinutes(30);

        private readonly DocumentMaker[] _makers;
        private readonly StationKey[] _keys;

        internal IngestStations(int count)
        {
            _makers = [.. Enumerable.Range(0, count).Select(_ => new DocumentMaker())];
            _keys = Array.ConvertAll(_makers, maker => maker.Key);
            Names = [.. Enumerable.Range(0, count).Select(station => string.Create(CultureInfo.InvariantCulture, $"NC-{station:0000}"))];
        }

        internal IReadOnlyList<string> Names { get; }

        /// <summary>The keys by station.</summary>
        internal IReadOnlyDictionary<string, StationKey> Keys => Names.Zip(_keys).ToDictionary(one => one.First, one => one.Second);

        /// <summary>Transactions that each of them has signed so far.</summary>
        internal int Signed { get; private set; }

        /// <summary>The next so many transactions of each.</summary>
        internal IngestLoad Sign(int transactions)
        {
            IngestLoad load = new(new byte[_makers.Length][][], new (byte[], StationKey)[_makers.Length * transactions * DocumentsOfATransaction]);
            Parallel.For(0, _makers.Length, station => Sign(station, transactions, load));
            Signed += transactions;
            return load;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (DocumentMaker maker in _makers)
            {
                maker.Dispose();
            }
        }

        private void Sign(int station, int transactions, IngestLoad load)
        {
            string ocppKey = _makers[station].OcppKey;
            load.Frames[station] = new byte[transactions * DocumentsOfATransaction][];
            for (int part = 0; part < load.Frames[station].Length; part++)
            {
                int number = Signed + (part / DocumentsOfATransaction);
                bool ends = part % DocumentsOfATransaction == 1;
                (string document, DateTime time, long register) = Document(station, number, ends);
                string frame = EventFrame.Write(
                    string.Create(CultureInfo.InvariantCulture, $"T{number}"), ends ? 1 : 0, ends ? "Ended" : "Started", Rfc(time), register, document, ocppKey);
                load.Frames[station][part] = Encoding.UTF8.GetBytes(frame);
                load.Documents[(station * transactions * DocumentsOfATransaction) + part] = (Encoding.ASCII.GetBytes(document), _keys[station]);
            }
        }

        private (string Document, DateTime Time, long Register) Document(int station, int number, bool ends)
        {
            DateTime begin = FirstBegin + (number * Charge);
            long register = number * EnergyMilliwattHours;
            long pagination = (number * DocumentsOfATransaction) + 1;
            return ends
                ? (_makers[station].Receipt(pagination + 1, register, register + EnergyMilliwattHours, Ocmf(begin), Ocmf(begin + Charge), Names[station]), begin + Charge, register + EnergyMilliwattHours)
                : (_makers[station].Begin(pagination, register, Ocmf(begin), Names[station]), begin, register);
        }

        private static string Ocmf(DateTime time)
        {
            return time.ToString("yyyy-MM-dd'T'HH:mm:ss','fff'+0000 S'", CultureInfo.InvariantCulture);
        }

        private static string Rfc(DateTime time)
        {
            return time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }
}
