using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Demo
{
    /// <summary>The demo house goes on while the program runs: vehicles come and go, meters show what they measure, stations keep in touch. Who comes is asked for his card, and told the price of the moment.</summary>
    internal sealed class DemoLife : IDisposable
    {
        /// <summary>Between two looks, as between two live values of a station.</summary>
        internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

        /// <summary>So long people come.</summary>
        internal static readonly TimeSpan Length = TimeSpan.FromDays(14);

        /// <summary>Five minutes.</summary>
        private const long BeatsOfHeartbeat = 30;

        /// <summary>The station that says that it is faulty.</summary>
        private const int Faulty = 6;

        /// <summary>The station whose Wi-Fi is gone.</summary>
        private const int Silent = 10;

        /// <summary>So long somebody waits for an answer: by the stations' clock, which may go a hundred times as fast.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

        private readonly IReadOnlyList<DemoBay> _bays;
        private readonly HashSet<DemoBay> _taken = [];
        private long _beats;

        /// <param name="bays">All bays.</param>
        /// <param name="documents">What is in the database when it begins.</param>
        internal DemoLife(IReadOnlyList<DemoBay> bays, int documents)
        {
            _bays = bays;
            Documents = documents;
        }

        /// <summary>How many documents were in the database when it began.</summary>
        internal int Documents { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (DemoBay bay in _bays)
            {
                bay.Station.Dispose();
            }
        }

        /// <summary>The house is as it is at a moment: each station that can tells what its outlet is.</summary>
        internal async Task Begin(PaymentBackend backend, DateTime at)
        {
            foreach ((DemoBay bay, int number) in InTouch())
            {
                await Tell(backend, bay, number, at);
            }
        }

        /// <summary>Does what is due.</summary>
        /// <param name="backend">Whom stations talk to.</param>
        /// <param name="clock">The stations' clock.</param>
        internal async Task Go(PaymentBackend backend, TimeProvider clock)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            bool heartbeat = ++_beats % BeatsOfHeartbeat == 0;
            foreach ((DemoBay bay, int number) in InTouch())
            {
                if (number != Faulty)
                {
                    await Receive(backend, bay, clock);
                }

                if (bay.IsTaken(now) != _taken.Contains(bay))
                {
                    await Tell(backend, bay, number, now);
                }
                else if (heartbeat)
                {
                    await Call(backend, bay, "Heartbeat", "{}");
                }

                if (bay.Live(now) is { } body && number != Faulty)
                {
                    backend.Lines.TakeLive(bay.Station.Name, Encoding.UTF8.GetBytes(body));
                }
            }
        }

        private IEnumerable<(DemoBay Bay, int Number)> InTouch()
        {
            return _bays.Select((bay, number) => (bay, number)).Where(one => one.number != Silent);
        }

        private Task Tell(PaymentBackend backend, DemoBay bay, int number, DateTime at)
        {
            if (bay.IsTaken(at))
            {
                _taken.Add(bay);
            }
            else
            {
                _taken.Remove(bay);
            }

            string status = number == Faulty ? "Faulted" : bay.IsTaken(at) ? "Occupied" : "Available";
            string note = $$"""{"vendorId":"nanoCharger","why":"{{(number == Faulty ? "residual current" : "no vehicle")}}","closings":{{bay.Station.Closings}}}""";
            return Call(backend, bay, "StatusNotification", $$"""{"customData":{{note}},"timestamp":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","connectorStatus":"{{status}}","evseId":1,"connectorId":1}""");
        }

        /// <summary>Who has come shows his card, and stays unless he is refused; then what is due is said.</summary>
        private static async Task Receive(PaymentBackend backend, DemoBay bay, TimeProvider clock)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            while (bay.Arrived(now) is { } visit)
            {
                if (visit.FromAfar || await MayCharge(backend, bay, visit.Card, clock))
                {
                    bay.Welcome(visit with { Tariff = PriceOf(backend, visit, now) ?? visit.Tariff });
                }
            }

            foreach (DemoFrame frame in bay.Due(now))
            {
                await backend.Take(frame.Station, frame.Frame, static _ => { });
            }
        }

        private static async Task<bool> MayCharge(PaymentBackend backend, DemoBay bay, string card, TimeProvider clock)
        {
            TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await Call(backend, bay, "Authorize", $$$"""{"idToken":{"idToken":"{{{card}}}","type":"ISO14443"}}""", frame => answer.TrySetResult(Encoding.UTF8.GetString(frame)));
            try
            {
                return IsAccepted(await answer.Task.WaitAsync(Patience, clock));
            }
            catch (TimeoutException)
            {
                // Where nothing can be stored nobody is answered, and who has come goes again.
                return false;
            }
        }

        private static TariffVersion? PriceOf(PaymentBackend backend, DemoVisit visit, DateTime now)
        {
            using PlatformContext context = backend.Database.Context();
            Customer customer = new(visit.FromAfar ? null : backend.Database.Tokens.Of(visit.Card), visit.FromAfar);
            return TariffRegister.ListOf(context, context.Tenants.Min(row => row.Id)).At(customer, TransactionRows.ToMs(now));
        }

        private static bool IsAccepted(string answer)
        {
            using JsonDocument frame = JsonDocument.Parse(answer);
            return frame.RootElement[0].GetInt32() == 3 && frame.RootElement[2].GetProperty("idTokenInfo").GetProperty("status").GetString() == "Accepted";
        }

        private static Task Call(PaymentBackend backend, DemoBay bay, string action, string payload, Action<byte[]>? answer = null)
        {
            return backend.Take(bay.Station.Name, Encoding.UTF8.GetBytes($"[2,\"d-1\",\"{action}\",{payload}]"), answer ?? (static _ => { })).AsTask();
        }
    }
}
