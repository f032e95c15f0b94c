namespace NanoCharger.Console.Commands
{
    /// <summary>Numbers as a technician types them, with their unit or without: 16, 16A, 16 A.</summary>
    internal static class Quantity
    {
        /// <summary>Takes a number, and the unit that it is asked for in, from the front of what was typed. Whether it is a number is judged by who reads it.</summary>
        /// <param name="text">What was typed.</param>
        /// <param name="unit">The unit; "" for a number that has none.</param>
        /// <param name="number">The number without its unit; all that was typed where it begins with none.</param>
        /// <param name="behind">What stands behind both, without blanks around it.</param>
        /// <returns>Null, or in one sentence what is wrong: another unit.</returns>
        internal static string Take(string text, string unit, out string number, out string behind)
        {
            int end = 0;
            while (end < text.Length && IsOfNumber(text[end]))
            {
                end++;
            }

            end = end == 0 ? text.Length : end;
            number = text.Substring(0, end);
            behind = text.Substring(end).Trim();
            if (unit.Length > 0 && behind.IndexOf(unit) == 0 && (behind.Length == unit.Length || behind[unit.Length] == ' '))
            {
                behind = behind.Substring(unit.Length).Trim();
                return null;
            }

            // A second number is no unit: the phase behind an amount.
            return behind.Length == 0 || IsOfNumber(behind[0]) ? null
                : "'" + Words.First(behind) + "' is not the unit of this number, " + (unit.Length == 0 ? "it has none" : "which is " + unit);
        }

        private static bool IsOfNumber(char value)
        {
            return (value >= '0' && value <= '9') || value == '-' || value == '.' || value == ',';
        }
    }
}
