using System;
using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The payloads of answers.</summary>
    internal static class Answers
    {
        /// <summary>There is nothing to say.</summary>
        internal const string Nothing = "{}";

        /// <summary>A payload whose fields are written by a function.</summary>
        internal static string Of(Action<Utf8JsonWriter> fields)
        {
            ArrayBufferWriter<byte> buffer = new();
            using (Utf8JsonWriter writer = new(buffer))
            {
                writer.WriteStartObject();
                fields(writer);
                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }

        /// <summary>What is said of a token, with the price where there is one to tell: the station's signed documents carry it (OCMF's TT).</summary>
        internal static void WriteToken(Utf8JsonWriter writer, TokenStanding standing, string? price)
        {
            writer.WriteStartObject("idTokenInfo");
            writer.WriteString("status", standing.ToString());
            if (price is not null)
            {
                writer.WriteStartObject("personalMessage");
                writer.WriteString("format", "ASCII");
                writer.WriteString("content", price);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        /// <summary>The answer to an event. There is a cost only after the end, which is when it is to be told (OCPP 2.0.1, TransactionEventResponse).</summary>
        /// <param name="cost">What its transaction costs; null while that is not known.</param>
        /// <param name="price">The line about the price, where this answer is the one that tells it.</param>
        /// <param name="standing">Whether its card may charge; null where it has none, or nothing is to be said of it.</param>
        internal static string Of(decimal? cost, string? price, TokenStanding? standing)
        {
            return cost is null && price is null && standing is null ? Nothing : Of(writer =>
            {
                if (cost is { } known)
                {
                    writer.WriteNumber("totalCost", known);
                }

                if (price is not null || standing is not null)
                {
                    WriteToken(writer, standing ?? TokenStanding.Accepted, price);
                }
            });
        }
    }
}
