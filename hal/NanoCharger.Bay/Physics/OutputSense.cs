using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The output sense as it is soldered: a coupler that discharges a capacitor while the outlet is live, and a Schmitt trigger behind it.</summary>
    /// <remarks>Slow in both directions, as the worst Schmitt trigger makes it; and blind below a voltage that follows from the coupler's transfer ratio.</remarks>
    internal sealed class OutputSense
    {
        /// <summary>Mean of a rectified sine over its RMS value.</summary>
        private const double MeanOverRms = 0.9003;

        private const double SupplyVolts = BoardCircuit.SupplyMillivolts / 1_000;

        private readonly Machine _machine;
        private readonly Func<double> _outletVolts;
        private readonly double _transfer;
        private double _collector = SupplyVolts;
        private double _amps;
        private long _atNanos;
        private bool _high;

        /// <param name="machine">Its time.</param>
        /// <param name="outletVolts">RMS volts behind the contacts; 0 while they are open.</param>
        /// <param name="parts">How good the coupler is.</param>
        public OutputSense(Machine machine, Func<double> outletVolts, ChainParts parts)
        {
            _machine = machine;
            _outletVolts = outletVolts;
            double middle = (BoardCircuit.SenseLeastTransfer + BoardCircuit.SenseMostTransfer) / 2;
            _transfer = middle + ((BoardCircuit.SenseMostTransfer - middle) * parts.Transfer);
        }

        /// <summary>What the pin shows.</summary>
        public bool High
        {
            get
            {
                Advance();
                return _high;
            }
        }

        /// <summary>The outlet has changed.</summary>
        public void Follow()
        {
            Advance();
            _amps = CollectorAmps(_outletVolts(), _transfer);
        }

        /// <summary>Mean current that a coupler draws from the collector's node, of one phase alone.</summary>
        /// <param name="volts">RMS volts on the outlet.</param>
        /// <param name="transfer">The coupler's transfer ratio.</param>
        public static double CollectorAmps(double volts, double transfer)
        {
            return Math.Max(0, (MeanOverRms * volts) - BoardCircuit.SenseLedVolts) / BoardCircuit.SenseLedOhms * transfer;
        }

        private void Advance()
        {
            double nanos = _machine.NowNanos - _atNanos;
            _atNanos = _machine.NowNanos;
            double aim = SupplyVolts - (BoardCircuit.SenseCollectorOhms * _amps);
            _collector = Math.Max(BoardCircuit.SaturationVolts, aim + ((_collector - aim) * Math.Exp(-nanos / BoardCircuit.SenseNanos)));
            _high = _collector < BoardCircuit.SchmittLowVolts || (_high && _collector <= BoardCircuit.SchmittHighVolts);
        }
    }
}
