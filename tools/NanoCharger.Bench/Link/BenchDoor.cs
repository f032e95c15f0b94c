using System;
using NanoCharger.Hal;
using NanoCharger.Mqtt;

namespace NanoCharger.Bench.Link;

/// <summary>A broker with locks for a run, in place of the embedded one in clear: where it is, and what opens it. It ends with whoever has started it.</summary>
/// <param name="Host">Its address.</param>
/// <param name="StationPort">The door of the stations.</param>
/// <param name="WorkerPort">The door of the backend.</param>
public sealed record BenchDoor(string Host, int StationPort, int WorkerPort)
{
    /// <summary>By what the backend comes in; asked at each connection.</summary>
    public required Func<BrokerTls> Worker { get; init; }

    /// <summary>What the factory writes into the station's flash, behind its settings: authority, key, certificate. With the station's name.</summary>
    public required Action<IStorage, string> Provision { get; init; }

    /// <summary>A folder of <c>ca.sh</c> whose CA signs what the station asks for; empty: nobody does.</summary>
    public string SignFolder { get; init; } = "";
}
