using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The interlock as it is soldered: a peak detector that falls slowly, a window of 1.5..7.5 V, and a timer that wants each change to last.</summary>
    /// <remarks>
    /// A peak that rises is there within a period or two. One that falls is followed by the detector's discharge, so a short (6 to 1.5 V) is seen 26 ms late,
    /// and C after a dip to 12 V 7 ms late. The timer then wants 42 ms of the new without a break, in both directions.
    /// </remarks>
    internal sealed class Interlock
    {
        private readonly Machine _machine;
        private readonly PilotCircuit _pilot;
        private readonly double _detectorNanos;
        private readonly long _filterNanos;
        private Event? _crossing;
        private Event? _verdict;
        private long _atNanos;
        private double _peak;
        private double _detector;
        private bool _inWindow;

        public Interlock(Machine machine, PilotCircuit pilot, ChainParts parts)
        {
            _machine = machine;
            _pilot = pilot;
            _detectorNanos = BoardCircuit.DetectorNanos * (1 + (BoardCircuit.DetectorSpread * parts.Detector));
            _filterNanos = BoardCircuit.FilterNanos(parts.Filter);
            pilot.Changed += Follow;
        }

        /// <summary><see cref="SeesVehicle"/> is another one.</summary>
        public event Action? Changed;

        /// <summary>The interlock sees the pilot in C or D.</summary>
        public bool SeesVehicle { get; private set; }

        private static double Low
        {
            get { return BoardCircuit.WindowLowVolts - BoardCircuit.DetectorDiodeVolts; }
        }

        private static double High
        {
            get { return BoardCircuit.WindowHighVolts - BoardCircuit.DetectorDiodeVolts; }
        }

        private void Follow()
        {
            Discharge();
            _peak = _pilot.DutyHundredths == 0 ? 0 : Math.Max(0, (_pilot.HighMillivolts / 1_000) - BoardCircuit.DetectorDiodeVolts);
            _detector = Math.Max(_detector, _peak);
            Look();
        }

        /// <summary>Brings the detector's capacitor to this moment.</summary>
        private void Discharge()
        {
            _detector = Math.Max(_peak, _detector * Math.Exp((_atNanos - _machine.NowNanos) / _detectorNanos));
            _atNanos = _machine.NowNanos;
        }

        private void Look()
        {
            Cancel(ref _crossing);
            double edge = _detector > High ? High : Low;
            if (_detector > edge && _peak <= edge)
            {
                // A nanosecond beyond, so that rounding leaves no crossing before itself.
                long nanos = (long)Math.Ceiling(_detectorNanos * Math.Log(_detector / edge)) + 1;
                _crossing = _machine.Schedule(_machine.NowNanos + nanos, () =>
                {
                    _crossing = null;
                    Discharge();
                    Look();
                });
            }

            bool inWindow = _detector > Low && _detector <= High;
            if (inWindow != _inWindow)
            {
                _inWindow = inWindow;
                Judge();
            }
        }

        /// <summary>Each edge of the window begins the timer anew; what goes back before it has run out was nothing.</summary>
        private void Judge()
        {
            Cancel(ref _verdict);
            if (_inWindow != SeesVehicle)
            {
                _verdict = _machine.Schedule(_machine.NowNanos + _filterNanos, () =>
                {
                    _verdict = null;
                    SeesVehicle = _inWindow;
                    Changed?.Invoke();
                });
            }
        }

        private void Cancel(ref Event? scheduled)
        {
            if (scheduled is not null)
            {
                _machine.Cancel(scheduled);
                scheduled = null;
            }
        }
    }
}
