namespace NanoCharger.Emulation;

/// <summary>What a machine is made of.</summary>
public sealed class MachineOptions
{
    /// <summary>Seed of everything random inside the chip: conversion times, noise, erase times.</summary>
    public ulong Seed { get; init; }

    /// <summary>The circuit and the network around the chip.</summary>
    public required ISurroundings Surroundings { get; init; }

    /// <summary>The converter's errors.</summary>
    public required AdcCharacter Adc { get; init; }

    /// <summary>The file system's flash; it outlives reboots and machines.</summary>
    public required Flash Flash { get; init; }

    /// <summary>The world's UTC at virtual time 0, in microseconds since 1970-01-01T00:00:00Z.</summary>
    public long UtcAtStart { get; init; }

    /// <summary>Free bytes of the heap when the firmware begins, as the collector tells them: a module with PSRAM.</summary>
    public uint FreeHeapBytes { get; init; } = 3_000_000;

    /// <summary>The line at COM2; null leaves the port unconnected.</summary>
    public SerialLine? Console { get; init; }

    /// <summary>The line at COM3; null leaves the port unconnected.</summary>
    public SerialLine? Reader { get; init; }
}
