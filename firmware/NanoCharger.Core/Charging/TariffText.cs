namespace NanoCharger.Core.Charging
{
    /// <summary>The backend's text about the price, as the signed documents carry it.</summary>
    public static class TariffText
    {
        /// <summary>Longest text, in characters: what a record of the log has room for.</summary>
        public const int MaxLength = 80;

        /// <summary>True for 1..80 printable ASCII characters without the bar, which parts a signed document (OCMF).</summary>
        public static bool IsValid(string text)
        {
            if (text == null || text.Length < 1 || text.Length > MaxLength)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < ' ' || text[i] > '~' || text[i] == '|')
                {
                    return false;
                }
            }

            return true;
        }
    }
}
