using NanoCharger.Records.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>Reads every record there is, some a turn, tells what is wrong as it finds it, and at the end how all stands.</summary>
    internal sealed class LogVerifyPage : IPreparedPage
    {
        private const int ReadsPerSlice = 4;
        private const int ReadsPerProgress = 100;
        private const int ValueColumn = 14;

        private readonly RecordLog _log;
        private readonly Delivery _delivery;
        private readonly LogCheck[] _checks = new LogCheck[ThreeLogs.Count];
        private int _present;
        private int _read;
        private int _findings;
        private int _summary;
        private bool _progress;

        internal LogVerifyPage(RecordLog log, Delivery delivery, ThreeLogs logs)
        {
            _log = log;
            _delivery = delivery;
            for (int i = 0; i < ThreeLogs.Count; i++)
            {
                _checks[i] = new LogCheck(logs, i);
            }
        }

        /// <summary>Begins. What is recorded from now on is not looked at.</summary>
        internal void Start()
        {
            for (int i = 0; i < ThreeLogs.Count; i++)
            {
                _checks[i].Start();
            }

            // What is owed is missed, too, where it is gone with its whole segment.
            _checks[ThreeLogs.Transactions].Expect(_log.Owed > 0 || _log.Room.FirstSequence == 0 ? _log.Released : _log.LastSequence);
            _present = 0;
            _read = 0;
            _findings = 0;
            _summary = 0;
            _progress = false;
        }

        /// <inheritdoc/>
        public bool Prepare()
        {
            for (int i = 0; i < ReadsPerSlice && _present < ThreeLogs.Count && !HasLine; i++)
            {
                if (_checks[_present].Step())
                {
                    _read++;
                    _progress = _read % ReadsPerProgress == 0;
                }
                else if (!HasLine)
                {
                    _present++;
                }
            }

            return HasLine || _present == ThreeLogs.Count;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_present == ThreeLogs.Count)
            {
                return TryWriteSummary(_summary++, line);
            }

            if (_checks[_present].TryTell(line))
            {
                _findings++;
                return true;
            }

            _progress = false;
            line.Number(_read);
            line.Put(" records read");
            return true;
        }

        private bool HasLine
        {
            get { return _progress || (_present < ThreeLogs.Count && _checks[_present].HasFinding); }
        }

        private bool TryWriteSummary(int index, AsciiWriter line)
        {
            if (index < ThreeLogs.Count)
            {
                WriteCounts(line, index);
                return true;
            }

            switch (index - ThreeLogs.Count)
            {
                case 0:
                    WriteRegister(line);
                    return true;
                case 1:
                    WriteDocuments(line);
                    return true;
                case 2:
                    WriteOwed(line);
                    return true;
                case 3:
                    WriteAside(line);
                    return true;
                case 4:
                    WriteVerdict(line);
                    return true;
                default:
                    return false;
            }
        }

        private void WriteCounts(AsciiWriter line, int log)
        {
            LogCheck check = _checks[log];
            Label(line, ThreeLogs.NameOf(log));
            line.Number(check.Sound);
            line.Put(" sound, ");
            line.Number(check.Damaged);
            line.Put(" damaged, ");
            line.Number(check.Newer);
            line.Put(" of a newer firmware, ");
            line.Number(check.Missing);
            line.Put(" missing");
        }

        private void WriteRegister(AsciiWriter line)
        {
            int falls = 0;
            for (int i = 0; i < ThreeLogs.Count; i++)
            {
                falls += _checks[i].Falls;
            }

            Label(line, "register");
            line.Fixed(_log.RegisterMilliwattHours, 3);
            line.Put(" Wh, ");
            Times(line, falls, "never falls", "falls ");
            if (_log.Lost)
            {
                _findings++;
                line.Put("; every copy was lost, see log accept");
            }
        }

        private void WriteDocuments(AsciiWriter line)
        {
            int breaks = 0;
            for (int i = 0; i < ThreeLogs.Count; i++)
            {
                breaks += _checks[i].Breaks;
            }

            Label(line, "documents");
            line.Put("the last is T");
            line.Number(_log.Pagination);
            line.Put(", ");
            Times(line, breaks, "each one more than the one before", "not one more ");
        }

        private void WriteOwed(AsciiWriter line)
        {
            Label(line, "owed");
            line.Number(_log.Owed);
            line.Put(" records, answered up to ");
            line.Number(_log.Released);
        }

        private void WriteAside(AsciiWriter line)
        {
            Label(line, "set aside");
            line.Number(_delivery.Aside.Count);
            line.Put(" records, ");
            line.Number(_delivery.Aside.Damaged);
            line.Put(" damaged");
            _findings += _delivery.Aside.Damaged > 0 ? 1 : 0;
        }

        private void WriteVerdict(AsciiWriter line)
        {
            if (_findings == 0)
            {
                line.Put("log: sound");
                return;
            }

            line.Put("log: ");
            line.Number(_findings);
            line.Put(_findings == 1 ? " finding" : " findings");
        }

        private static void Times(AsciiWriter line, int times, string never, string sometimes)
        {
            if (times == 0)
            {
                line.Put(never);
                return;
            }

            line.Put(sometimes);
            line.Number(times);
            line.Put(times == 1 ? " time" : " times");
        }

        private static void Label(AsciiWriter line, string label)
        {
            line.Put(label);
            line.PadTo(ValueColumn);
        }
    }
}
