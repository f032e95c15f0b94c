using System.Text;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Writes into the trace what goes over the console's line: each line that the firmware prints, and each that the scenario types.</summary>
    internal sealed class ConsoleTap
    {
        private const int MaxLine = 512;

        private readonly SerialLine _line;
        private readonly ITrace _trace;
        private readonly StringBuilder _printed = new StringBuilder();

        public ConsoleTap(SerialLine line, ITrace trace)
        {
            _line = line;
            _trace = trace;
            line.Output += Printed;
        }

        public void Type(string text)
        {
            _trace.Write("console", ("line", "< " + text));
            _line.Type(Encoding.ASCII.GetBytes(text + "\r"));
        }

        private void Printed(byte[] bytes)
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
                _trace.Write("console", ("line", _printed.ToString()));
                _printed.Clear();
            }
        }
    }
}
