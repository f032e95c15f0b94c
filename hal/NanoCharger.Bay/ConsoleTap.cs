using System;
using System.Text;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Writes into the trace what goes over the console's line, secrets hidden: each line that the firmware prints, and each that the scenario types. Without power nobody reads what is typed.</summary>
    internal sealed class ConsoleTap
    {
        private const int MaxLine = 512;

        private readonly Machine _machine;
        private readonly SerialLine _line;
        private readonly ITrace _trace;
        private readonly SecretMask _typedMask;
        private readonly SecretMask _printedMask;
        private readonly StringBuilder _printed = new StringBuilder();
        private readonly StringBuilder _shown = new StringBuilder();

        /// <param name="machine">Its power.</param>
        /// <param name="line">The technician's line.</param>
        /// <param name="trace">Where lines are written.</param>
        /// <param name="options">Names the secrets.</param>
        public ConsoleTap(Machine machine, SerialLine line, ITrace trace, BayOptions options)
        {
            _machine = machine;
            _line = line;
            _trace = trace;
            _typedMask = new SecretMask(options.SecretSettings);
            _printedMask = new SecretMask(options.SecretSettings);
            line.Output += Print;
        }

        /// <summary>The firmware has printed a line; nothing of it is hidden.</summary>
        public event Action<string>? Printed;

        /// <summary>The scenario has typed a line to a chip that runs; nothing of it is hidden.</summary>
        public event Action<string>? Typed;

        public void Type(string text)
        {
            _trace.Write("console", ("line", _typedMask.Whole("< " + text)));
            if (_machine.Powered)
            {
                Typed?.Invoke(text);
                _line.Type(Encoding.UTF8.GetBytes(text + "\r"));
            }
        }

        private void Print(byte[] bytes)
        {
            foreach (byte value in bytes)
            {
                char shown = _printedMask.Pass((char)value);
                if (value is (byte)'\n' or (byte)'\r')
                {
                    EndLine();
                }
                else if (_printed.Length < MaxLine)
                {
                    _printed.Append((char)value);
                    _shown.Append(shown);
                }
            }
        }

        private void EndLine()
        {
            if (_printed.Length > 0)
            {
                string line = _printed.ToString();
                _trace.Write("console", ("line", _shown.ToString()));
                _printed.Clear();
                _shown.Clear();
                Printed?.Invoke(line);
            }
        }
    }
}
