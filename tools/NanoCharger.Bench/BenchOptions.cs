using NanoCharger.Bay;
using NanoCharger.Bench.Link;
using NanoCharger.Core.Metering;
using NanoCharger.Verify;

namespace NanoCharger.Bench;

/// <summary>What one run of the bench is to do.</summary>
public sealed class BenchOptions
{
    /// <summary>The scenario to play.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Seed of every random number of the run; the scenario's own when null.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Virtual seconds for each real second; 0 is as fast as it goes.</summary>
    public double Speed { get; init; }

    /// <summary>Folder for summary, trace and receipts; null writes nothing.</summary>
    public string? OutDirectory { get; init; }

    /// <summary>Broker to use; null starts an embedded one for the run.</summary>
    public BrokerAddress? Broker { get; init; }

    /// <summary>A broker with locks, in place of <see cref="Broker"/>; null: the link is in clear.</summary>
    public BenchDoor? Door { get; init; }

    /// <summary>What stands between the station and its broker; null: nothing does.</summary>
    public BenchWire? Wire { get; init; }

    /// <summary>What is late on the station's network; null: nothing is.</summary>
    public NetworkDelays? Delays { get; init; }

    /// <summary>The public key that the backend has registered for the station before the run; null: it registers the one of the first document.</summary>
    public StationKey? RegisteredKey { get; init; }

    /// <summary>File of the demo house's database, made anew, around the station of the run; null: there is no house, and there are no pages.</summary>
    public string? House { get; init; }

    /// <summary>True: there is neither broker nor backend, every connection is refused. For the timings of the outlet: no real answer is waited for.</summary>
    public bool Offline { get; init; }

    /// <summary>The unit's calibration, in place of the factory's adjustment; null: as the scenario says.</summary>
    public Calibration? Calibration { get; init; }
}
