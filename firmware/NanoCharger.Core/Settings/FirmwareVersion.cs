using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>Version of this firmware.</summary>
    public static class FirmwareVersion
    {
        /// <summary>As text.</summary>
        public const string Text = "1.0.0";

        /// <summary>As a record of the log keeps it: major, minor and patch, 8 bits each.</summary>
        public const int Packed = 1 << 16;

        /// <summary>Writes one of those as documents and console show it: three decimal numbers, joined by points.</summary>
        public static void Write(AsciiWriter into, int packed)
        {
            into.Number((packed >> 16) & 255);
            into.Put((byte)'.');
            into.Number((packed >> 8) & 255);
            into.Put((byte)'.');
            into.Number(packed & 255);
        }
    }
}
