using System;
using System.Linq;
using NanoCharger.App;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Workloads
{
    /// <summary>One turn of the control loop of the whole firmware in the simulated bay, the network down.</summary>
    public sealed class TurnWorkload : IWorkload
    {
        private const string Plug = ", {\"at\": 5, \"plug\": {}}, {\"at\": 8, \"vehicle\": \"C\"}, {\"at\": 14, \"draw\": 16}";

        // The transaction has begun, its begin document is signed and its current stands; its first checkpoint comes after a minute.
        private const long FromMicros = 35_000_000;
        private const long UntilMicros = 55_000_000;

        private readonly string _timeline;
        private readonly bool _charging;

        private TurnWorkload(string name, string lap, string timeline, bool charging)
        {
            Name = name;
            Lap = lap;
            _timeline = timeline;
            _charging = charging;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public string Lap { get; }

        /// <summary>Nobody is there.</summary>
        public static TurnWorkload Idle()
        {
            return new TurnWorkload("turn-idle", "one turn of the control loop, no vehicle", "", false);
        }

        /// <summary>A car charges with 16 A.</summary>
        public static TurnWorkload Charging()
        {
            return new TurnWorkload("turn-charging", "one turn of the control loop, a car charging with 16 A", Plug, true);
        }

        /// <inheritdoc/>
        public int Channels => 0;

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            string story = $"{{\"until\": 45, \"settings\": {{\"maxAmps\": \"16\"}}, \"timeline\": [{{\"at\": 0, \"wifi\": \"down\"}}{_timeline}]}}";
            Exception? fault = null;
            ChargingBay bay = new(new BayOptions
            {
                Scenario = Scenario.Parse(story, Name),
                Commission = Bench.Commissioning.Write,
                Firmware = () =>
                {
                    try
                    {
                        Turn(recorder);
                    }
                    catch (InvalidOperationException e)
                    {
                        fault = e;
                    }
                },
            });
            BayResult result = bay.Run();
            if (fault != null || result.Violations.Count > 0)
            {
                throw new InvalidOperationException($"{Name}: {fault?.Message ?? result.Violations.First().ToString()}");
            }
        }

        private void Turn(Recorder recorder)
        {
            Charger charger = new(App.Program.Board());
            charger.Start();
            bool counting = false;
            while (true)
            {
                charger.Turn();
                long now = Emulation.Machine.Current.NowNanos / 1000;
                if (!counting && now >= FromMicros && now < UntilMicros)
                {
                    counting = true;
                    recorder.Begin();
                }
                else if (counting)
                {
                    recorder.Lap();
                    if (charger.Status.ContactorClosed != _charging)
                    {
                        throw new InvalidOperationException($"the contactor is {(_charging ? "open" : "closed")}");
                    }
                    if (now >= UntilMicros)
                    {
                        counting = false;
                        recorder.End();
                    }
                }
            }
        }
    }
}
