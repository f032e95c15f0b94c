using System;
using System.Device.Adc;
using System.Runtime.ExceptionServices;
using NanoCharger.Bay;
using NanoCharger.Core.Metering;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;

namespace NanoCharger.Bench.Accuracy;

/// <summary>A meter test stand: one unit's converter and inputs, the real sampling driver and the firmware's meter, at a source whose power is known. No station, no pilot.</summary>
/// <remarks>Blocks are taken as the charger takes them, as long as the measured cycle; what the charger does between them is an idle time here, random, so that blocks begin anywhere in the cycle.</remarks>
internal sealed class MeterStand
{
    private const int NominalCycleMicros = 20_000;
    private const long LeastIdleNanos = 5_000_000;
    private const long MostIdleNanos = 20_000_000;
    private const long LongestNanos = 200L * 3600 * 1_000_000_000;

    private readonly Machine _machine;
    private readonly AdcCharacter _converter;
    private readonly StandCircuit _circuit;
    private readonly Esp32Sampler _sampler;
    private readonly Chance _idle;

    private MeterStand(Machine machine, AdcCharacter converter, StandCircuit circuit, BoardDescription board, Calibration calibration, ulong seed)
    {
        _machine = machine;
        _converter = converter;
        _circuit = circuit;
        _idle = new Chance(~seed);
        var adc = new AdcController();
        _sampler = new Esp32Sampler(board, Open(adc, board.VoltagePins), Open(adc, board.CurrentPins), Open(adc, [board.PilotSensePin])[0]);
        Meter = new Meter(_sampler, calibration);
        Block = new SampleBlock(board.Phases, _sampler.MaxRounds);
    }

    /// <summary>The meter under test.</summary>
    public Meter Meter { get; }

    /// <summary>Its frequency meter.</summary>
    public FrequencyMeter Frequency { get; } = new();

    /// <summary>The last block.</summary>
    public SampleBlock Block { get; }

    /// <summary>Virtual time in seconds.</summary>
    public double Seconds => _machine.NowNanos / 1e9;

    /// <summary>Puts a unit on a stand and works with it.</summary>
    /// <param name="unit">Seed of the unit's errors.</param>
    /// <param name="seed">Seed of noise and idle times.</param>
    /// <param name="calibration">The unit's calibration, for one phase or three.</param>
    /// <param name="work">What to do; runs on a thread of the emulated chip.</param>
    public static T With<T>(ulong unit, ulong seed, Calibration calibration, Func<MeterStand, T> work)
    {
        BoardDescription board = calibration.Phases == 3 ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase();
        var errors = new UnitErrors(unit);
        AdcCharacter converter = errors.Converter();
        var circuit = new StandCircuit(errors, board);
        var machine = new Machine(new MachineOptions { Seed = seed, Surroundings = circuit, Adc = converter, Flash = new Flash() });
        T? result = default;
        bool over = false;
        machine.Boot(() =>
        {
            result = work(new MeterStand(machine, converter, circuit, board, calibration, seed));
            over = true;
        });
        machine.Run(LongestNanos, () => over || !machine.Running);
        if (machine.FirmwareFault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return over ? result! : throw new InvalidOperationException("the stand's time was over before its work");
    }

    /// <summary>Connects a load and lets the meter settle.</summary>
    /// <param name="load">The load.</param>
    /// <param name="blocks">Blocks to settle in.</param>
    public void Apply(MeterLoad load, int blocks = 100)
    {
        _converter.Celsius = load.Celsius;
        _circuit.Apply(load);
        for (int i = 0; i < blocks; i++)
        {
            Measure();
        }
    }

    /// <summary>Takes and measures one block, in the order of the control loop.</summary>
    /// <returns>False when there was nothing to measure in it.</returns>
    public bool Measure()
    {
        _machine.Spend(_idle.Between(LeastIdleNanos, MostIdleNanos));
        _sampler.Acquire(Block, Frequency.CycleMicros(NominalCycleMicros));
        Meter.SetMillihertz(Frequency.Millihertz);
        bool measured = Meter.Update(Block);
        Frequency.Update(Block, Meter.VoltageRestMillicounts[0]);
        return measured;
    }

    private static AdcChannel[] Open(AdcController adc, int[] pins)
    {
        return Array.ConvertAll(pins, pin => adc.OpenChannel(BoardDescription.AdcChannelOf(pin)));
    }
}
