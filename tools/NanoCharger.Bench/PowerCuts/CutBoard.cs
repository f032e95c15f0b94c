using System;
using NanoCharger.Emulation;
using NanoCharger.Hal;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>A board that has what the state's classes ask for: flash, clocks, noise, a residual current monitor and inputs. Its time moves when it is told to.</summary>
internal sealed class CutBoard : IBoard, IClock, IResidualCurrentMonitor, IEntropy, IFaultInputs, ISampler
{
    private const long BootUtcMillis = 1_767_225_600_000;

    private readonly Chance _noise;

    /// <summary>A board with this flash.</summary>
    /// <param name="storage">The flash.</param>
    /// <param name="seed">Of its noise.</param>
    internal CutBoard(CutStorage storage, ulong seed)
    {
        Flash = storage;
        _noise = new Chance(seed);
    }

    /// <summary>The flash.</summary>
    internal CutStorage Flash { get; }

    /// <summary>Whether the wall clock is known.</summary>
    internal bool ClockKnown { get; set; } = true;

    /// <summary>True while the firmware tests the monitor; a sound one trips then.</summary>
    internal bool Testing { get; private set; }

    /// <inheritdoc/>
    public long NowMicros { get; private set; } = 1_000_000;

    /// <inheritdoc/>
    public long UtcMillis => (ClockKnown ? BootUtcMillis : 0) + (NowMicros / 1_000);

    /// <inheritdoc/>
    public ClockQuality Quality => ClockKnown ? ClockQuality.Synchronised : ClockQuality.Unknown;

    /// <inheritdoc/>
    public IStorage Storage => Flash;

    /// <inheritdoc/>
    public IClock Clock => this;

    /// <inheritdoc/>
    public IResidualCurrentMonitor ResidualCurrent => this;

    /// <inheritdoc/>
    public IEntropy Entropy => this;

    /// <inheritdoc/>
    public IFaultInputs FaultInputs => this;

    /// <inheritdoc/>
    public ISampler Sampler => this;

    /// <inheritdoc/>
    public ResetCause LastReset => ResetCause.PowerOn;

    /// <inheritdoc/>
    public string Name => "flash and clock";

    /// <inheritdoc/>
    public string Serial => "CUT000000001";

    /// <inheritdoc/>
    public IPilotOutput Pilot => throw Lacking();

    /// <inheritdoc/>
    public IProximity Proximity => throw Lacking();

    /// <inheritdoc/>
    public IContactor Contactor => throw Lacking();

    /// <inheritdoc/>
    public IEarthMonitor Earth => throw Lacking();

    /// <inheritdoc/>
    public IThermometer Thermometer => throw Lacking();

    /// <inheritdoc/>
    public ITextPort Console => throw Lacking();

    /// <inheritdoc/>
    public ITokenReader TokenReader => throw Lacking();

    /// <inheritdoc/>
    public ILink Link => throw Lacking();

    /// <inheritdoc/>
    public IHmac Hmac => throw Lacking();

    /// <inheritdoc/>
    public IIndicator Indicator => throw Lacking();

    /// <inheritdoc/>
    public bool Tripped => Testing;

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public int Phases => 1;

    /// <inheritdoc/>
    public int MaxRounds => 146;

    /// <inheritdoc/>
    public int MicrovoltsPerCount => 806;

    /// <inheritdoc/>
    public int MainsMicrovoltsPerCount => 322_400;

    /// <inheritdoc/>
    public int MicroampsPerCount => 100_750;

    /// <inheritdoc/>
    public int PilotMicrovoltsPerCount => 8_000;

    /// <inheritdoc/>
    public int PilotZeroMillivolts => 1_650;

    /// <inheritdoc/>
    public int BiasMillivolts => 1_650;

    /// <inheritdoc/>
    public void SetTest(bool on)
    {
        Testing = on;
    }

    /// <inheritdoc/>
    public void Fill(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)_noise.Next();
        }
    }

    /// <inheritdoc/>
    public string NameOf(int index)
    {
        return "emergencyStop";
    }

    /// <inheritdoc/>
    public int Read()
    {
        return 0;
    }

    /// <inheritdoc/>
    public void Acquire(SampleBlock block, int lengthMicros)
    {
        throw Lacking();
    }

    /// <inheritdoc/>
    public void Rest()
    {
        throw Lacking();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        throw Lacking();
    }

    /// <inheritdoc/>
    public void Pause(int millis)
    {
        Pass(millis * 1_000L);
    }

    /// <summary>Lets time pass.</summary>
    internal void Pass(long micros)
    {
        NowMicros += micros;
    }

    private static NotSupportedException Lacking()
    {
        return new NotSupportedException("no state hangs on that part");
    }
}
