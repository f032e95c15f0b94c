using System.IO;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>What happened to the charger itself, for whoever reads its log: the backend is told none of it by this.</summary>
    public sealed class EventLog : ICalibrationJournal
    {
        /// <summary>Begin of the names of the files of <see cref="Audit"/>.</summary>
        public const string AuditPrefix = "audit.";

        /// <summary>Begin of the names of the files of <see cref="Happened"/>.</summary>
        public const string HappenedPrefix = "event.";

        /// <summary>The number of a record that tells the begin of a calibration run; its end has <see cref="RunEnds"/>.</summary>
        internal const int RunBegins = 1;

        /// <summary>The number of a record that tells the end of a calibration run.</summary>
        internal const int RunEnds = 2;

        private const int AuditSegments = 4;
        private const int HappenedSegments = 2;

        private readonly LogState _state;
        private readonly LogRecord _record = new LogRecord();
        private bool _uncertain;

        /// <summary>A log in this storage, of a charger in this state.</summary>
        internal EventLog(IStorage storage, LogState state)
        {
            _state = state;
            Audit = new EventRing(storage, AuditPrefix, AuditSegments, state.Newest);
            Happened = new EventRing(storage, HappenedPrefix, HappenedSegments, state.Newest);
        }

        /// <summary>Changes of calibration and key, and what else touches metering and security: the last 120 at least.</summary>
        public EventRing Audit { get; }

        /// <summary>Starts and faults: the last 40 at least.</summary>
        public EventRing Happened { get; }

        /// <inheritdoc/>
        public long CalibrationChange
        {
            get { return Audit.CalibrationChange; }
        }

        /// <summary>Number of the newest key that the log tells of; 0 for none.</summary>
        public long KeyChange
        {
            get { return Audit.KeyChange; }
        }

        /// <inheritdoc/>
        public bool RunOpen
        {
            get { return Audit.RunOpen; }
        }

        /// <summary>The date of the newest record whose clock was known, transactions included, or what later boots have counted on from it. 0 for none.</summary>
        public long NewestUtcMillis
        {
            get { return _state.Newest.UtcMillis; }
        }

        /// <summary>True when there is nothing of it in flash.</summary>
        internal bool Empty
        {
            get { return Audit.Empty && Happened.Empty; }
        }

        /// <summary>Reads all.</summary>
        internal void Recover(LogRecovery recovery)
        {
            Audit.Recover(recovery);
            Happened.Recover(recovery);
            _uncertain = false;
        }

        /// <inheritdoc/>
        public void RecordCalibration(long number, string change, long micros, long utcMillis, ClockQuality quality)
        {
            if (CalibrationChange != number)
            {
                Append(Audit, LogRecordKind.Calibration, number, change, micros, utcMillis, quality);
            }
        }

        /// <inheritdoc/>
        public void RecordRun(bool begins, string what, long micros, long utcMillis, ClockQuality quality)
        {
            Append(Audit, LogRecordKind.CalibrationRun, begins ? RunBegins : RunEnds, what, micros, utcMillis, quality);
        }

        /// <summary>Records that the key was made or replaced, unless that is the one recorded last. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <param name="number">Which key of the station's life it is, from 1; 0 for an event of another kind.</param>
        /// <param name="what">At most 36 ASCII characters.</param>
        /// <param name="micros">Monotonic time.</param>
        /// <param name="utcMillis">When.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed.</exception>
        public void RecordSecurity(long number, string what, long micros, long utcMillis, ClockQuality quality)
        {
            if (number == 0 || KeyChange != number)
            {
                Append(Audit, LogRecordKind.Security, number, what, micros, utcMillis, quality);
            }
        }

        /// <summary>Records that a fault came. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <param name="code">Its number.</param>
        /// <param name="name">At most 36 ASCII characters.</param>
        /// <param name="micros">Monotonic time.</param>
        /// <param name="utcMillis">When.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed.</exception>
        public void RecordFault(int code, string name, long micros, long utcMillis, ClockQuality quality)
        {
            Append(Happened, LogRecordKind.Fault, code, name, micros, utcMillis, quality);
        }

        /// <summary>Records a start.</summary>
        internal void RecordBoot(long micros, long utcMillis, ClockQuality quality)
        {
            Append(Happened, LogRecordKind.Boot, _state.Boot, null, micros, utcMillis, quality);
        }

        // After a failure of the flash nobody knows what it holds: the ring is read again first.
        private void Append(EventRing ring, LogRecordKind kind, long number, string what, long micros, long utcMillis, ClockQuality quality)
        {
            if (_uncertain)
            {
                Recover(new LogRecovery());
            }

            _record.Kind = kind;
            _record.SeqNo = (int)number;
            _record.Token = what;
            _record.Micros = micros;
            _record.UtcMillis = utcMillis;
            _record.Quality = quality;
            _record.Boot = _state.Boot;
            _record.RegisterMilliwattHours = _state.RegisterMilliwattHours;
            _record.Pagination = _state.Pagination;
            _record.Firmware = FirmwareVersion.Packed;
            _uncertain = true;
            ring.Append(_record);
            _uncertain = false;
        }
    }
}
