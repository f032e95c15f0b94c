using System;
using System.Buffers;
using System.Text;
using System.Text.Json;
using NanoCharger.Backend.Ocpp;

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
        internal static void WriteToken(Utf8JsonWriter writer, bool accepted, string? price)
        {
            writer.WriteStartObject("idTokenInfo");
            writer.WriteString("status", accepted ? "Accepted" : "Unknown");
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
        /// <param name="event">The event.</param>
        /// <param name="cost">What its transaction costs; null while that is not known.</param>
        /// <param name="price">The line about the price, where this answer is the one that tells it.</param>
        /// <param name="accepts">Says whether a token may charge.</param>
        internal static string Of(TransactionEvent @event, decimal? cost, string? price, Func<string, bool> accepts)
        {
            bool card = @event is { Card: true, Token: not null } && @event.Type != TransactionEvent.Ended;
            return cost is null && price is null && !card ? Nothing : Of(writer =>
            {
                if (cost is { } known)
                {
                    writer.WriteNumber("totalCost", known);
                }

                if (price is not null || card)
                {
                    // A card that a station let in while it was alone may be none of ours: it hears so with the first answer. From afar as well: what we sent may be blocked since.
                    WriteToken(writer, !@event.Card || accepts(@event.Token!), price);
                }
            });
        }
    }
}
