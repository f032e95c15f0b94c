using System;
using System.Text;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Writes into the trace what goes over the console's line: each line that the firmware prints, and each that the scenario types. Without power nobody reads what is typed.</summary>
    internal sealed class ConsoleTap
    {
        private const int MaxLine = 512;

        private readonly Machine _machine;
        private readonly SerialLine _line;
        private readonly ITrace _trace;
        private readonly StringBuilder _printed = new StringBuilder();

        public ConsoleTap(Machine machine, SerialLine line, ITrace trace)
        {
            _machine = machine;
            _line = line;
            _trace = trace;
            line.Output += Print;
        }

        /// <summary>The firmware has printed a line.</summary>
        public event Action<string>? Printed;

        /// <summary>The scenario has typed a line to a chip that runs.</summary>
        public event Action<string>? Typed;

        public void Type(string text)
        {
            _trace.Write("console", ("line", "< " + text));
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
                if (value is (byte)'\n' or (byte)'\r')
                {
                    EndLine();
                }
                else if (_printed.Length < MaxLine)
                {
                    _printed.Append((char)value);
                }
            }
        }

        private void EndLine()
        {
            if (_printed.Length > 0)
            {
                string line = _printed.ToString();
                _printed.Clear();
                _trace.Write("console", ("line", line));
                Printed?.Invoke(line);
            }
        }
    }
}
