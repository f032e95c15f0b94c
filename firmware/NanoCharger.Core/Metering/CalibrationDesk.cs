using System.IO;
using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Where the calibration is changed: runs the procedure's steps, stores what they change, and tells the session log.</summary>
    /// <remarks>
    /// First the slots, then the log. A slot says what was changed and when, so that a change whose event the power took away, or whose
    /// segment was deleted since, is told at the next start with its true date: the log always holds the newest change.
    /// </remarks>
    public sealed class CalibrationDesk
    {
        private readonly IBoard _board;
        private readonly Meter _meter;
        private readonly Calibration _calibration;
        private readonly Calibration _before;
        private readonly Calibrator _calibrator;
        private readonly CalibrationStore _store;
        private readonly ProvenRange _proven;
        private readonly ICalibrationJournal _log;
        private bool _live;
        private bool _run;
        private string _outcome;

        /// <summary>Makes a desk over the parts.</summary>
        public CalibrationDesk(IBoard board, Meter meter, Calibration calibration, ProvenRange proven, CalibrationStore store, ICalibrationJournal log)
        {
            _board = board;
            _meter = meter;
            _calibration = calibration;
            _before = new Calibration(calibration.Phases);
            _calibrator = new Calibrator(meter, calibration);
            _proven = proven;
            _store = store;
            _log = log;
        }

        /// <summary>True while the calibration that the unit had cannot be used; only <see cref="Clear"/> ends that, and then it is calibrated from the start.</summary>
        public bool Lost { get; private set; }

        /// <summary>Loads what is stored.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public string Load()
        {
            if (_store.Load(_board.Storage, _calibration))
            {
                Changed();
                return _store.Notice;
            }

            Lost = _store.StoredPhases > 0 || _store.Unusable > 0;
            return _store.StoredPhases > 0 ? "stored for " + _store.StoredPhases.ToString() + " phases, not used: readings are nominal"
                : _store.Unusable > 0 ? "damaged, readings are nominal"
                : "none stored, readings are nominal";
        }

        /// <summary>Tells the log of the newest change, where it does not know it. The log has been recovered and booted.</summary>
        /// <exception cref="IOException">The flash failed.</exception>
        public void Tell()
        {
            if (_log.CalibrationChange > _store.Generation)
            {
                // The log knows of a change that the slots have lost: what they hold is an older one, or none.
                Lost = true;
                _store.GoOnFrom(_log.CalibrationChange);
                return;
            }

            if (_store.Change.Length > 0 && _store.Generation != _log.CalibrationChange)
            {
                _log.RecordCalibration(_store.Generation, _store.Change, _board.Clock.NowMicros, _store.UtcMillis, _store.Quality);
            }
        }

        /// <summary>Begins a step.</summary>
        /// <returns>Null, or in one sentence why not.</returns>
        public string Begin(CalibrationStep step, int phase, int reference)
        {
            string wrong = Refused() ?? (Lost ? "the stored calibration is spoilt: calibrate clear CONFIRM first" : null) ?? Misplaced(step);
            if (wrong != null)
            {
                return wrong;
            }

            Copy(_calibration, _before);
            return _calibrator.Begin(step, phase, reference);
        }

        /// <summary>Forgets the whole calibration.</summary>
        /// <returns>In one sentence what became of it.</returns>
        public string Clear()
        {
            string wrong = Refused() ?? (_live ? "the outlet is live" : null);
            if (wrong != null)
            {
                return wrong;
            }

            Copy(_calibration, _before);
            for (int phase = 0; phase < _calibration.Phases; phase++)
            {
                _calibration.Voltage(phase).Clear();
                _calibration.Current(phase).Clear();
            }

            return Commit("ok, readings are nominal", "cleared");
        }

        /// <summary>One turn of the control loop.</summary>
        /// <param name="measured">True when the meter has measured a new block.</param>
        /// <param name="live">True while the contactor is commanded closed or mains is sensed behind it.</param>
        /// <param name="run">True while a calibration run is open.</param>
        public void Turn(bool measured, bool live, bool run)
        {
            _live = live;
            _run = run;
            if (!_calibrator.Running)
            {
                return;
            }

            string misplaced = Misplaced(_calibrator.Step);
            if (misplaced != null)
            {
                _calibrator.Cancel();
                _outcome = "given up: " + misplaced;
            }
            else if (measured)
            {
                _outcome = _calibrator.Turn();
            }
        }

        /// <summary>One slice of background: stores what a step has changed. Cost: then three writes to flash.</summary>
        /// <returns>The outcome of a step that has ended, else null.</returns>
        public string Step()
        {
            string outcome = _outcome;
            _outcome = null;
            return outcome != null && _calibrator.Changed ? Commit(outcome, _calibrator.Event) : outcome;
        }

        private string Refused()
        {
            return _calibrator.Running ? "a step is running" : null;
        }

        // What a transaction is billed by never changes under it, so a live outlet is that of a run.
        private string Misplaced(CalibrationStep step)
        {
            if (step == CalibrationStep.Zero)
            {
                return _live ? "the outlet is live" : null;
            }

            return !_run ? "no run is open: calibrate run" : _live || step == CalibrationStep.Voltage ? null : "the outlet is not live";
        }

        private string Commit(string outcome, string change)
        {
            try
            {
                _store.Save(_board.Storage, _calibration, change, _board.Clock.UtcMillis, _board.Clock.Quality);
            }
            catch (IOException)
            {
                Restore();
                return "refused: the flash did not take it, the old calibration stays";
            }

            Lost = false;
            Changed();
            Tell();
            return outcome;
        }

        private void Restore()
        {
            Copy(_before, _calibration);
            Changed();
        }

        private void Changed()
        {
            _meter.CalibrationChanged();
            _proven.Update();
        }

        private static void Copy(Calibration from, Calibration to)
        {
            for (int phase = 0; phase < from.Phases; phase++)
            {
                to.Voltage(phase).CopyFrom(from.Voltage(phase));
                to.Current(phase).CopyFrom(from.Current(phase));
            }
        }
    }
}
