using System.Diagnostics.Metrics;
using System.Linq;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>What the program counts, for whoever watches it.</summary>
    internal sealed class BackendMeter
    {
        /// <summary>The name that exporters ask for.</summary>
        internal const string Name = "NanoCharger.Backend";

        public BackendMeter(IMeterFactory factory, StationHost host)
        {
            Meter meter = factory.Create(Name);
            meter.CreateObservableCounter("nanocharger.calls.answered", () => host.Backend.AnsweredCalls, description: "Calls that were answered by a result, repeats among them.");
            meter.CreateObservableCounter("nanocharger.calls.refused", () => host.Backend.RefusedCalls, description: "Calls that were answered by an error.");
            meter.CreateObservableCounter("nanocharger.documents.refused", () => host.Backend.RefusedDocuments, description: "Calls whose signed document was refused.");
            meter.CreateObservableCounter("nanocharger.frames.malformed", () => host.Backend.MalformedFrames, description: "Frames that could not be read.");
            meter.CreateObservableGauge("nanocharger.brokers.connected", () => host.Backend.Cells.Count(cell => cell.IsConnected), description: "Brokers that are connected.");
            meter.CreateObservableGauge("nanocharger.database.damaged", () => host.Damage is null ? 0 : 1, description: "1 where the last look at the database found damage.");
        }
    }
}
