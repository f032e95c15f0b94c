using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The interlock as it is soldered: a peak detector that falls slowly, a window of 1.5..7.5 V, and a filter with its comparator at one half.</summary>
    /// <remarks>
    /// A peak that rises is there within a period or two. One that falls is followed by the detector's discharge, so a short (6 to 1.5 V) is seen 26 ms late,
    /// and C after a dip to 12 V 7 ms late. The filter then wants 41 ms of the new, in both directions, and remembers a part of what it saw shortly before.
    /// </remarks>
    internal sealed class Interlock
    {
        private const double Half = 0.5;

        private readonly Machine _machine;
        private readonly PilotCircuit _pilot;
        private readonly double _detectorNanos;
        private readonly double _filterNanos;
        private Event? _next;
        private long _atNanos;
        private double _peak;
        private double _detector;
        private double _filter;

        public Interlock(Machine machine, PilotCircuit pilot, ChainParts parts)
        {
            _machine = machine;
            _pilot = pilot;
            _detectorNanos = BoardCircuit.DetectorNanos * (1 + (BoardCircuit.DetectorSpread * parts.Detector));
            _filterNanos = BoardCircuit.FilterNanos * (1 + (BoardCircuit.FilterSpread * parts.Filter));
            pilot.Changed += Follow;
        }

        /// <summary><see cref="SeesVehicle"/> is another one.</summary>
        public event Action? Changed;

        /// <summary>The comparator sees the pilot in C or D.</summary>
        public bool SeesVehicle { get; private set; }

        private static double Low
        {
            get { return BoardCircuit.WindowLowVolts - BoardCircuit.DetectorDiodeVolts; }
        }

        private static double High
        {
            get { return BoardCircuit.WindowHighVolts - BoardCircuit.DetectorDiodeVolts; }
        }

        private bool InWindow
        {
            get { return _detector > Low && _detector <= High; }
        }

        private void Follow()
        {
            Advance();
            _peak = _pilot.DutyHundredths == 0 ? 0 : Math.Max(0, (_pilot.HighMillivolts / 1_000) - BoardCircuit.DetectorDiodeVolts);
            _detector = Math.Max(_detector, _peak);
            Await();
        }

        private void Ring()
        {
            _next = null;
            Advance();
            bool sees = _filter >= Half;
            Await();
            if (sees != SeesVehicle)
            {
                SeesVehicle = sees;
                Changed?.Invoke();
            }
        }

        /// <summary>Brings both capacitors to this moment. Between two calls the window does not change: each crossing rings.</summary>
        private void Advance()
        {
            double nanos = _machine.NowNanos - _atNanos;
            _atNanos = _machine.NowNanos;
            double drive = InWindow ? 1 : 0;
            _filter = drive + ((_filter - drive) * Math.Exp(-nanos / _filterNanos));
            _detector = Math.Max(_peak, _detector * Math.Exp(-nanos / _detectorNanos));
        }

        private void Await()
        {
            if (_next is not null)
            {
                _machine.Cancel(_next);
                _next = null;
            }

            double nanos = Math.Min(ToCrossing(), ToVerdict());
            if (!double.IsInfinity(nanos))
            {
                // A nanosecond beyond, so that rounding leaves no crossing before itself.
                _next = _machine.Schedule(_machine.NowNanos + (long)Math.Ceiling(nanos) + 1, Ring);
            }
        }

        /// <summary>How long the detector falls to the next edge of the window.</summary>
        private double ToCrossing()
        {
            double edge = _detector > High ? High : Low;
            return _detector > edge && _peak <= edge ? _detectorNanos * Math.Log(_detector / edge) : double.PositiveInfinity;
        }

        /// <summary>How long the filter goes on to its half.</summary>
        private double ToVerdict()
        {
            if (InWindow)
            {
                return _filter < Half ? _filterNanos * Math.Log((1 - _filter) / Half) : double.PositiveInfinity;
            }

            return _filter >= Half ? _filterNanos * Math.Log(_filter / Half) : double.PositiveInfinity;
        }
    }
}
