using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.App
{
    /// <summary>What the charger says on the serial port by itself, a line each.</summary>
    internal sealed class Notices
    {
        // Fields and no constants: each load of a literal makes an object on the device's heap, and these are named in every turn.
        internal static readonly string SelfTest = "self-test";
        internal static readonly string Calibration = "calibration";
        internal static readonly string FaultCounters = "fault counters";
        internal static readonly string Key = "key";
        internal static readonly string Commissioning = "commissioning";
        internal static readonly string Link = "link";
        internal static readonly string Certificates = "certificates";

        private const int LineBytes = 120;

        private readonly ITextPort _port;
        private readonly AsciiWriter _line = new AsciiWriter(LineBytes);

        /// <summary>Notices on this port.</summary>
        internal Notices(ITextPort port)
        {
            _port = port;
        }

        /// <summary>Says it.</summary>
        internal void Say(string what, string more)
        {
            _line.Clear();
            Put(what);
            _line.Put(": ");
            Put(more);
            _line.CutTo(_line.Length > LineBytes - 2 ? LineBytes - 2 : _line.Length);
            _line.Put("\r\n");
            _port.Write(_line.Buffer, _line.Length);
        }

        /// <summary>Says it where there is something to say.</summary>
        /// <param name="what">In a turn one of the fields here.</param>
        /// <param name="more">Null for nothing.</param>
        internal void Tell(string what, string more)
        {
            if (more != null)
            {
                Say(what, more);
            }
        }

        // The message of an exception may hold what came from outside.
        private void Put(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                Printable.Put(_line, text[i]);
            }
        }
    }
}
