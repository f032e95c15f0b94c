using System;
using NanoCharger.Console.Commands;
using NanoCharger.Console.Pages;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>The technician's console: edits a line, has a command answer it, a slice of it each turn of the control loop.</summary>
    public sealed class TechnicianConsole : IAnswer
    {
        /// <summary>Columns of a line.</summary>
        public const int Columns = 80;

        /// <summary>Most bytes written in one step: they fit in the UART's own 128, so that a write never waits. A write beyond them stops every thread of the device.</summary>
        public const int BytesPerStep = 100;

        // An answer is made in larger slices and sent in small ones.
        private const int AnswerBytes = 512;

        private const string Prompt = "> ";

        private readonly ITextPort _port;
        private readonly CommandTable _commands;
        private readonly LineEditor _editor = new LineEditor();
        private readonly AsciiWriter _out = new AsciiWriter(AnswerBytes);
        private readonly byte[] _slice = new byte[BytesPerStep];
        private readonly AsciiWriter _line = new AsciiWriter(Columns);
        private readonly AsciiWriter _drawnLine = new AsciiWriter(KeyPage.LineBytes);
        private readonly byte[] _typed = new byte[32];

        private int _sent;
        private int _typedCount;
        private int _typedUsed;
        private IPage _page;
        private int _pageLine;
        private bool _greeted;

        /// <summary>A console on this port.</summary>
        /// <param name="port">The serial port.</param>
        /// <param name="parts">What its commands show and act on.</param>
        /// <exception cref="ArgumentException">A part is missing.</exception>
        public TechnicianConsole(ITextPort port, ConsoleParts parts)
        {
            _port = port;
            _commands = new CommandTable(parts);
        }

        /// <summary>One slice: takes up to 32 typed bytes, or writes some lines of an answer.</summary>
        /// <remarks>Cost: 0.6 ms, and 1 ms for each record of the log read (8 at most); a changed setting one write to flash.</remarks>
        public void Step()
        {
            if (_sent == _out.Length)
            {
                _out.Clear();
                _sent = 0;
                Answer();
            }

            int count = _out.Length - _sent < BytesPerStep ? _out.Length - _sent : BytesPerStep;
            if (count > 0)
            {
                Array.Copy(_out.Buffer, _sent, _slice, 0, count);
                _port.Write(_slice, count);
                _sent += count;
            }
        }

        /// <inheritdoc/>
        void IAnswer.Say(string text)
        {
            Say(text);
        }

        /// <inheritdoc/>
        void IAnswer.Show(IPage page)
        {
            _page = page;
            _pageLine = 0;
        }

        private void Answer()
        {
            if (!_greeted)
            {
                _greeted = true;
                _out.Put("nanoCharger console; help tells the commands\r\n");
                _out.Put(Prompt);
            }
            else if (_page != null)
            {
                ContinuePage();
            }
            else
            {
                TakeTyped();
            }
        }

        /// <summary>Up to the end of one line; what was typed behind it waits for the next step.</summary>
        private void TakeTyped()
        {
            if (_typedUsed == _typedCount)
            {
                _typedCount = _port.Read(_typed);
                _typedUsed = 0;
            }

            while (_typedUsed < _typedCount)
            {
                if (_editor.Take(_typed[_typedUsed++], _out))
                {
                    Obey();
                    return;
                }
            }
        }

        private void Obey()
        {
            string line = _editor.Line;
            bool tooLong = _editor.TooLong;
            _editor.Clear();
            if (tooLong)
            {
                Say("line too long: at most " + LineEditor.MaxLength.ToString() + " characters, nothing done");
            }
            else if (line.Length > 0)
            {
                Obey(Words.First(line), Words.Behind(line));
            }

            if (_page == null)
            {
                _out.Put(Prompt);
            }
        }

        private void Obey(string name, string rest)
        {
            Command command = _commands.Find(name);
            if (command == null)
            {
                Say(name + ": there is no such command; help tells them");
                return;
            }

            command.Obey(rest, this);
        }

        private void ContinuePage()
        {
            IPreparedPage prepared = _page as IPreparedPage;
            IDrawnPage drawn = _page as IDrawnPage;
            AsciiWriter line = drawn == null ? _line : _drawnLine;
            while (_out.Room >= line.Buffer.Length + 2 + Prompt.Length && (prepared == null || prepared.Prepare()))
            {
                line.Clear();
                if (!_page.TryWriteLine(_pageLine++, line))
                {
                    _page = null;
                    _out.Put(Prompt);
                    return;
                }

                _out.Put(line.Buffer, 0, line.Length);
                _out.Put(drawn != null && drawn.GoesOn ? "" : "\r\n");
            }
        }

        private void Say(string text)
        {
            _line.Clear();
            _line.Put(text);
            _out.Put(_line.Buffer, 0, _line.Length);
            _out.Put("\r\n");
        }
    }
}
