using System.IO;
using NanoCharger.Core.Metering;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>A live outlet for a technician who calibrates: a load or a vehicle in C gets power, all protection on, and nobody is billed.</summary>
    /// <remarks>
    /// It is no transaction: it has no grant, no record that is owed to anybody and no document. What it delivers is counted in a register of its own and told
    /// in the log with its end; the lifetime register stands still meanwhile, so no receipt holds any of it and none follows another with a gap. It ends by the
    /// technician, after half an hour, with the plug, or with a restart. Whoever is still plugged in behind it gets nothing before the outlet was seen empty.
    /// </remarks>
    public sealed class CalibrationRun
    {
        /// <summary>Why it ended: the technician has said so.</summary>
        public const string ByHand = "ended by hand";

        /// <summary>Why it ended: the outlet goes out of service.</summary>
        public const string OutOfService = "ended, out of service";

        /// <summary>Why it ended: a restart was asked for.</summary>
        public const string ForRestart = "ended for a restart";

        /// <summary>Longest run.</summary>
        public const long MostMicros = 1_800_000_000;

        // Contacts that are welded keep the outlet live for ever: then the run ends all the same.
        private const long SettleMicros = 10_000_000;
        private const int LineBytes = 36;

        private readonly ICalibrationJournal _log;
        private readonly IClock _clock;
        private readonly AsciiWriter _line = new AsciiWriter(LineBytes);
        private CalibrationRunStep _step;
        private string _why;
        private bool _wasPlugged;
        private bool _over;
        private long _stepMicros;

        /// <summary>No run.</summary>
        /// <param name="log">Told of each run.</param>
        /// <param name="clock">Dates that.</param>
        public CalibrationRun(ICalibrationJournal log, IClock clock)
        {
            _log = log;
            _clock = clock;
        }

        /// <summary>True while the outlet may be offered to whoever is plugged in.</summary>
        public bool MayOffer
        {
            get { return _step == CalibrationRunStep.Open; }
        }

        /// <summary>True while what flows belongs to the run: also behind its end, until the outlet is dead.</summary>
        public bool Running
        {
            get { return _step == CalibrationRunStep.Open || _step == CalibrationRunStep.Ending; }
        }

        /// <summary>True while nothing of a run stands in a transaction's way.</summary>
        public bool Idle
        {
            get { return _step == CalibrationRunStep.None; }
        }

        /// <summary>Most that the run offers, in milliamperes; <see cref="OfferLimits.None"/> where the technician named nothing.</summary>
        public int LimitMilliamps { get; private set; }

        /// <summary>What the run has delivered.</summary>
        public EnergyRegister Register { get; private set; } = new EnergyRegister(0);

        /// <summary>After a restart: one that the power took away has ended, and what is still plugged in gets nothing.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        /// <exception cref="IOException">The flash failed.</exception>
        public string Restart()
        {
            if (!_log.RunOpen)
            {
                return null;
            }

            Tell(false, "ended by a restart");
            _step = CalibrationRunStep.Spent;
            return "the run was ended by a restart";
        }

        /// <summary>Opens a run; the caller has made sure that no transaction is open.</summary>
        /// <param name="limitMilliamps">Most that it offers; <see cref="OfferLimits.None"/> for what the other limits allow.</param>
        /// <param name="startMilliwatts">Power below which its register counts nothing.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>Null, or in one sentence why not.</returns>
        public string Begin(int limitMilliamps, int startMilliwatts, long nowMicros)
        {
            if (!Idle)
            {
                return _step == CalibrationRunStep.Spent ? "unplug first: the last run's load is still there" : "a run is open already";
            }

            _line.Clear();
            _line.Put("begun");
            if (limitMilliamps != OfferLimits.None)
            {
                _line.Put(", at most ");
                _line.Fixed(limitMilliamps, 3);
                _line.Put(" A");
            }

            try
            {
                Tell(true, _line.ToString());
            }
            catch (IOException)
            {
                return "the flash did not take it";
            }

            LimitMilliamps = limitMilliamps;
            Register = new EnergyRegister(0);
            Register.SetStart(startMilliwatts);
            _wasPlugged = false;
            Go(CalibrationRunStep.Open, nowMicros);
            return null;
        }

        /// <summary>Somebody ends it: the vehicle is asked to stop first, where one draws.</summary>
        /// <param name="why"><see cref="ByHand"/>, <see cref="OutOfService"/> or <see cref="ForRestart"/>.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>Null, or in one sentence why not.</returns>
        public string End(string why, long nowMicros)
        {
            if (!MayOffer)
            {
                return "no run is open";
            }

            Over(why, nowMicros);
            return null;
        }

        /// <summary>One turn of the control loop, once the station has acted.</summary>
        /// <param name="live">True while the contactor is commanded closed or mains is sensed behind it.</param>
        /// <param name="plugged">True while a vehicle is plugged in.</param>
        /// <param name="unplugged">True while there is surely none.</param>
        /// <param name="swapped">True when another vehicle or load may have come unseen: the run was not for that.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Turn(bool live, bool plugged, bool unplugged, bool swapped, long nowMicros)
        {
            switch (_step)
            {
                case CalibrationRunStep.None:
                    return;
                case CalibrationRunStep.Open:
                    _wasPlugged |= plugged;
                    if (_wasPlugged && (unplugged || swapped))
                    {
                        Over(unplugged ? "ended, unplugged" : "ended, unseen for too long", nowMicros);
                    }
                    else if (nowMicros - _stepMicros >= MostMicros)
                    {
                        Over("ended after 30 min", nowMicros);
                    }

                    return;
                case CalibrationRunStep.Ending:
                    if (!live || nowMicros - _stepMicros >= SettleMicros)
                    {
                        Register.Settle();
                        _over = true;
                        Go(CalibrationRunStep.Spent, nowMicros);
                    }

                    return;
                default:
                    if (unplugged)
                    {
                        _step = CalibrationRunStep.None;
                    }

                    return;
            }
        }

        /// <summary>One slice of background: tells the log of a run that is over. Cost: then one write to flash.</summary>
        /// <returns>What became of it, else null.</returns>
        /// <exception cref="IOException">The flash failed.</exception>
        public string Step()
        {
            if (!_over)
            {
                return null;
            }

            _over = false;
            _line.Clear();
            _line.Put(_why);
            _line.Put(", ");
            _line.Fixed(Register.MilliwattHours, 3);
            _line.Put(" Wh");
            string what = _line.ToString();
            Tell(false, what);
            return "the run has " + what;
        }

        private void Over(string why, long nowMicros)
        {
            _why = why;
            Go(CalibrationRunStep.Ending, nowMicros);
        }

        private void Go(CalibrationRunStep step, long nowMicros)
        {
            _step = step;
            _stepMicros = nowMicros;
        }

        private void Tell(bool begins, string what)
        {
            _log.RecordRun(begins, what, _clock.NowMicros, _clock.UtcMillis, _clock.Quality);
        }
    }
}
