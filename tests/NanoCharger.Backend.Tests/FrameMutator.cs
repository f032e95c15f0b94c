using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Damages sound frames: as lines do, as programs do that count or nest wrongly, and as people do who try.</summary>
    internal sealed class FrameMutator
    {
        private const int MostFaults = 3;

        private static readonly string[] Numbers =
        [
            "-1", "-0", "0.5", "1e3", "1E400", "-1e-400", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999999999999999999", "00", "+1", "0x10", "NaN", ".5", "1.",
        ];

        private static readonly string[] Others = ["null", "true", "0", "\"\"", "[]", "{}", "[{}]", "\"Ended\"", "[null]", "{\"a\":{}}"];

        private static readonly string[] Texts =
        [
            "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\u001b[2J\\r\\n\"", "\"\\u202e\"", "\"'; DROP TABLE events; --\"", "\"\\q\"", "\"\t\"", $"\"{new string('A', 300)}\"", $"\"{new string('A', 60_000)}\"",
        ];

        /// <summary>What is no UTF-8: alone, overlong, cut off, half a surrogate pair, beyond the last character.</summary>
        private static readonly byte[][] NoUtf8 = [[0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]];

        private readonly Random _random;
        private readonly IReadOnlyList<byte[]> _sound;
        private readonly Func<byte[], byte[]>[] _faults;

        internal FrameMutator(Random random, IReadOnlyList<byte[]> sound)
        {
            _random = random;
            _sound = sound;
            _faults = [Flip, FlipBit, Truncate, Remove, Spoil, Splice, Swap, Rename, Double, Number, Nest, Retype, Retext];
        }

        /// <summary>A frame with one to three faults.</summary>
        internal byte[] Next()
        {
            byte[] frame = Any(_sound);
            for (int faults = _random.Next(MostFaults) + 1; faults > 0; faults--)
            {
                frame = Any(_faults)(frame);
            }

            return frame;
        }

        private byte[] Flip(byte[] frame)
        {
            byte[] flipped = [.. frame];
            flipped[At(frame)] = (byte)_random.Next(256);
            return flipped;
        }

        private byte[] FlipBit(byte[] frame)
        {
            byte[] flipped = [.. frame];
            flipped[At(frame)] ^= (byte)(1 << _random.Next(8));
            return flipped;
        }

        private byte[] Truncate(byte[] frame)
        {
            return frame[..(At(frame) + 1)];
        }

        private byte[] Remove(byte[] frame)
        {
            int at = At(frame);
            int end = Math.Min(frame.Length, at + _random.Next(1, 40));
            return end - at < frame.Length ? [.. frame[..at], .. frame[end..]] : frame;
        }

        private byte[] Spoil(byte[] frame)
        {
            int at = At(frame);
            return [.. frame[..at], .. Any(NoUtf8), .. frame[at..]];
        }

        private byte[] Splice(byte[] frame)
        {
            byte[] other = Any(_sound);
            return [.. frame[..(At(frame) + 1)], .. other[At(other)..]];
        }

        /// <summary>Two values change places.</summary>
        private byte[] Swap(byte[] frame)
        {
            List<Item> items = Items(frame);
            return items.Count < 2 ? frame : Exchange(frame, Any(items).Value, Any(items).Value);
        }

        /// <summary>Two names change places.</summary>
        private byte[] Rename(byte[] frame)
        {
            List<Item> named = Items(frame).FindAll(item => item.Named);
            return named.Count < 2 ? frame : Exchange(frame, Any(named).Name, Any(named).Name);
        }

        /// <summary>A field stands twice, at times with another's value.</summary>
        private byte[] Double(byte[] frame)
        {
            List<Item> named = Items(frame).FindAll(item => item.Named);
            if (named.Count == 0)
            {
                return frame;
            }

            Item item = Any(named);
            Item value = _random.Next(2) == 0 ? item : Any(named);
            return [.. frame[..item.Name.Start], .. frame[item.Name.Start..item.Name.End], .. ":"u8, .. frame[value.Value.Start..value.Value.End], .. ","u8, .. frame[item.Name.Start..]];
        }

        private byte[] Number(byte[] frame)
        {
            return Put(frame, Items(frame).FindAll(item => frame[item.Value.Start] is (byte)'-' or (>= (byte)'0' and <= (byte)'9')), Any(Numbers));
        }

        private byte[] Retype(byte[] frame)
        {
            return Put(frame, Items(frame), Any(Others));
        }

        private byte[] Retext(byte[] frame)
        {
            return Put(frame, Items(frame).FindAll(item => frame[item.Value.Start] == (byte)'"'), Any(Texts));
        }

        private byte[] Nest(byte[] frame)
        {
            List<Item> items = Items(frame);
            if (items.Count == 0)
            {
                return frame;
            }

            (string open, string close) = _random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
            int depth = Any([1, 2, 8, 20, 500, 5000]);
            Span value = Any(items).Value;
            return
            [
                .. frame[..value.Start], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, depth))), .. frame[value.Start..value.End],
                .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(close, depth))), .. frame[value.End..],
            ];
        }

        private byte[] Put(byte[] frame, List<Item> items, string value)
        {
            if (items.Count == 0)
            {
                return frame;
            }

            Span at = Any(items).Value;
            return [.. frame[..at.Start], .. Encoding.UTF8.GetBytes(value), .. frame[at.End..]];
        }

        private static byte[] Exchange(byte[] frame, Span one, Span other)
        {
            (Span first, Span second) = one.Start <= other.Start ? (one, other) : (other, one);
            return second.Start < first.End ? frame
                : [.. frame[..first.Start], .. frame[second.Start..second.End], .. frame[first.End..second.Start], .. frame[first.Start..first.End], .. frame[second.End..]];
        }

        private int At(byte[] frame)
        {
            return _random.Next(frame.Length);
        }

        private T Any<T>(IReadOnlyList<T> of)
        {
            return of[_random.Next(of.Count)];
        }

        /// <summary>All values as far as the frame can be read, those of fields with their names.</summary>
        private static List<Item> Items(byte[] frame)
        {
            List<Item> found = [];
            Stack<(Span Name, int Start)> open = new();
            Span name = default;
            Utf8JsonReader reader = new(frame);
            try
            {
                while (reader.Read())
                {
                    Span token = new((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                    switch (reader.TokenType)
                    {
                        case JsonTokenType.PropertyName:
                            name = new Span(token.Start, token.Start + reader.ValueSpan.Length + 2);
                            continue;
                        case JsonTokenType.StartObject or JsonTokenType.StartArray:
                            open.Push((name, token.Start));
                            break;
                        case JsonTokenType.EndObject or JsonTokenType.EndArray:
                            (Span outer, int start) = open.Pop();
                            found.Add(new Item(outer, new Span(start, token.End)));
                            break;
                        default:
                            found.Add(new Item(name, token));
                            break;
                    }

                    name = default;
                }
            }
            catch (JsonException)
            {
                // It is damaged already: what stands before that can still be damaged by its structure.
            }

            return found;
        }

        private readonly record struct Span(int Start, int End);

        private readonly record struct Item(Span Name, Span Value)
        {
            internal bool Named => Name.End > 0;
        }
    }
}
