using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>Looks through one log, a record a step: numbers without a gap, a register that never falls, documents numbered one by one.</summary>
    internal sealed class LogCheck
    {
        private const long None = -1;

        private readonly ThreeLogs _logs;
        private readonly int _log;
        private readonly LogRecord _record = new LogRecord();

        // The record before, and where the log ended and began when the check did.
        private long _at;
        private long _last;
        private long _first;
        private long _register;
        private long _pagination;

        // What the present record has shown, until it is told.
        private long _gapAfter;
        private long _gapBefore;
        private int _gapDamaged;
        private long _fellFrom;
        private long _brokeFrom;

        internal LogCheck(ThreeLogs logs, int log)
        {
            _logs = logs;
            _log = log;
        }

        /// <summary>Records that can be read.</summary>
        internal int Sound { get; private set; }

        /// <summary>Places that hold no sound record.</summary>
        internal int Damaged { get; private set; }

        /// <summary>Of the sound ones those that only a newer firmware can read.</summary>
        internal int Newer { get; private set; }

        /// <summary>Numbers that have no place though they should.</summary>
        internal long Missing { get; private set; }

        /// <summary>How often the register falls.</summary>
        internal int Falls { get; private set; }

        /// <summary>How often a document's number is not one more than the one before.</summary>
        internal int Breaks { get; private set; }

        /// <summary>True while there is something to tell before the next step.</summary>
        internal bool HasFinding
        {
            get { return _gapBefore > 0 || _fellFrom != None || _brokeFrom != None; }
        }

        /// <summary>Begins at the oldest place.</summary>
        internal void Start()
        {
            Sound = 0;
            Damaged = 0;
            Newer = 0;
            Missing = 0;
            Falls = 0;
            Breaks = 0;
            _first = _logs.First(_log);
            _last = _logs.Last(_log);
            _at = _first > 0 ? _first - 1 : _last;
            _register = None;
            _pagination = None;
            _gapBefore = 0;
            _fellFrom = None;
            _brokeFrom = None;
        }

        /// <summary>All records behind this one have to be there.</summary>
        internal void Expect(long after)
        {
            _at = after < _at ? after : _at;
        }

        /// <summary>Reads the next record. Cost: 1 ms.</summary>
        /// <returns>False when there is none any more; there may be something to tell all the same.</returns>
        internal bool Step()
        {
            if (_logs.First(_log) > _first)
            {
                // The room was needed meanwhile: what is gone is not missing.
                _first = _logs.First(_log);
                _at = _first - 1 > _at ? _first - 1 : _at;
            }

            bool found = _at < _last && _logs.TryReadNext(_log, _at, _record) && _record.Sequence <= _last;
            long next = found ? _record.Sequence : _last + 1;
            long gap = next - _at - 1;
            if (gap > 0)
            {
                NoteGap(gap, next);
            }

            _at = found ? next : _last;
            if (found)
            {
                Sound++;
                Newer += _record.Kind == LogRecordKind.Newer ? 1 : 0;
                NoteRegister();
                NotePagination(gap);
            }

            return found;
        }

        /// <summary>Tells one finding.</summary>
        /// <returns>False when there is none.</returns>
        internal bool TryTell(AsciiWriter line)
        {
            if (_gapBefore > 0)
            {
                TellGap(line);
                _gapBefore = 0;
                return true;
            }

            if (_fellFrom != None)
            {
                ThreeLogs.PutNumber(line, _log, _record.Sequence);
                line.Put(": the register falls from ");
                line.Fixed(_fellFrom, 3);
                line.Put(" Wh to ");
                line.Fixed(_record.RegisterMilliwattHours, 3);
                line.Put(" Wh");
                _fellFrom = None;
                return true;
            }

            if (_brokeFrom != None)
            {
                ThreeLogs.PutNumber(line, _log, _record.Sequence);
                line.Put(": document T");
                line.Number(_record.Pagination);
                line.Put(" behind T");
                line.Number(_brokeFrom);
                _brokeFrom = None;
                return true;
            }

            return false;
        }

        private void NoteGap(long gap, long next)
        {
            _gapAfter = _at;
            _gapBefore = next;
            _gapDamaged = _logs.CountSlots(_log, _at, next);
            Damaged += _gapDamaged;
            Missing += gap - _gapDamaged;
        }

        private void NoteRegister()
        {
            if (_record.RegisterMilliwattHours < _register)
            {
                Falls++;
                _fellFrom = _register;
            }

            _register = _record.RegisterMilliwattHours;
        }

        // A record that is gone may have carried a document, and so may one whose rest cannot be read. An event's only tells the last one.
        private void NotePagination(long gap)
        {
            bool document = _record.Kind == LogRecordKind.Transaction && _record.Document != DocumentForm.None;
            bool free = _log != ThreeLogs.Transactions;
            long least = _pagination + (document ? 1 : 0);
            long most = least + gap + (_record.Kind == LogRecordKind.Newer ? 1 : 0);
            if (_pagination != None && (_record.Pagination < least || (!free && _record.Pagination > most)))
            {
                Breaks++;
                _brokeFrom = _pagination;
            }

            _pagination = _record.Pagination;
        }

        private void TellGap(AsciiWriter line)
        {
            ThreeLogs.PutNumber(line, _log, _gapAfter + 1);
            if (_gapBefore > _gapAfter + 2)
            {
                line.Put(" to ");
                ThreeLogs.PutNumber(line, _log, _gapBefore - 1);
            }

            line.Put(": ");
            line.Number(_gapDamaged);
            line.Put(" damaged, ");
            line.Number(_gapBefore - _gapAfter - 1 - _gapDamaged);
            line.Put(" missing");
        }
    }
}
