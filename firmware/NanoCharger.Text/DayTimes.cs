namespace NanoCharger.Text
{
    /// <summary>A few times of the day in one text: "05:30,21:00".</summary>
    public static class DayTimes
    {
        /// <summary>Most times in a text.</summary>
        public const int Most = 4;

        /// <summary>Longest text.</summary>
        public const int MaxLength = (Most * (TimeLength + 1)) - 1;

        private const int TimeLength = 5;

        /// <summary>Reads a text: times as HH:MM, 00:00 to 23:59, a comma between two, in any order.</summary>
        /// <param name="text">The text; an empty one has no time.</param>
        /// <param name="minutes">Takes the minutes since midnight, <see cref="Most"/> at most; null to look only.</param>
        /// <returns>How many there are; -1 for a text of another form.</returns>
        public static int Read(string text, int[] minutes)
        {
            int count = (text.Length + 1) / (TimeLength + 1);
            if (count > Most || (text.Length > 0 && text.Length != (count * (TimeLength + 1)) - 1))
            {
                return -1;
            }

            for (int i = 0; i < count; i++)
            {
                int at = i * (TimeLength + 1);
                int hour = Field(text, at);
                int minute = Field(text, at + 3);
                if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[at + 2] != ':' || (i > 0 && text[at - 1] != ','))
                {
                    return -1;
                }

                if (minutes != null)
                {
                    minutes[i] = (hour * 60) + minute;
                }
            }

            return count;
        }

        // Two digits; -1 for anything else.
        private static int Field(string text, int at)
        {
            int tens = text[at] - '0';
            int ones = text[at + 1] - '0';
            return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : (tens * 10) + ones;
        }
    }
}
