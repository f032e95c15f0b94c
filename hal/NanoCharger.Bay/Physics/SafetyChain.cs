using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The hardware between the firmware's command and the coil: interlock, residual current monitor and dead-man hold, with a latch each; and the watchdog on top of it.</summary>
    /// <remarks>What a latch has opened stays open until the command is taken back: a pulse of the hold, a vehicle or time close nothing by themselves.</remarks>
    internal sealed class SafetyChain
    {
        private const long NanosPerMilli = 1_000_000;
        private const long WatchdogNanos = 30_000 * NanosPerMilli;

        private readonly Machine _machine;
        private readonly Interlock _interlock;
        private readonly ResidualMonitor _monitor;
        private readonly Contactor _contactor;
        private readonly long _holdNanos;
        private Event? _holdEnd;
        private Event? _watchdogEnd;
        private long _lastPulse = long.MinValue / 2;
        private long _watchdogFrom;
        private bool _powered;
        private bool _command;
        private bool _residualLatch;
        private bool _interlockLatch;
        private bool _holdLatch;
        private bool _held;
        private bool _coil;

        /// <param name="machine">Its time.</param>
        /// <param name="interlock">Sees the pilot.</param>
        /// <param name="monitor">Sees residual currents.</param>
        /// <param name="contactor">Has the coil.</param>
        /// <param name="parts">How long the hold is.</param>
        public SafetyChain(Machine machine, Interlock interlock, ResidualMonitor monitor, Contactor contactor, ChainParts parts)
        {
            _machine = machine;
            _interlock = interlock;
            _monitor = monitor;
            _contactor = contactor;
            _holdNanos = BoardCircuit.HoldNanos(parts.Hold);
            interlock.Changed += () => Evaluate("interlock");
            monitor.Changed += () => Evaluate("residual");
        }

        /// <summary>30 s without a hold pulse: the chip is to be reset.</summary>
        public event Action? WatchdogExpired;

        /// <summary>The interlock was open under a command, and since then nothing closes before the command is taken back.</summary>
        public bool InterlockLatched
        {
            get { return _interlockLatch; }
        }

        /// <summary>What the hold's pin shows: it is armed, and was all the time since the command was given.</summary>
        public bool HoldArmed
        {
            get { return _held && !_holdLatch; }
        }

        /// <summary>What the interlock's pin shows: the comparator sees the pilot in C or D, and did all the time since the command was given.</summary>
        public bool InterlockClosed
        {
            get { return Comparator && !_interlockLatch; }
        }

        /// <summary>The comparator sees C or D for ever.</summary>
        public bool InterlockFailed { get; private set; }

        private bool Comparator
        {
            get { return _interlock.SeesVehicle || InterlockFailed; }
        }

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
                _held = false;
                _command = false;
            }

            Evaluate("power");
        }

        /// <summary>The contactor command's pin.</summary>
        public void Command(bool on)
        {
            _command = on;
            Evaluate("firmware");
        }

        /// <summary>A rising edge on the hold's pin.</summary>
        public void Pulse()
        {
            _lastPulse = _machine.NowNanos;
            _watchdogFrom = _lastPulse;
            WatchdogLatch = false;
            if (!_held)
            {
                _held = true;
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
                _holdEnd = _machine.Schedule(_lastPulse + _holdNanos, EndHold);
            }
        }

        private void EndHold()
        {
            if (_held && _machine.NowNanos < _lastPulse + _holdNanos)
            {
                WatchHold();
                return;
            }

            _held = false;
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

        /// <summary>Each latch holds itself while the command stands, and is set again while its cause lasts.</summary>
        private void Latch()
        {
            _residualLatch = _monitor.Tripped || (_residualLatch && _command);
            _interlockLatch = _command && (_interlockLatch || !Comparator);
            _holdLatch = _command && (_holdLatch || !_held);
        }

        private void Evaluate(string cause)
        {
            Latch();
            bool coil = _powered && _command && !_residualLatch && HoldArmed && InterlockClosed;
            if (coil != _coil)
            {
                _coil = coil;
                _contactor.Drive(coil, cause);
            }
        }
    }
}
