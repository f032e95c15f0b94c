using System;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Core.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>The technician's console: edits a line, answers a command, a slice of it each turn of the control loop.</summary>
    public sealed class TechnicianConsole
    {
        /// <summary>Columns of a line.</summary>
        public const int Columns = 80;

        /// <summary>Most bytes written in one step: they fit in the UART's own 128, so that a write never waits. A write beyond them stops every thread of the device.</summary>
        public const int BytesPerStep = 100;

        // An answer is made in larger slices and sent in small ones.
        private const int AnswerBytes = 512;

        private const int DefaultRecords = 10;
        private const int MostRecords = 200;
        private const string Prompt = "> ";

        private readonly ITextPort _port;
        private readonly IStorage _storage;
        private readonly SettingsStore _settings;
        private readonly RecordLog _log;
        private readonly LineEditor _editor = new LineEditor();
        private readonly AsciiWriter _out = new AsciiWriter(AnswerBytes);
        private readonly byte[] _slice = new byte[BytesPerStep];
        private readonly AsciiWriter _line = new AsciiWriter(Columns);
        private readonly AsciiWriter _drawnLine = new AsciiWriter(KeyPage.LineBytes);
        private readonly byte[] _typed = new byte[32];
        private readonly HelpPage _help = new HelpPage();
        private readonly StatusPage _statusPage;
        private readonly LogPage _logPage;
        private readonly SettingsPage _settingsPage;
        private readonly TokensPage _tokensPage;
        private readonly FaultsPage _faultsPage;
        private readonly CalibrationPage _calibrationPage;
        private readonly KeyPage _keyPage = new KeyPage();
        private readonly KeyStore _keys;
        private readonly Actions _actions;
        private readonly CalibrateCommand _calibrate;

        private int _sent;
        private int _typedCount;
        private int _typedUsed;
        private IPage _page;
        private int _pageLine;
        private bool _greeted;

        /// <summary>A console on this port.</summary>
        /// <param name="port">The serial port.</param>
        /// <param name="storage">Where changed settings go.</param>
        /// <param name="settings">The charger's settings.</param>
        /// <param name="log">The charger's log, only read.</param>
        /// <param name="status">What the charger knows of itself, only read.</param>
        /// <param name="commands">Carries out what the technician asks for.</param>
        /// <param name="authorisation">Tells what became of a token, only read.</param>
        /// <param name="list">The station's own tokens.</param>
        /// <param name="guard">Knows the faults, only read.</param>
        /// <param name="calibration">Shows the meter's calibration.</param>
        /// <param name="keys">The station's key, of which the public half is shown.</param>
        public TechnicianConsole(
            ITextPort port,
            IStorage storage,
            SettingsStore settings,
            RecordLog log,
            ChargerStatus status,
            ICommands commands,
            Authorisation authorisation,
            LocalList list,
            Guard guard,
            CalibrationPage calibration,
            KeyStore keys)
        {
            _port = port;
            _storage = storage;
            _settings = settings;
            _log = log;
            _statusPage = new StatusPage(status, log);
            _logPage = new LogPage(log);
            _settingsPage = new SettingsPage(settings);
            _tokensPage = new TokensPage(list);
            _faultsPage = new FaultsPage(guard);
            _calibrationPage = calibration;
            _keys = keys;
            _calibrate = new CalibrateCommand(commands, calibration.Phases);
            _actions = new Actions(commands, authorisation, list);
        }

        /// <summary>One slice: takes up to 32 typed bytes, or writes some lines of an answer.</summary>
        /// <remarks>Cost: 0.6 ms, and 1 ms for each record of the log shown (6 at most); a changed setting one write to flash.</remarks>
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
                Obey(FirstWord(line), Behind(line));
            }

            if (_page == null)
            {
                _out.Put(Prompt);
            }
        }

        private void Obey(string command, string rest)
        {
            switch (command)
            {
                case "help":
                    Show(_help);
                    break;
                case "status":
                    Show(_statusPage);
                    break;
                case "log":
                    Log(rest);
                    break;
                case "get":
                    Get(rest);
                    break;
                case "set":
                    Set(FirstWord(rest), Behind(rest));
                    break;
                case "faults":
                    Faults(rest);
                    break;
                case "calibrate":
                    Calibrate(FirstWord(rest), Behind(rest));
                    break;
                case "key":
                    Key(rest);
                    break;
                case "token":
                    Token(FirstWord(rest), Behind(rest));
                    break;
                default:
                    Say(_actions.Obey(command, rest) ?? command + ": there is no such command; help tells them");
                    break;
            }
        }

        private void Faults(string rest)
        {
            if (rest == "clear")
            {
                Say(_actions.ClearFaults());
                return;
            }

            if (rest.Length > 0)
            {
                Say("faults: '" + rest + "' is not clear");
                return;
            }

            _faultsPage.Start();
            Show(_faultsPage);
        }

        private void Key(string rest)
        {
            switch (rest)
            {
                case "show":
                    if (_keys.Public == null)
                    {
                        Say("key: there is none");
                        return;
                    }

                    _keyPage.Start(_keys.Public);
                    Show(_keyPage);
                    break;
                case "generate":
                    Say(_actions.GenerateKey(false));
                    break;
                case "generate CONFIRM":
                    Say(_actions.GenerateKey(true));
                    break;
                default:
                    Say("key: show, generate or generate CONFIRM");
                    break;
            }
        }

        private void Token(string verb, string token)
        {
            switch (verb)
            {
                case "list":
                    Show(_tokensPage);
                    break;
                case "add":
                case "remove":
                    Say(_actions.ChangeList(verb, token));
                    break;
                default:
                    Say("token: add TOKEN, remove TOKEN or list");
                    break;
            }
        }

        private void Calibrate(string verb, string rest)
        {
            if (verb.Length == 0)
            {
                Show(_calibrationPage);
                return;
            }

            Say(_calibrate.Obey(verb, FirstWord(rest), Behind(rest)));
        }

        private void Log(string rest)
        {
            long records = DefaultRecords;
            if (rest.Length > 0 && (!Ascii.TryNumber(rest, out records) || records < 1 || records > MostRecords))
            {
                Say("log: '" + rest + "' is not a number from 1 to " + MostRecords.ToString());
                return;
            }

            _logPage.Start((int)records);
            Show(_logPage);
        }

        private void Get(string name)
        {
            SettingRow row = name.Length == 0 ? null : SettingsTable.Find(name);
            if (row == null && name.Length > 0)
            {
                Say(name + ": there is no such setting; get lists them");
                return;
            }

            _settingsPage.Start(row);
            Show(_settingsPage);
        }

        private void Set(string name, string value)
        {
            if (name.Length == 0)
            {
                Say("set: which setting? get lists them");
                return;
            }

            string wrong = Refused(name) ?? _settings.Change(_storage, name, value);
            Say(wrong ?? (SettingsTable.Find(name).AtOnce ? "ok, works at once"
                : SettingsTable.Find(name).Id == SettingId.StationId ? "ok, works from the next boot on; nothing is sold before it"
                : "ok, works from the next boot on"));
        }

        // What a technician may not change, and when. A bill carries the station's name in every message, so it keeps it to the end.
        private string Refused(string name)
        {
            SettingRow row = SettingsTable.Find(name);
            if (row != null && row.Factory)
            {
                return name + ": set in the factory, since it follows the board's wiring";
            }

            if (row != null && row.Id == SettingId.StationId && (_log.OpenTransaction != null || _log.Owed > 0))
            {
                return name + ": a transaction is open or not yet answered for under the present name";
            }

            return null;
        }

        private void Show(IPage page)
        {
            _page = page;
            _pageLine = 0;
        }

        private void ContinuePage()
        {
            IDrawnPage drawn = _page as IDrawnPage;
            if (drawn != null && !drawn.Prepare())
            {
                return;
            }

            AsciiWriter line = drawn == null ? _line : _drawnLine;
            while (_out.Room >= line.Buffer.Length + 2 + Prompt.Length)
            {
                line.Clear();
                if (!_page.TryWriteLine(_pageLine++, line))
                {
                    _page = null;
                    _out.Put(Prompt);
                    return;
                }

                EndLine(line);
            }
        }

        private void Say(string text)
        {
            _line.Clear();
            _line.Put(text);
            EndLine(_line);
        }

        private void EndLine(AsciiWriter line)
        {
            _out.Put(line.Buffer, 0, line.Length);
            _out.Put("\r\n");
        }

        private static string FirstWord(string text)
        {
            int blank = text.IndexOf(' ');
            return blank < 0 ? text : text.Substring(0, blank);
        }

        private static string Behind(string text)
        {
            int blank = text.IndexOf(' ');
            return blank < 0 ? "" : text.Substring(blank + 1).Trim();
        }
    }
}
