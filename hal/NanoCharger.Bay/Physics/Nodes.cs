using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>A pin of the converter that measures one phase's voltage: 2.5 mV for each volt, about the bias rail.</summary>
    internal sealed class VoltageNode(Mains mains, int phase, UnitErrors unit) : IAnalogNode
    {
        private readonly double _bias = unit.BiasMillivolts;
        private readonly double _millivoltsPerVolt = unit.MillivoltsPerVolt(phase);

        public double Millivolts(long nowNanos)
        {
            return phase < mains.Phases ? _bias + (_millivoltsPerVolt * mains.Volts * mains.UnitVoltage(nowNanos, phase)) : _bias;
        }
    }

    /// <summary>A pin that measures one phase's current through its transformer and burden: 8 mV for each ampere, about the bias rail. A transformer passes no direct current.</summary>
    internal sealed class CurrentNode(Mains mains, Vehicle vehicle, int phase, UnitErrors unit) : IAnalogNode
    {
        private readonly double _bias = unit.BiasMillivolts;
        private readonly double _millivoltsPerAmp = unit.MillivoltsPerAmp(phase);
        private readonly ulong _lead = Mains.Turn(unit.CurrentLeads[phase]);

        public double Millivolts(long nowNanos)
        {
            double amps = vehicle.AmpsOf(phase);
            if (amps == 0 || phase >= mains.Phases)
            {
                return _bias;
            }

            double unit = vehicle.HalfWave ? mains.UnitHalfWave(nowNanos, phase, _lead) : mains.UnitCurrent(nowNanos, phase, _lead);
            return _bias + (_millivoltsPerAmp * amps * unit);
        }
    }

    /// <summary>The proximity contact: 1 k up to 3.3 V, the plug's resistor down (IEC 61851-1:2017, B.2).</summary>
    internal sealed class ProximityNode(Vehicle vehicle) : IAnalogNode
    {
        public double Millivolts(long nowNanos)
        {
            double ohms = vehicle.CableCode switch { 13 => 1_500, 20 => 680, 32 => 220, 63 => 100, _ => double.PositiveInfinity };
            return double.IsInfinity(ohms)
                ? BoardCircuit.SupplyMillivolts
                : BoardCircuit.SupplyMillivolts * ohms / (ohms + BoardCircuit.ProximityPullUpOhms);
        }
    }

    /// <summary>The NTC of the single-phase board: 10 k up to 3.3 V, 10 k at 25 °C with B 3950 down.</summary>
    internal sealed class NtcNode(Func<double> celsius) : IAnalogNode
    {
        private const double KelvinAtZero = 273.15;
        private const double KelvinAtNominal = 298.15;
        private const double Beta = 3950;

        public double Millivolts(long nowNanos)
        {
            double share = Math.Exp(Beta * ((1 / (celsius() + KelvinAtZero)) - (1 / KelvinAtNominal)));
            return BoardCircuit.SupplyMillivolts * share / (share + 1);
        }
    }

    /// <summary>A pin with nothing on it.</summary>
    internal sealed class GroundNode : IAnalogNode
    {
        public double Millivolts(long nowNanos)
        {
            return 0;
        }
    }
}
