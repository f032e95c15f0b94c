using System;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>Who granted a transaction, as a document's IS, IL, IF and IT tell it: one row for each, and no other combination exists.</summary>
    internal sealed class Granter
    {
        private static readonly Granter[] All =
        [
            new("nobody, free charging", false, "NONE", [], "NONE"),
            new("card", true, "HEARSAY", ["RFID_PLAIN"], "ISO14443"),
            new("console", true, "HEARSAY", [], "LOCAL"),
            new("backend", true, "TRUSTED", ["OCPP_RS"], "CENTRAL"),
        ];

        private readonly bool _identified;
        private readonly string _level;
        private readonly string[] _flags;
        private readonly string _type;

        private Granter(string name, bool identified, string level, string[] flags, string type)
        {
            Name = name;
            _identified = identified;
            _level = level;
            _flags = flags;
            _type = type;
        }

        /// <summary>For people.</summary>
        internal string Name { get; }

        /// <summary>The one whose row the document has; null where it has none's.</summary>
        internal static Granter? Of(SignedDocument document)
        {
            return Array.Find(All, granter => granter._identified == document.Identified && granter._level == document.IdentificationLevel
                && granter._type == document.IdentificationType && granter._flags.SequenceEqual(document.IdentificationFlags));
        }
    }
}
