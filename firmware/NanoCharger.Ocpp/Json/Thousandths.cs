namespace NanoCharger.Ocpp.Json
{
    /// <summary>A JSON number in thousandths, without floating point.</summary>
    internal static class Thousandths
    {
        private const int MostDigits = 12;

        /// <summary>Cut behind the third decimal; one too great for an int is the greatest int.</summary>
        /// <returns>-1 for one with a sign, an exponent or too many digits.</returns>
        internal static int Of(byte[] source, int offset, int length)
        {
            long value = 0;
            int decimals = -1;
            for (int i = 0; i < length; i++)
            {
                byte at = source[offset + i];
                if (at == '.')
                {
                    decimals = 0;
                }
                else if (at < '0' || at > '9' || i >= MostDigits)
                {
                    return -1;
                }
                else if (decimals < 3)
                {
                    value = (value * 10) + (at - '0');
                    decimals += decimals < 0 ? 0 : 1;
                }
            }

            for (int i = decimals < 0 ? 0 : decimals; i < 3; i++)
            {
                value *= 10;
            }

            return value > int.MaxValue ? int.MaxValue : (int)value;
        }
    }
}
