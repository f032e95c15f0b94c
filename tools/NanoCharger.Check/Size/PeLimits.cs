namespace NanoCharger.Check.Size
{
    /// <summary>What one .pe, the form in which nanoFramework's runtime loads an assembly, can hold. The sources are in the README.</summary>
    public static class PeLimits
    {
        /// <summary>Bytes of the bytecode table: a method's address in it has 16 bits, and 0xFFFF means a method without a body.</summary>
        public const int Bytecode = 65_535;

        /// <summary>Names that the runtime holds itself, with an address each from the top of the 16 bits down.</summary>
        public const int WellKnownStrings = 860;

        /// <summary>Bytes of the string table: from this address up the runtime reads a name of its own, without a message.</summary>
        public const int Strings = 65_535 - WellKnownStrings;

        /// <summary>Bytes of the signature table, with the data of array initialisers: addresses have 16 bits, and 0xFFFF means none.</summary>
        public const int Signatures = 65_535;

        /// <summary>Types, and referenced types: a token in the bytecode has 16 bits, two of which tell the table.</summary>
        public const int Types = 1 << 14;

        /// <summary>Methods, and referenced methods: as for types.</summary>
        public const int Methods = 1 << 14;

        /// <summary>Fields, and referenced fields: one of the 16 bits tells the table.</summary>
        public const int Fields = 1 << 15;

        /// <summary>Per cent of a limit from which on the gate warns.</summary>
        public const int WarnPercent = 75;

        /// <summary>Per cent of a limit beyond which the gate refuses.</summary>
        public const int RefusePercent = 95;
    }
}
