using System;
using System.Collections.Generic;

namespace NanoCharger.Backend.Demo
{
    /// <summary>A bay of the demo house: its station, who comes, and what the station has still to say of who is there.</summary>
    internal sealed class DemoBay(DemoStation station, IEnumerable<DemoVisit> visits)
    {
        private const int VoltsOfPhase = 230;
        private const int AmpsOfPhase = 16;

        private readonly Queue<DemoVisit> _visits = new(visits);
        private readonly Queue<DemoFrame> _frames = new();
        private DemoVisit? _now;

        /// <summary>Its station.</summary>
        internal DemoStation Station => station;

        /// <summary>Who has come by a moment, and was not asked for yet; null: nobody.</summary>
        internal DemoVisit? Arrived(DateTime at)
        {
            return _visits.TryPeek(out DemoVisit? next) && next.From <= at ? _visits.Dequeue() : null;
        }

        /// <summary>He stays, and the station will tell of it.</summary>
        internal void Welcome(DemoVisit visit)
        {
            _now = visit;
            foreach (DemoFrame frame in station.Say(visit))
            {
                _frames.Enqueue(frame);
            }
        }

        /// <summary>What the station says up to a moment, and has not said yet.</summary>
        internal IEnumerable<DemoFrame> Due(DateTime at)
        {
            while (_frames.TryPeek(out DemoFrame due) && due.At <= at)
            {
                yield return _frames.Dequeue();
            }
        }

        /// <summary>Whether a vehicle stands there.</summary>
        internal bool IsTaken(DateTime at)
        {
            return _now is { } visit && visit.From <= at && at < visit.To;
        }

        /// <summary>What the meter shows, as the body of a MeterValuesRequest; null while nothing flows.</summary>
        internal string? Live(DateTime at)
        {
            if (!IsTaken(at) || _now is not { } visit || at >= visit.Full)
            {
                return null;
            }

            List<string> values = [Value("Power.Active.Import", "W", visit.Watts), Value("Energy.Active.Import.Register", "Wh", station.Register(visit, at) / 1000m), Value("Current.Offered", "A", AmpsOfPhase)];
            for (int phase = 1; phase <= visit.Watts / (VoltsOfPhase * AmpsOfPhase); phase++)
            {
                values.Add(Value("Current.Import", "A", AmpsOfPhase, FormattableString.Invariant($"L{phase}")));
            }

            return $$"""{"evseId":1,"meterValue":[{"timestamp":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","sampledValue":[{{string.Join(',', values)}}]}]}""";
        }

        /// <summary>A live value as a MeterValuesRequest has it.</summary>
        internal static string Value(string measurand, string unit, decimal value, string? phase = null)
        {
            string of = phase is null ? "" : $"\"phase\":\"{phase}\",";
            return FormattableString.Invariant($"{{\"value\":{value},\"measurand\":\"{measurand}\",{of}\"unitOfMeasure\":{{\"unit\":\"{unit}\"}}}}");
        }
    }
}
