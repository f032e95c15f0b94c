using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>What a step of the calibration has to tell: the sentence for the technician, and the text for the session log.</summary>
    internal sealed class CalibrationReport
    {
        private const int LineBytes = 100;

        private readonly AsciiWriter _line = new AsciiWriter(LineBytes);

        /// <summary>Whether something was changed since the last <see cref="Clear"/>.</summary>
        internal bool Changed { get; private set; }

        /// <summary>What was changed last, in at most <see cref="CalibrationStore.MaxChange"/> characters.</summary>
        internal string Event { get; private set; }

        /// <summary>Nothing has changed yet.</summary>
        internal void Clear()
        {
            Changed = false;
        }

        /// <summary>Begins a text anew; the caller goes on in what it gets.</summary>
        internal AsciiWriter Begin(string text)
        {
            _line.Clear();
            _line.Put(text);
            return _line;
        }

        /// <summary>The text as it stands is a refusal.</summary>
        internal string Refusal()
        {
            return _line.ToString();
        }

        /// <summary>The text as it stands is what was changed.</summary>
        /// <param name="rest">What only the technician needs to know besides.</param>
        /// <returns>The sentence for the technician.</returns>
        internal string Change(string rest)
        {
            Event = _line.ToString();
            Changed = true;
            return "ok, " + Event + rest;
        }
    }
}
