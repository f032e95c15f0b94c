using System;
using System.IO;

namespace NanoCharger.Backend
{
    /// <summary>What somebody wanted and what cannot be, as an exception whose sentence every page can say in its reader's language.</summary>
    internal static class Refusal
    {
        private const string Entry = "phrase";

        /// <summary>An exception to be thrown; its message is the English of a phrase.</summary>
        /// <param name="key">The phrase's key.</param>
        /// <param name="values">What stands in its places.</param>
        internal static InvalidDataException Because(string key, params object[] values)
        {
            return Because(new Phrase(key, values));
        }

        /// <inheritdoc cref="Because(string, object[])"/>
        internal static InvalidDataException Because(Phrase why)
        {
            InvalidDataException refused = new(why.ToString());
            refused.Data[Entry] = why;
            return refused;
        }

        /// <summary>Why; null where the exception says it in English alone.</summary>
        internal static Phrase? Of(Exception problem)
        {
            return problem.Data[Entry] as Phrase;
        }
    }
}
