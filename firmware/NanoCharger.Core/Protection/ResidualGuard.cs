using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>Residual current (IEC 61851-1:2017, 8.5): the monitor trips the contactor by itself; here its trips are judged and it is tested.</summary>
    /// <remarks>Three causes that are never mixed up: tripped (a current on a live outlet), silent (no answer to its test), stuck (a trip that nothing can cause).</remarks>
    internal sealed class ResidualGuard
    {
        // Contacts open within 15 ms of the command and the monitor's line follows the end of the current by half a second.
        private const long SettledMicros = 1_000_000;
        private const long StuckMicros = 1_000_000;

        private readonly ResidualSelfTest _test;
        private readonly RetryPolicy _policy = new RetryPolicy();
        private readonly Lasting _dead = new Lasting();
        private readonly Lasting _stuckLine = new Lasting();
        private bool _unplugged = true;

        internal ResidualGuard(IResidualCurrentMonitor monitor)
        {
            _test = new ResidualSelfTest(monitor);
        }

        internal Fault Trip { get; } = new Fault(FaultCode.ResidualCurrent, StopKind.Open, 0);

        internal Fault Silent { get; } = new Fault(FaultCode.ResidualSilent, StopKind.Open, 0);

        internal Fault Stuck { get; } = new Fault(FaultCode.ResidualStuck, StopKind.Open, 0);

        internal RetryPolicy Policy
        {
            get { return _policy; }
        }

        internal ResidualSelfTest Test
        {
            get { return _test; }
        }

        /// <summary>Earliest time of a retry.</summary>
        internal long NotBeforeMicros
        {
            get { return Trip.Present ? _policy.NotBeforeMicros : long.MinValue / 2; }
        }

        /// <summary>True when the charging has to pause for the test of the day.</summary>
        internal bool WantsPause
        {
            get { return _test.Due; }
        }

        /// <summary>True when the monitor is proven and at rest.</summary>
        internal bool MayClose
        {
            get { return _test.Passed && !_test.Busy && !_test.Due; }
        }

        internal void Configure(string market, int retries)
        {
            _policy.Configure(market, retries);
        }

        /// <param name="inputs">The turn.</param>
        /// <param name="closedForMicros">For how long the contactor had been closed as of the turn before.</param>
        /// <param name="trippedInStall">The latch behind the monitor opened the contactor while nobody looked.</param>
        internal void Update(GuardInputs inputs, long closedForMicros, bool trippedInStall)
        {
            long now = inputs.NowMicros;
            bool line = inputs.Sense.ResidualTripped;
            bool settled = _dead.For(!inputs.CommandedClosed && !inputs.Sense.OutputLive, now, SettledMicros);
            bool tripped = line && !_test.Busy;

            JudgeTrip((tripped && !settled) || trippedInStall, inputs.Unplugged, closedForMicros, now);
            RequireTests(inputs.Unplugged);
            FaultCode found = _test.Step(line, settled, now);
            bool stuckLine = _stuckLine.For(tripped && settled, now, StuckMicros);
            if (stuckLine && !Stuck.Present)
            {
                // What it proved before counts no more.
                _test.Require();
            }

            bool mayClear = _test.Passed || (inputs.Unplugged && !_unplugged);
            Silent.Update(found == FaultCode.ResidualSilent, mayClear, now);
            Stuck.Update(stuckLine || found == FaultCode.ResidualStuck, mayClear, now);
            _unplugged = inputs.Unplugged;
        }

        internal void Clear()
        {
            bool doubtful = Trip.Present || Silent.Present || Stuck.Present;
            _policy.Reset();
            Trip.Clear();
            Silent.Clear();
            Stuck.Clear();
            if (doubtful)
            {
                _test.Require();
            }
        }

        private void JudgeTrip(bool trip, bool unplugged, long closedForMicros, long now)
        {
            if (trip && !Trip.Present)
            {
                _policy.Trip(closedForMicros, now);
                _test.Require();
            }

            bool retry = Trip.Present && _policy.IsDue(now);
            Trip.Update(trip, unplugged || retry, now);
            if (unplugged)
            {
                _policy.Reset();
            }
            else if (retry && !Trip.Present)
            {
                _policy.Retried();
            }
        }

        private void RequireTests(bool unplugged)
        {
            if (_unplugged && !unplugged)
            {
                _test.Require();
            }
        }
    }
}
