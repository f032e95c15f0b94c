using System;
using System.Text;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>The card reader at the front: sends each card that is shown as a line of hex. Without power it sees none.</summary>
    internal sealed class CardReader
    {
        private readonly Machine _machine;
        private readonly SerialLine _line;
        private readonly ITrace _trace;

        public CardReader(Machine machine, SerialLine line, ITrace trace)
        {
            _machine = machine;
            _line = line;
            _trace = trace;
        }

        /// <summary>A card was shown to a chip that runs.</summary>
        public event Action<string>? Shown;

        public void Show(string token)
        {
            _trace.Write("token", ("id", token));
            if (_machine.Powered)
            {
                Shown?.Invoke(token);
                _line.Type(Encoding.ASCII.GetBytes(token + "\r"));
            }
        }
    }
}
