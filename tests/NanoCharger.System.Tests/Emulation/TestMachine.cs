using System;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Emulation;

/// <summary>A machine on a <see cref="TestCircuit"/>, and times to write tests with.</summary>
internal sealed class TestMachine
{
    public const long Millisecond = 1_000_000;
    public const long Second = 1000 * Millisecond;

    public const long UtcAtStart = 1_767_225_600_000_000;

    public TestMachine(ulong seed = 1)
    {
        Machine = new Machine(new MachineOptions
        {
            Seed = seed,
            Surroundings = Circuit,
            Adc = new AdcCharacter(1.05, 4, 3, 20, seed),
            Flash = Flash,
            UtcAtStart = UtcAtStart,
            Console = Console,
        });
    }

    public TestCircuit Circuit { get; } = new();

    public Flash Flash { get; } = new();

    public SerialLine Console { get; } = new();

    public Machine Machine { get; }

    /// <summary>Boots and runs a firmware, and rethrows what ended it.</summary>
    public void Run(Action firmware, long forNanos = 10 * Second)
    {
        Machine.Boot(firmware);
        Machine.Run(forNanos);
        if (Machine.FirmwareFault is { } fault)
        {
            throw new InvalidOperationException("The firmware ended", fault);
        }
    }
}
