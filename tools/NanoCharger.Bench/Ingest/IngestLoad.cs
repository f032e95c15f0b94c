using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>What the stations will say, signed beforehand: each has a key of its own, and charges one vehicle after the other.</summary>
    internal sealed class IngestLoad
    {
        private const long EnergyMilliwattHours = 10_000_000;
        private static readonly DateTime FirstBegin = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        private static readonly TimeSpan Charge = TimeSpan.FromHours(2);
        private static readonly TimeSpan Interval = TimeSpan.FromHours(3);

        internal IngestLoad(int stations, int transactions)
        {
            Frames = new byte[stations][][];
            Documents = new (byte[], StationKey)[stations * transactions * 2];
            Parallel.For(0, stations, station => Sign(station, transactions));
        }

        /// <summary>The keys by station.</summary>
        internal Dictionary<string, StationKey> Keys { get; } = [];

        /// <summary>By station, in their order.</summary>
        internal byte[][][] Frames { get; }

        /// <summary>All documents, with the key of each.</summary>
        internal (byte[] Document, StationKey Key)[] Documents { get; }

        /// <summary>The name of a station.</summary>
        internal static string NameOf(int station)
        {
            return string.Create(CultureInfo.InvariantCulture, $"NC-{station:0000}");
        }

        private void Sign(int station, int transactions)
        {
            using DocumentMaker maker = new();
            StationKey key = maker.Key;
            string ocppKey = maker.OcppKey;
            string name = NameOf(station);
            Frames[station] = new byte[transactions * 2][];
            for (int number = 0; number < transactions; number++)
            {
                DateTime begin = FirstBegin + (number * Interval);
                (string from, string to) = (Ocmf(begin), Ocmf(begin + Charge));
                long register = number * EnergyMilliwattHours;
                string[] documents = [maker.Begin((2 * number) + 1, register, from, name), maker.Receipt((2 * number) + 2, register, register + EnergyMilliwattHours, from, to, name)];
                for (int part = 0; part < documents.Length; part++)
                {
                    DateTime time = part == 0 ? begin : begin + Charge;
                    string frame = EventFrame.Write(
                        string.Create(CultureInfo.InvariantCulture, $"T{number}"), part, part == 0 ? "Started" : "Ended", Rfc(time), register + (part * EnergyMilliwattHours), documents[part], ocppKey);
                    Frames[station][(2 * number) + part] = Encoding.UTF8.GetBytes(frame);
                    Documents[(((station * transactions) + number) * 2) + part] = (Encoding.ASCII.GetBytes(documents[part]), key);
                }
            }

            lock (Keys)
            {
                Keys[name] = key;
            }
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
