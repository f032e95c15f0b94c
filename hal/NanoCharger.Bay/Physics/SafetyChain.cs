using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The hardware between the firmware's command and the coil: interlock, residual current latch, dead-man hold; and the watchdog on top of it.</summary>
    internal sealed class SafetyChain
    {
        private const long NanosPerMilli = 1_000_000;
        private const long HoldNanos = 4_000 * NanosPerMilli;
        private const long WatchdogNanos = 30_000 * NanosPerMilli;

        // The comparator looks at the positive peak. Slow to open, so that a dip of less than 30 ms in C opens nothing.
        private const long InterlockOpenNanos = 40 * NanosPerMilli;
        private const long InterlockCloseNanos = 20 * NanosPerMilli;

        private readonly Machine _machine;
        private readonly PilotCircuit _pilot;
        private readonly ResidualMonitor _monitor;
        private readonly Contactor _contactor;
        private Event? _interlockMove;
        private Event? _holdEnd;
        private Event? _watchdogEnd;
        private long _lastPulse = long.MinValue / 2;
        private long _watchdogFrom;
        private bool _powered;
        private bool _command;
        private bool _residualLatch;
        private bool _comparator;
        private bool _coil;

        public SafetyChain(Machine machine, PilotCircuit pilot, ResidualMonitor monitor, Contactor contactor)
        {
            _machine = machine;
            _pilot = pilot;
            _monitor = monitor;
            _contactor = contactor;
            pilot.Changed += WatchPilot;
            monitor.Changed += WatchMonitor;
        }

        /// <summary>30 s without a hold pulse: the chip is to be reset.</summary>
        public event Action? WatchdogExpired;

        public bool HoldArmed { get; private set; }

        /// <summary>The comparator sees the pilot in C or D, or has failed and says so for ever.</summary>
        public bool InterlockClosed
        {
            get { return _comparator || InterlockFailed; }
        }

        public bool InterlockFailed { get; private set; }

        /// <summary>The last reset was the watchdog's; cleared by the first hold pulse after it.</summary>
        public bool WatchdogLatch { get; private set; }

        /// <summary>The firmware commands the contactor closed.</summary>
        public bool Commanded
        {
            get { return _command; }
        }

        /// <summary>When the hold was last re-armed, in nanoseconds.</summary>
        public long LastPulseNanos
        {
            get { return _lastPulse; }
        }

        /// <summary>The board's supply comes or goes.</summary>
        public void Power(bool on)
        {
            _powered = on;
            _watchdogFrom = _machine.NowNanos;
            if (on)
            {
                WatchdogLatch = false;
                ArmWatchdog();
            }
            else
            {
                HoldArmed = false;
                _command = false;
                _residualLatch = false;
            }

            Evaluate("power");
        }

        /// <summary>The contactor command's pin.</summary>
        public void Command(bool on)
        {
            _command = on;
            ClearLatch();
            Evaluate("firmware");
        }

        /// <summary>A rising edge on the hold's pin.</summary>
        public void Pulse()
        {
            _lastPulse = _machine.NowNanos;
            _watchdogFrom = _lastPulse;
            WatchdogLatch = false;
            if (!HoldArmed)
            {
                HoldArmed = true;
                WatchHold();
                Evaluate("hold");
            }
        }

        public void SetInterlockFailed(bool failed)
        {
            InterlockFailed = failed;
            Evaluate("interlock");
        }

        /// <summary>One alarm at a time: it looks when it rings whether there was a pulse since.</summary>
        private void WatchHold()
        {
            if (_holdEnd is not { Pending: true })
            {
                _holdEnd = _machine.Schedule(_lastPulse + HoldNanos, EndHold);
            }
        }

        private void EndHold()
        {
            if (HoldArmed && _machine.NowNanos < _lastPulse + HoldNanos)
            {
                WatchHold();
                return;
            }

            HoldArmed = false;
            Evaluate("hold");
        }

        private void ArmWatchdog()
        {
            if (_watchdogEnd is null or { Pending: false })
            {
                _watchdogEnd = _machine.Schedule(_watchdogFrom + WatchdogNanos, EndWatchdog);
            }
        }

        private void EndWatchdog()
        {
            if (!_powered)
            {
                return;
            }

            if (_machine.NowNanos >= _watchdogFrom + WatchdogNanos)
            {
                _watchdogFrom = _machine.NowNanos;
                WatchdogLatch = true;
                WatchdogExpired?.Invoke();
            }

            _watchdogEnd = _machine.Schedule(_watchdogFrom + WatchdogNanos, EndWatchdog);
        }

        private void WatchPilot()
        {
            bool seen = _pilot.State is 'C' or 'D';
            if (_interlockMove is not null)
            {
                _machine.Cancel(_interlockMove);
                _interlockMove = null;
            }

            if (seen != _comparator)
            {
                _interlockMove = _machine.Schedule(_machine.NowNanos + (seen ? InterlockCloseNanos : InterlockOpenNanos), () =>
                {
                    _interlockMove = null;
                    _comparator = seen;
                    Evaluate("interlock");
                });
            }
        }

        private void WatchMonitor()
        {
            _residualLatch |= _monitor.Tripped;
            ClearLatch();
            Evaluate("residual");
        }

        /// <summary>A trip cuts the coil until the monitor is content and the firmware has taken its command back.</summary>
        private void ClearLatch()
        {
            if (!_command && !_monitor.Tripped)
            {
                _residualLatch = false;
            }
        }

        private void Evaluate(string cause)
        {
            bool coil = _powered && _command && !_residualLatch && HoldArmed && InterlockClosed;
            if (coil != _coil)
            {
                _coil = coil;
                _contactor.Drive(coil, cause);
            }
        }
    }
}
