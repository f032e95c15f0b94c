namespace NanoCharger.Ocpp.Json
{
    /// <summary>UTF-8 (RFC 3629), which every text of JSON between systems is (RFC 8259, 8.1).</summary>
    internal static class Utf8
    {
        /// <summary>Looks for bytes that are no UTF-8: cut or stray ones, longer forms than needed, surrogates, and what lies beyond U+10FFFF.</summary>
        /// <returns>The place of the first; -1 when all is sound.</returns>
        internal static int FindWrong(byte[] source, int offset, int length)
        {
            int end = offset + length;
            int at = offset;
            while (at < end)
            {
                int lead = source[at];
                int following = lead < 0x80 ? 0 : lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
                if (following < 0 || at + following >= end || !IsSound(source, at, lead, following))
                {
                    return at;
                }

                at += 1 + following;
            }

            return -1;
        }

        // The first byte behind the lead has the narrower ranges of RFC 3629, 4; all of them are 10xxxxxx.
        private static bool IsSound(byte[] source, int at, int lead, int following)
        {
            for (int i = 1; i <= following; i++)
            {
                if ((source[at + i] & 0xC0) != 0x80)
                {
                    return false;
                }
            }

            int next = following == 0 ? 0 : source[at + 1];
            return (lead != 0xE0 || next >= 0xA0) && (lead != 0xED || next < 0xA0) && (lead != 0xF0 || next >= 0x90) && (lead != 0xF4 || next < 0x90);
        }
    }
}
