using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>What a bay is set up with.</summary>
    public sealed class BayOptions
    {
        /// <summary>The story to play.</summary>
        public required Scenario Scenario { get; init; }

        /// <summary>Starts the firmware; called on a firmware thread at power-on and again after each reset.</summary>
        public required Action Firmware { get; init; }

        /// <summary>Seed of every random number in the run; null: the scenario's.</summary>
        public ulong? Seed { get; init; }

        /// <summary>Commissions the unit before its first power-on: writes the firmware's settings into the flash. Null: an empty flash.</summary>
        /// <remarks>May throw a <see cref="ScenarioException"/> for a setting that the firmware does not take; <see cref="ChargingBay"/>'s constructor passes it on.</remarks>
        public Action<BayFactory>? Commission { get; init; }

        /// <summary>Real address of the MQTT broker; null: there is none, every connection is refused.</summary>
        public string? BrokerHost { get; init; }

        /// <summary>Real TCP port of the broker.</summary>
        public int BrokerPort { get; init; }

        /// <summary>What does harm to real connections between the station and that broker; null: nothing does.</summary>
        public IWire? Wire { get; init; }

        /// <summary>What is late on the network; null: nothing is.</summary>
        public NetworkDelays? Delays { get; init; }

        /// <summary>Where the scenario's calls come in at that broker; null: by the stations' door, in clear.</summary>
        public BayDoor? Door { get; init; }

        /// <summary>Starts or stops the payment backend, or has it fail, when the scenario says so, and returns when that is done; null: it is not ours.</summary>
        public Action<BackendState>? BackendPower { get; init; }

        /// <summary>Puts the payment backend's clock off by so many seconds, when the scenario says so; null: it is not ours.</summary>
        public Action<long>? BackendClock { get; init; }

        /// <summary>What tells the bay of the firmware's beliefs; null: the invariants that need them are not checked.</summary>
        public IFirmwareProbe? Probe { get; init; }

        /// <summary>True: closing less than half a second after the pilot came to C or D, X1 for less than 4 s and too many openings under load are violations. For firmware that debounces; not for the few lines of a test that do not.</summary>
        public bool JudgeClosing { get; init; }

        /// <summary>True: what must survive a restart is judged (invariant 6). For firmware that remembers; not for the few lines of a test that do not.</summary>
        public bool JudgeMemory { get; init; }

        /// <summary>Receives the trace; null: none. The bay writes and flushes, and leaves it open.</summary>
        public TextWriter? Trace { get; init; }

        /// <summary>Takes the payload of each call that the firmware publishes, in order, whether or not anybody receives it; null: nobody asks.</summary>
        public Action<byte[]>? Published { get; init; }

        /// <summary>Names of the settings whose values the trace hides.</summary>
        public IReadOnlyList<string> SecretSettings { get; init; } = [];

        /// <summary>Virtual seconds for each real second; 0: as fast as it goes.</summary>
        public double Speed { get; init; }

        /// <summary>Ends the run early.</summary>
        public CancellationToken Cancellation { get; init; }
    }
}
