using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>A key as a backup's <see cref="FileName"/> has it: whose signatures count, and since when, apart from the database.</summary>
    /// <param name="Station">The station's id.</param>
    /// <param name="Number">The key's number, which its series goes by.</param>
    /// <param name="PublicKey">DER in hex digits.</param>
    /// <param name="FromMs">What comes from then on may be verified by it.</param>
    /// <param name="ToMs">What comes from then on may not; null while it counts.</param>
    /// <param name="Origin">How it came to be believed.</param>
    internal sealed record KeyCopy(string Station, int Number, string PublicKey, long FromMs, long? ToMs, KeyOrigin Origin)
    {
        /// <summary>Its name in the backup's folder.</summary>
        internal const string FileName = "keys.json";

        private const int LongestStation = 48;

        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
        };

        /// <summary>Writes all keys of a database.</summary>
        internal static void Write(PlatformDatabase database, string file)
        {
            using PlatformContext context = database.Context();
            List<KeyCopy> keys = context.Keys.AsNoTracking().OrderBy(row => row.Station!.Name).ThenBy(row => row.Number)
                .Select(row => new KeyCopy(row.Station!.Name, row.Number, row.PublicKey, row.FromMs, row.ToMs, row.Origin)).ToList();
            File.WriteAllText(file, JsonSerializer.Serialize(keys, Format) + "\n");
        }

        /// <summary>Takes the keys of a file that are not in the database, under their numbers, and the ends of those that are. What the database knows more of stays.</summary>
        /// <returns>How many were taken.</returns>
        /// <exception cref="InvalidDataException">The file has no sense, or has another key under a number that is used; nothing is changed.</exception>
        internal static int Take(PlatformContext context, string file, long nowMs)
        {
            using IDbContextTransaction unit = context.Database.BeginTransaction();
            House.EnsureFirst(context);
            int taken = 0;
            foreach (IGrouping<string, KeyCopy> station in Read(file).GroupBy(key => key.Station))
            {
                Station of = KeyRegister.StationOf(context, station.Key, nowMs, out _);
                List<KeyRow> known = context.Keys.Where(row => row.StationId == of.Id).ToList();
                int before = taken;
                foreach (KeyCopy copy in station)
                {
                    taken += copy.Take(context, of, known, file) ? 1 : 0;
                }

                of.Revision += taken > before ? 1 : 0;
            }

            context.SaveChanges();
            unit.Commit();
            return taken;
        }

        private bool Take(PlatformContext context, Station of, List<KeyRow> known, string file)
        {
            KeyRow? here = known.Find(row => row.Number == Number || row.PublicKey == PublicKey);
            if (here is null)
            {
                context.Keys.Add(new KeyRow { StationId = of.Id, Number = Number, PublicKey = PublicKey, FromMs = FromMs, ToMs = ToMs, Origin = Origin });
                return true;
            }

            if (here.Number != Number || here.PublicKey != PublicKey)
            {
                throw new InvalidDataException(
                    FormattableString.Invariant($"{file}: key {Number} of station {Station} is not the one that the database has as key {here.Number}: see 'key list'"));
            }

            bool ended = here.ToMs is null && ToMs is not null;
            here.ToMs ??= ToMs;
            return ended;
        }

        private static List<KeyCopy> Read(string file)
        {
            try
            {
                List<KeyCopy> keys = JsonSerializer.Deserialize<List<KeyCopy>>(File.ReadAllBytes(file), Format)!;
                return keys.Find(static key => !key.HasSense()) is { } odd ? throw new InvalidDataException(FormattableString.Invariant($"{file}: key {odd.Number} of station {odd.Station} has no sense"))
                    : keys.DistinctBy(key => (key.Station, key.Number)).Count() < keys.Count ? throw new InvalidDataException($"{file}: it has two keys of one number")
                    : keys;
            }
            catch (JsonException problem)
            {
                throw new InvalidDataException($"{file}: {problem.Message}", problem);
            }
        }

        private bool HasSense()
        {
            return Station.Length is >= 1 and <= LongestStation && Number >= 1 && FromMs >= 0 && ToMs is null or >= 0 && Enum.IsDefined(Origin)
                && StationKey.Read(PublicKey, out _)?.Hex == PublicKey;
        }
    }
}
