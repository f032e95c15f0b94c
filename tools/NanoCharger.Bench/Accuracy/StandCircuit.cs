using System;
using NanoCharger.Bay;
using NanoCharger.Emulation;
using NanoCharger.Hal.Esp32;

namespace NanoCharger.Bench.Accuracy;

/// <summary>What the chip on the meter stand is soldered to: the inputs of one unit, with its errors, at a source of voltages and currents. No network, nothing else.</summary>
internal sealed class StandCircuit : ISurroundings, INetwork
{
    private const double TurnsPerHertzNano = 18446744073709551616.0 / 1e9;
    private const ulong ThirdOfATurn = 6148914691236517205UL;

    private readonly UnitErrors _unit;
    private readonly BoardDescription _board;
    private readonly InputNode[] _volts;
    private readonly InputNode[] _amps;

    /// <summary>A unit's inputs, nothing applied.</summary>
    public StandCircuit(UnitErrors unit, BoardDescription board)
    {
        _unit = unit;
        _board = board;
        _volts = new InputNode[board.Phases];
        _amps = new InputNode[board.Phases];
        for (int phase = 0; phase < board.Phases; phase++)
        {
            _volts[phase] = new InputNode(unit.BiasMillivolts, (ulong)phase * ThirdOfATurn);
            _amps[phase] = new InputNode(unit.BiasMillivolts, (ulong)phase * ThirdOfATurn);
        }
    }

    /// <inheritdoc/>
    public event Action ConnectionCut
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public INetwork Network => this;

    /// <inheritdoc/>
    public bool WifiUp => false;

    /// <inheritdoc/>
    public bool TimeServerUp => false;

    public long TimeServerOffMicros => 0;

    /// <inheritdoc/>
    public bool AnswerWillCome => false;

    /// <summary>Connects a load.</summary>
    public void Apply(MeterLoad load)
    {
        ulong step = (ulong)(load.Hertz * TurnsPerHertzNano);
        for (int phase = 0; phase < _board.Phases; phase++)
        {
            _volts[phase].Set(load.Voltage, step, load.Volts * _unit.MillivoltsPerVolt(phase));
            _amps[phase].Set(load.Current.Led(_unit.CurrentLeads[phase]), step, load.Amps * _unit.MillivoltsPerAmp(phase));
        }
    }

    /// <inheritdoc/>
    public IAnalogNode Analog(int gpio)
    {
        int volt = Array.IndexOf(_board.VoltagePins, gpio);
        int amp = Array.IndexOf(_board.CurrentPins, gpio);
        return volt >= 0 ? _volts[volt] : amp >= 0 ? _amps[amp] : new InputNode(0, 0);
    }

    /// <inheritdoc/>
    public bool ReadPin(int gpio) => false;

    /// <inheritdoc/>
    public void WritePin(int gpio, bool high)
    {
    }

    /// <inheritdoc/>
    public void SetPwm(int gpio, int hertz, int dutyHundredths)
    {
    }

    /// <inheritdoc/>
    public long PulseCount(int gpio) => 0;

    /// <inheritdoc/>
    public void ChipReset()
    {
    }

    /// <inheritdoc/>
    public long DnsNanos(string host) => 0;

    /// <inheritdoc/>
    public BrokerReach Reach(string host, int port) => BrokerReach.Down;

    /// <inheritdoc/>
    public long LatencyNanos() => 0;

    /// <inheritdoc/>
    public long HandshakeNanos() => 0;

    /// <inheritdoc/>
    public bool ExpectsAnswer(string topic, byte[] payload, out string key) => NoAnswer(out key);

    /// <inheritdoc/>
    public bool Answers(string topic, byte[] payload, out string key) => NoAnswer(out key);

    /// <inheritdoc/>
    public void AnswerLost(string key)
    {
    }

    /// <inheritdoc/>
    public void Exchanged()
    {
    }

    /// <inheritdoc/>
    public void Stray()
    {
    }

    /// <inheritdoc/>
    public void Sent(string topic, byte[] payload)
    {
    }

    /// <inheritdoc/>
    public void Received(string topic, byte[] payload)
    {
    }

    /// <inheritdoc/>
    public void StateChanged(bool connected)
    {
    }

    private static bool NoAnswer(out string key)
    {
        key = string.Empty;
        return false;
    }

    /// <summary>A pin that rests at a bias and follows a waveform.</summary>
    private sealed class InputNode(double biasMillivolts, ulong lag) : IAnalogNode
    {
        private Waveform? _waveform;
        private ulong _step;
        private double _millivolts;

        public void Set(Waveform waveform, ulong step, double millivolts)
        {
            _waveform = millivolts == 0 ? null : waveform;
            _step = step;
            _millivolts = millivolts;
        }

        public double Millivolts(long nowNanos)
        {
            return _waveform is { } waveform ? biasMillivolts + (_millivolts * waveform.At(((ulong)nowNanos * _step) - lag)) : biasMillivolts;
        }
    }
}
