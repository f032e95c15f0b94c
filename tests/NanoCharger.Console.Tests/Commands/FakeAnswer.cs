namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Console;
    using NanoCharger.Console.Pages;
    using NanoCharger.Text;

    /// <summary>Takes what a command answers, a page to its end.</summary>
    internal sealed class FakeAnswer : IAnswer
    {
        private readonly AsciiWriter _line = new AsciiWriter(Rows.LineBytes);
        private readonly AsciiWriter _piece = new AsciiWriter(KeyPage.LineBytes);

        /// <summary>Answers taken.</summary>
        public int Count { get; private set; }

        /// <summary>Turns in which a page worked and had no line.</summary>
        public int Waits { get; private set; }

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
            IPreparedPage prepared = page as IPreparedPage;
            IDrawnPage drawn = page as IDrawnPage;
            AsciiWriter line = drawn == null ? _line : _piece;
            for (int i = 0; IsReady(prepared) && page.TryWriteLine(i, line); i++)
            {
                Text += Ascii.Text(line.Buffer, 0, line.Length) + (drawn != null && drawn.GoesOn ? string.Empty : "\n");
                line.Clear();
            }
        }

        /// <inheritdoc/>
        public void Take(ILineTaker taker)
        {
            Count++;
            Text += "lines are taken\n";
        }

        private bool IsReady(IPreparedPage prepared)
        {
            while (prepared != null && !prepared.Prepare())
            {
                Waits++;
            }

            return true;
        }
    }
}
