namespace NanoCharger.Ocpp.Json
{
    /// <summary>Looks for an object that has a key twice: RFC 8259, 4 leaves open which of the two counts, so two readers may understand two things.</summary>
    /// <remarks>Keys are compared by what they mean: one that is written with escapes is another one's double for who undoes them, and a field of its own for who does not.</remarks>
    internal sealed class KeyCheck
    {
        /// <summary>Keys that stand in the objects which are open at once: more than any call has.</summary>
        private const int Most = 64;

        private readonly int[] _offsets = new int[Most];
        private readonly int[] _lengths = new int[Most];
        private readonly int[] _first = new int[JsonReader.MaxDepth + 1];
        private int _count;

        /// <summary>Offset of the key that stands there twice, or is one too many.</summary>
        internal int Offset { get; private set; }

        /// <summary>Its bytes.</summary>
        internal int Length { get; private set; }

        /// <summary>True when the last <see cref="IsSound"/> found more keys than can be compared.</summary>
        internal bool TooMany { get; private set; }

        /// <summary>Reads to the end.</summary>
        /// <param name="json">Started on a text that is known to be JSON, in UTF-8.</param>
        /// <param name="source">The bytes of it.</param>
        internal bool IsSound(JsonReader json, byte[] source)
        {
            int depth = 0;
            _count = 0;
            _first[0] = 0;
            TooMany = false;
            while (true)
            {
                switch (json.Read())
                {
                    case JsonToken.ObjectStart:
                    case JsonToken.ArrayStart:
                        _first[++depth] = _count;
                        break;
                    case JsonToken.ObjectEnd:
                    case JsonToken.ArrayEnd:
                        _count = _first[depth--];
                        break;
                    case JsonToken.Name:
                        if (!TryAdd(source, json.TokenOffset, json.TokenLength, _first[depth]))
                        {
                            return false;
                        }

                        break;
                    case JsonToken.End:
                    case JsonToken.Fault:
                        return true;
                }
            }
        }

        private bool TryAdd(byte[] source, int offset, int length, int first)
        {
            Offset = offset;
            Length = length;
            TooMany = _count == Most;
            if (TooMany)
            {
                return false;
            }

            for (int i = first; i < _count; i++)
            {
                if (Same(source, _offsets[i], _lengths[i], offset, length))
                {
                    return false;
                }
            }

            _offsets[_count] = offset;
            _lengths[_count++] = length;
            return true;
        }

        private static bool Same(byte[] source, int one, int oneLength, int other, int otherLength)
        {
            int oneEnd = one + oneLength;
            int otherEnd = other + otherLength;
            while (one < oneEnd && other < otherEnd)
            {
                if (JsonEscapes.Next(source, ref one) != JsonEscapes.Next(source, ref other))
                {
                    return false;
                }
            }

            return one == oneEnd && other == otherEnd;
        }
    }
}
