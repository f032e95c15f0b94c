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

        /// <summary>Stands before what is typed.</summary>
        internal const string Prompt = "> ";

        /// <summary>The same while lines are taken that are no commands: the permission to send the next one.</summary>
        internal const string MorePrompt = "+ ";

        // An answer is made in larger slices and sent in small ones. The echo of 32 typed bytes fits: a line of blanks (Ctrl-U) and six bytes each.
        private const int AnswerBytes = 512;

        private const string EndOfLine = "\r\n";

        private readonly ITextPort _port;
        private readonly CommandTable _commands;
        private readonly LineEditor _editor = new LineEditor();
        private readonly AsciiWriter _out = new AsciiWriter(AnswerBytes);
        private readonly byte[] _slice = new byte[BytesPerStep];
        private readonly Rows _rows = new Rows();
        private readonly AsciiWriter _drawnLine = new AsciiWriter(KeyPage.LineBytes);
        private readonly byte[] _typed = new byte[32];

        private int _sent;
        private int _typedCount;
        private int _typedUsed;
        private bool _answering;
        private IPage _page;
        private int _pageLine;
        private ILineTaker _taker;
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

        /// <inheritdoc/>
        void IAnswer.Take(ILineTaker taker)
        {
            _taker = taker;
        }

        private void Answer()
        {
            if (!_greeted)
            {
                _greeted = true;
                _out.Put("nanoCharger console; help tells the commands\r\n");
                _out.Put(Prompt);
            }
            else if (_answering)
            {
                ContinueAnswer();
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
                if (_editor.Take(_typed[_typedUsed++], _taker == null ? _out : Unseen()))
                {
                    Obey();
                    return;
                }
            }
        }

        private void Obey()
        {
            string wrong = _editor.Wrong;
            string line = _editor.Line;
            bool dropped = _editor.Dropped;
            _editor.Clear();
            _answering = true;
            if (_taker != null)
            {
                Hand(line, wrong, dropped);
            }
            else if (wrong != null)
            {
                Say(wrong);
            }
            else if (line.Length > 0)
            {
                Obey(Words.First(line), line);
            }

            // A page's first line is the next step's work.
            if (_page == null)
            {
                ContinueAnswer();
            }
        }

        // What was typed there is no command: not even half of it may become one.
        private void Hand(string line, string wrong, bool dropped)
        {
            if (dropped)
            {
                _taker.Cancel();
                _taker = null;
                Say("dropped, nothing done");
            }
            else if (_taker.Take(line, wrong, this))
            {
                _taker = null;
            }

            if (_rows.Left)
            {
                // An answer begins a line of its own: nothing that was typed has ended the prompt's.
                _out.Put(EndOfLine);
            }
        }

        // A bell too is not heard there: what is wrong with a line is said behind it.
        private AsciiWriter Unseen()
        {
            _drawnLine.Clear();
            return _drawnLine;
        }

        private void Obey(string name, string line)
        {
            Command command = _commands.Find(name);
            if (command == null)
            {
                Say(name + ": there is no such command; help tells them");
                return;
            }

            command.Obey(command.KeepsBlanks ? line.Substring(name.Length) : Words.Behind(line), this);
        }

        /// <summary>As many rows as there is room for, and the prompt behind the last.</summary>
        private void ContinueAnswer()
        {
            IPreparedPage prepared = _page as IPreparedPage;
            IDrawnPage drawn = _page as IDrawnPage;
            int most = (drawn == null ? Columns : _drawnLine.Buffer.Length) + EndOfLine.Length + Prompt.Length;
            while (_answering && _out.Room >= most)
            {
                if (_rows.Left)
                {
                    _rows.PutRow(_out);
                    _out.Put(EndOfLine);
                }
                else if (prepared != null && !prepared.Prepare())
                {
                    return;
                }
                else if (_page == null || !TryNextLine(drawn))
                {
                    _page = null;
                    _answering = false;
                    _out.Put(_taker == null ? Prompt : MorePrompt);
                }
            }
        }

        private bool TryNextLine(IDrawnPage drawn)
        {
            if (drawn == null)
            {
                if (!_page.TryWriteLine(_pageLine++, _rows.Begin()))
                {
                    return false;
                }

                _rows.Start();
                return true;
            }

            _drawnLine.Clear();
            if (!drawn.TryWriteLine(_pageLine++, _drawnLine))
            {
                return false;
            }

            _out.Put(_drawnLine.Buffer, 0, _drawnLine.Length);
            _out.Put(drawn.GoesOn ? "" : EndOfLine);
            return true;
        }

        private void Say(string text)
        {
            _rows.Begin().Put(text);
            _rows.Start();
        }
    }
}
