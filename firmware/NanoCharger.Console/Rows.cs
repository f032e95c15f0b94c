using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>A line of an answer, of any width up to <see cref="LineBytes"/>, as rows of the terminal. What does not print is escaped here, whoever wrote it.</summary>
    /// <remarks>A row ends at a blank where it can, so that no number, name or word is torn in two; the rows behind the first are indented.</remarks>
    internal sealed class Rows
    {
        /// <summary>Longest line: a setting of 64 characters with another one of 64 after the next start, and the longest answer to a line of 100.</summary>
        internal const int LineBytes = 320;

        private const int Indent = 4;

        private readonly AsciiWriter _line = new AsciiWriter(LineBytes);
        private int _at;

        /// <summary>True while rows of the line are to be written.</summary>
        internal bool Left { get; private set; }

        /// <summary>Gives an empty line to write into.</summary>
        internal AsciiWriter Begin()
        {
            _line.Clear();
            return _line;
        }

        /// <summary>The line is written: its rows may go.</summary>
        internal void Start()
        {
            _at = 0;
            Left = true;
        }

        /// <summary>Writes the next row, without its end. An empty line is one empty row.</summary>
        /// <param name="target">Has room for <see cref="TechnicianConsole.Columns"/> bytes.</param>
        internal void PutRow(AsciiWriter target)
        {
            int end = EndOfRow(TechnicianConsole.Columns - (_at == 0 ? 0 : Indent));
            for (int i = 0; i < (_at == 0 ? 0 : Indent); i++)
            {
                target.Put((byte)' ');
            }

            while (_at < end)
            {
                Printable.Put(target, _line.Buffer[_at++]);
            }

            while (_at < _line.Length && _line.Buffer[_at] == ' ')
            {
                _at++;
            }

            Left = _at < _line.Length;
        }

        private int EndOfRow(int columns)
        {
            byte[] text = _line.Buffer;
            int end = _at;
            int lastWord = _at;
            int used = 0;
            while (end < _line.Length && used + Printable.WidthOf(text[end]) <= columns)
            {
                used += Printable.WidthOf(text[end++]);
                lastWord = end < _line.Length && text[end] == ' ' && text[end - 1] != ' ' ? end : lastWord;
            }

            return end < _line.Length && lastWord > _at ? lastWord : end;
        }
    }
}
