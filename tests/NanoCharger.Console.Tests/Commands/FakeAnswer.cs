namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Console;
    using NanoCharger.Text;

    /// <summary>Takes what a command answers, a page to its end.</summary>
    internal sealed class FakeAnswer : IAnswer
    {
        private readonly AsciiWriter _line = new AsciiWriter(TechnicianConsole.Columns);

        /// <summary>Answers taken.</summary>
        public int Count { get; private set; }

        /// <summary>All of them, each line ended by a line feed.</summary>
        public string Text { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public void Say(string text)
        {
            Count++;
            Text += text + "\n";
        }

        /// <inheritdoc/>
        public void Show(IPage page)
        {
            Count++;
            for (int i = 0; page.TryWriteLine(i, _line); i++)
            {
                Text += Ascii.Text(_line.Buffer, 0, _line.Length) + "\n";
                _line.Clear();
            }
        }
    }
}
