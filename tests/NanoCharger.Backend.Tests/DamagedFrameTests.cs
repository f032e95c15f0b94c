using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Sound frames of all kinds, taken and answered; then damaged ones by the thousand, after which the database says what it said before. The variable <see cref="Long"/> says how many, a million for one.</summary>
    public sealed class DamagedFrameTests
    {
        private const string Long = "DAMAGED_FRAMES";
        private const int Short = 20_000;
        private const string Card = "04A1B2";

        /// <summary>What the log says where an exception was met on the way.</summary>
        private static readonly string[] Failures = [" not answered", "not stored", "answer not sent", "cannot be read", "could not be handed on"];

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Damaged_frames_change_nothing(string database)
        {
            const int seed = 20261122;
            int frames = int.Parse(Environment.GetEnvironmentVariable(Long) ?? Short.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            ConcurrentQueue<string> failed = new();
            using DocumentMaker maker = new();
            using Stage stage = new(database, options => options with { Accepts = static token => token == Card, Log = line => Keep(line, failed) });
            stage.Register(maker.Key);
            List<byte[]> sound = [.. Sound(maker).Select(Encoding.UTF8.GetBytes)];
            List<string?> answers = sound.ConvertAll(frame => stage.Say(Encoding.UTF8.GetString(frame)));
            string before = Picture(stage);

            FrameMutator mutator = new(new Random(seed), sound);
            int another = 0;
            for (int number = 0; number < frames; number++)
            {
                byte[] damaged = mutator.Next();
                if (IsAnother(damaged))
                {
                    another++;
                    continue;
                }

                stage.Send(damaged, _ => { });
            }

            stage.Drain();
            Assert.True(failed.IsEmpty && stage.Engine.Counters.Failed == 0, $"seed {seed}: {string.Join('\n', failed.Take(3))}");
            Assert.Equal(before, Picture(stage));
            Assert.Equal(answers, sound.ConvertAll(frame => stage.Say(Encoding.UTF8.GetString(frame))));

            // They got as far as frames can: to the reader, to the fields and the judge, and to what is stored.
            Assert.All([stage.Engine.Counters.Malformed, stage.Engine.Counters.Refused, stage.Engine.Counters.Answered, stage.All<RefusalRow>().Count], count => Assert.True(count > frames / 40));
            Assert.True(another < frames / 10);
        }

        /// <summary>PostgreSQL stores it in no text: unrefused, the record would fail and be sent again for ever, and all behind it would wait.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_character_0_is_refused_for_good(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            foreach (string field in (string[])["transactionId", "stoppedReason", "idToken"])
            {
                string frame = Said.Event("T1", 0, "Ended", 5, more: "\"idToken\":{\"idToken\":\"04AA\",\"type\":\"Local\"},");
                int at = frame.IndexOf($"\"{field}\":\"", StringComparison.Ordinal) + field.Length + 4;
                Assert.Equal($"[4,\"1-1\",\"PropertyConstraintViolation\",\"{field} holds the character 0\",{{}}]", stage.Say(frame.Insert(at, "\\u0000")));
            }

            string document = maker.Begin(1, Said.Begin);
            string signed = Said.Event("T1", 0, "Started", Said.Begin, document[..^3] + "\0" + document[^2..], maker.OcppKey);
            Assert.Contains("the signature has a '\\\\u0000' among", stage.Say(signed));
            Assert.Equal((4, 0), (stage.All<RefusalRow>().Count, stage.Engine.Counters.Failed));
        }

        /// <summary>What stations of ours say, and what nobody asked for; two charges, the second with readings on the way.</summary>
        private static IEnumerable<string> Sound(DocumentMaker maker)
        {
            const long middle = Said.End + 5_000_000;
            const long last = Said.End + 10_000_000;
            const string token = $$"""
                "idToken":{"idToken":"{{Card}}","type":"ISO14443"},"offline":true,"customData":{"vendorId":"nanoCharger","clock":"S"},
                """;
            yield return maker.Started("T1", 1);
            yield return maker.Ended("T1", 2);
            yield return Said.Event("T2", 0, "Started", Said.End, maker.Begin(3, Said.End), maker.OcppKey, token.Trim());
            yield return Said.Event("T2", 1, "Updated", middle, more: token.Trim());
            yield return Said.Event("T2", 2, "Updated", middle, maker.Periodic(4, middle), maker.OcppKey);
            yield return maker.Ended("T2", 5, Said.End, last);
            yield return Said.Call("BootNotification", """{"reason":"PowerUp","chargingStation":{"model":"NC-1","vendorName":"nanoCharger","serialNumber":"7"}}""");
            yield return Said.Call("StatusNotification", $$"""{"timestamp":"{{Said.At1800}}","connectorStatus":"Occupied","evseId":1,"connectorId":1}""");
            yield return Said.Call("SecurityEventNotification", $$"""{"type":"RecordSetAside","timestamp":"{{Said.At1800}}","techInfo":"7"}""");
            yield return Said.Call("Heartbeat", "{}");
            yield return Said.Call("NotifyReport", $$"""{"requestId":1,"generatedAt":"{{Said.At1800}}","seqNo":0}""");
            yield return Said.Call("Authorize", """{"idToken":{"idToken":"04A1B2","type":"ISO14443"}}""");
            yield return """[3,"b-1",{"status":"Accepted"}]""";
            yield return """[4,"b-1","NotImplemented","",{}]""";
        }

        /// <summary>Whether it is another sound message by now: an unsigned event under a number that nobody has used. Such a one is no damaged frame, and is stored.</summary>
        private static bool IsAnother(byte[] frame)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(frame);
                JsonElement payload = document.RootElement[3];
                string transaction = payload.GetProperty("transactionInfo").GetProperty("transactionId").GetString()!;
                bool used = (transaction, payload.GetProperty("seqNo").GetInt32()) is ("T1", 0 or 1) or ("T2", 0 or 1 or 2);
                return !used && !Objects(payload, "meterValue").SelectMany(value => Objects(value, "sampledValue")).Any(sample => sample.TryGetProperty("signedMeterValue", out JsonElement signed) && signed.ValueKind == JsonValueKind.Object);
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
            {
                return false;
            }
        }

        private static IEnumerable<JsonElement> Objects(JsonElement parent, string name)
        {
            return parent.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];
        }

        private static void Keep(string line, ConcurrentQueue<string> failed)
        {
            if (Array.Exists(Failures, words => line.Contains(words, StringComparison.Ordinal)))
            {
                failed.Enqueue(line);
            }
        }

        /// <summary>All that is stored, but for the refusals, their count, and what was found at a document that was refused.</summary>
        private static string Picture(Stage stage)
        {
            IEnumerable<object> rows =
            [
                .. stage.All<Tenant>(), .. stage.All<House>(), .. stage.All<Bay>(), .. stage.All<Placement>(), .. stage.All<KeyRow>(), .. stage.All<EventRow>(), .. stage.All<DocumentRow>(),
                .. stage.All<TransactionRow>(), .. stage.All<ToldRow>(), .. stage.All<FindingRow>().Where(row => row.Consequence != 3),
                .. stage.All<Station>().Select(row => (object)new { row.Id, row.Name, row.RatedMilliamps, row.Phases }),
            ];
            return string.Join('\n', rows.Select(row => $"{row.GetType().Name} {JsonSerializer.Serialize(row)}").Order(StringComparer.Ordinal));
        }
    }
}
