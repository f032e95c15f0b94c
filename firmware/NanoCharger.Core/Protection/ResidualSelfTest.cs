using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>Tests the residual current monitor by its test input (IEC 62955, 9.11): it has to answer, and then to clear.</summary>
    /// <remarks>
    /// Due at the start, at each plugging in, after each trip, on request and once in 24 h. It runs only with a dead outlet. A test input answers
    /// with the same line that reports a trip, so nothing may be read from that line while it runs.
    /// </remarks>
    internal sealed class ResidualSelfTest
    {
        /// <summary>A sound monitor answers its test within this.</summary>
        internal const long AnswerMicros = 300_000;

        /// <summary>And clears within this once the test is over.</summary>
        internal const long ClearMicros = 500_000;

        /// <summary>A test is wanted before 24 h are over, with time for the vehicle to stop drawing.</summary>
        internal const long PeriodMicros = (24 * 3_600_000_000L) - 300_000_000;

        // The line is read up to 10 ms before the turn's time is taken, and the input is driven up to 10 ms after.
        private const long ReadingMicros = 10_000;

        private readonly IResidualCurrentMonitor _monitor;
        private bool _due = true;
        private bool _driving;
        private bool _clearing;
        private long _sinceMicros;
        private long _passedMicros;

        internal ResidualSelfTest(IResidualCurrentMonitor monitor)
        {
            _monitor = monitor;
        }

        /// <summary>True from driving the test input until the outcome.</summary>
        internal bool Busy
        {
            get { return _driving || _clearing; }
        }

        /// <summary>True when the monitor has proven itself since the last reason to doubt it.</summary>
        internal bool Passed { get; private set; }

        /// <summary>True when a test is due and has not begun.</summary>
        internal bool Due
        {
            get { return _due; }
        }

        /// <summary>Outcome of the last complete test: None, ResidualSilent or ResidualStuck.</summary>
        internal FaultCode Result { get; private set; }

        /// <summary>A test is needed before the next closing. One that already runs will do.</summary>
        internal void Require()
        {
            if (!Busy)
            {
                Passed = false;
                _due = true;
            }
        }

        /// <summary>One turn.</summary>
        /// <param name="tripped">The monitor's line.</param>
        /// <param name="mayStart">True when the contactor is open and the outlet dead for long enough.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>The fault that has just been found, else None.</returns>
        internal FaultCode Step(bool tripped, bool mayStart, long nowMicros)
        {
            if (_driving)
            {
                return Drive(tripped, nowMicros);
            }

            if (_clearing)
            {
                return Clear(tripped, nowMicros);
            }

            _due |= Passed && nowMicros - _passedMicros >= PeriodMicros;
            return _due && mayStart ? Start(tripped, nowMicros) : FaultCode.None;
        }

        private FaultCode Start(bool tripped, long nowMicros)
        {
            if (tripped)
            {
                // A trip that has just been goes in its own time; how long it may last without a cause is the guard's to judge. The test
                // waits for it: to call it stuck here, with no test to follow, would be a fault that nothing clears.
                return FaultCode.None;
            }

            _due = false;
            _monitor.SetTest(true);
            _driving = true;
            _sinceMicros = nowMicros;
            return FaultCode.None;
        }

        private FaultCode Drive(bool tripped, long nowMicros)
        {
            if (tripped)
            {
                _monitor.SetTest(false);
                _driving = false;
                _clearing = true;
                _sinceMicros = nowMicros;
                return FaultCode.None;
            }

            if (nowMicros - _sinceMicros < AnswerMicros + ReadingMicros)
            {
                return FaultCode.None;
            }

            _monitor.SetTest(false);
            return End(FaultCode.ResidualSilent, nowMicros);
        }

        private FaultCode Clear(bool tripped, long nowMicros)
        {
            if (!tripped)
            {
                return End(FaultCode.None, nowMicros);
            }

            return nowMicros - _sinceMicros < ClearMicros + ReadingMicros ? FaultCode.None : End(FaultCode.ResidualStuck, nowMicros);
        }

        private FaultCode End(FaultCode result, long nowMicros)
        {
            _driving = false;
            _clearing = false;
            Result = result;
            Passed = result == FaultCode.None;
            _passedMicros = nowMicros;
            return result;
        }
    }
}
