using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Bench.Link;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Runs;
using NanoCharger.Testing.Link;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>The whole firmware in a bay at the embedded broker with locks, all of them by the bay's clock; the backend comes in at the other door, and signs.</summary>
    internal sealed class LinkBay : IDisposable
    {
        /// <summary>When the stories begin.</summary>
        internal static readonly DateTimeOffset Begin = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);

        private readonly LockedBroker _broker;
        private readonly X509Certificate2 _worker;
        private readonly BenchDoor _door;
        private BenchRun? _run;

        /// <param name="from">From when on the station's certificate holds; null: a day before.</param>
        /// <param name="to">Until when; null: a year.</param>
        internal LinkBay(DateTimeOffset? from = null, DateTimeOffset? to = null)
        {
            _broker = new LockedBroker(Now);
            _worker = _broker.Worker("backend");
            _door = new BenchDoor("localhost", _broker.StationPort, _broker.WorkerPort)
            {
                Worker = () => new BrokerTls([_broker.Root], IDoorBroker.Name) { Certificate = _worker, Now = Now },
                Provision = (flash, station) => LinkProvisioning.Give(flash, station, _broker.Root.ExportCertificatePem(), request => _broker.Yard.Sign(request, from, to), to < Begin ? to.Value : Begin),
                SignFolder = _broker.Yard.Folder,
            };
        }

        /// <summary>Who gives keys.</summary>
        internal LinkYard Yard => _broker.Yard;

        /// <summary>The bay that plays; null before.</summary>
        internal ChargingBay? Bay => _run?.Bay;

        /// <summary>The broker's door for stations.</summary>
        internal int StationPort => _broker.StationPort;

        /// <summary>The authority of nobody here.</summary>
        internal static string ForeignAuthority()
        {
            using LinkYard other = new(Begin);
            return other.Trust[0].ExportCertificatePem();
        }

        public void Dispose()
        {
            _run?.Dispose();
            _worker.Dispose();
            _broker.Dispose();
        }

        /// <summary>Plays a timeline.</summary>
        /// <param name="until">Seconds.</param>
        /// <param name="timeline">Its entries.</param>
        /// <param name="settings">More settings, each with a comma before it.</param>
        /// <param name="wire">What stands before the door; null: nothing.</param>
        /// <param name="delays">What is late.</param>
        /// <param name="seed">Another seed than the scenario's.</param>
        /// <param name="begins">Is given the bay before it begins.</param>
        internal Played Play(double until, string timeline, string settings = "", BenchWire? wire = null, NetworkDelays? delays = null, ulong? seed = null, Action<ChargingBay>? begins = null)
        {
            string story = string.Create(CultureInfo.InvariantCulture, $$$"""
                {
                  "name": "at a broker with locks", "utc": "{{{Begin:yyyy-MM-ddTHH:mm:ssZ}}}",
                  "settings": {"mqtt.host": "localhost", "mqtt.port": 8883, "mqtt.plain": 0{{{settings}}}},
                  "until": {{{until}}},
                  "timeline": [{{{timeline}}}]
                }
                """);
            StringWriter trace = new();
            _run = new BenchRun(new BenchOptions { Scenario = Scenario.Parse(story, "test.json"), Door = _door, Wire = wire, Delays = delays, Seed = seed }, trace);
            begins?.Invoke(_run.Bay);
            RunReport report = _run.Play();
            return new Played(report.Summary, trace.ToString(), _run.Records, _run.Events);
        }

        private DateTimeOffset Now()
        {
            return _run?.Bay.Clock.GetUtcNow() ?? Begin;
        }
    }
}
