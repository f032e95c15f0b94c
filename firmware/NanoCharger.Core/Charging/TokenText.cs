namespace NanoCharger.Core.Charging
{
    /// <summary>The text of a token: what a card carries, in hex, or what the backend calls a driver.</summary>
    public static class TokenText
    {
        /// <summary>Longest token, in characters (OCPP 2.0.1, IdTokenType.idToken).</summary>
        public const int MaxLength = 36;

        /// <summary>True for 1..36 characters of OCPP's identifierString: a-z, A-Z, 0-9 and *-_=:+|@. (part 2, 2.1).</summary>
        public static bool IsValid(string token)
        {
            if (token == null || token.Length < 1 || token.Length > MaxLength)
            {
                return false;
            }

            for (int i = 0; i < token.Length; i++)
            {
                if (!Allows(token[i]))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>True when both name the same driver: the case of letters means nothing (identifierString). Null is the same as nothing.</summary>
        public static bool Same(string one, string other)
        {
            if (one == null || other == null || one.Length != other.Length)
            {
                return false;
            }

            for (int i = 0; i < one.Length; i++)
            {
                if (Upper(one[i]) != Upper(other[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool Allows(char value)
        {
            char upper = Upper(value);
            return (upper >= 'A' && upper <= 'Z') || (value >= '0' && value <= '9')
                || value == '*' || value == '-' || value == '_' || value == '=' || value == ':'
                || value == '+' || value == '|' || value == '@' || value == '.';
        }

        private static char Upper(char value)
        {
            return value >= 'a' && value <= 'z' ? (char)(value - ('a' - 'A')) : value;
        }
    }
}
