using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Link;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Stations;
using NanoCharger.Mqtt;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The payment backend: takes the stations' OCPP calls from the broker, answers them once they are stored, and prices what has ended.</summary>
    /// <remarks>
    /// It keeps no session at the broker: what a station sends while the backend is down is lost to it, and the station sends it again.
    /// Start and Stop may alternate; the transactions stay. Several backends may run in one process.
    /// </remarks>
    public sealed class PaymentBackend : IDisposable
    {
        /// <summary>How long a stop waits for the answers to what has come.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        private readonly BackendOptions _options;
        private readonly PlatformDatabase _database;
        private readonly IngestEngine _engine;
        private readonly Books _books;
        private readonly StationLines _lines;
        private readonly Biller _biller;
        private readonly PresenceKeeper _presence;

        /// <summary>Opens the database; connects to nothing yet.</summary>
        /// <exception cref="InvalidDataException">The database cannot be used (the message is a line that names it), the tariff has a value outside its range, or the market no name.</exception>
        public PaymentBackend(BackendOptions options)
        {
            ArgumentNullException.ThrowIfNull(options);
            options.Market.Validate();
            if (options.Unsold is { } unsold)
            {
                throw new InvalidDataException($"The tariff cannot be sold: {unsold}.");
            }

            _options = options with
            {
                Log = IngestEngine.Safe(line => options.Log(Printable.Line(line))),
                Presence = new Presence(options.TimeProvider),
            };
            _database = PlatformDatabase.Open(options.DatabasePath, log: _options.Log);
            _books = new Books(_database, _options.Log);
            _engine = new IngestEngine(_database, _options);
            _presence = new PresenceKeeper(() => _database.Context(), _engine.Write, _options, () => IsConnected);
            _biller = new Biller(() => _database.Context(), _engine.Write, BillingRules.Of(_options), _options.TimeProvider, _options.Log);
            _biller.Settled += charge => Settled?.Invoke(ReceiptOf(_books.FirstOf(charge)));
            _engine.Billed += billed =>
            {
                _biller.Start();
                Billed?.Invoke(billed);
            };
            _engine.Outdated += why => Outdated?.Invoke(why);
            _lines = new StationLines(_options, Take);
            Calls = new CallDesk(() => _database.Context(), _engine.Write, _lines.Call, _options);
            Links = new LinkDesk(() => _database.Context(), _engine.Write, Calls.Stored, _options);
            _engine.Plain.Calls = Calls;
            _engine.Plain.Links = Links;
            _lines.IsOut = Links.IsOut;
            Holds = _options.Cards is { } cards ? new HoldDesk(() => _database.Context(), _engine.Write, cards, _options) : null;
            Checkouts = new CheckoutDesk(() => _database.Context(), _engine.Write, Calls, _database.Tokens, _lines.LiveOf, _options);
            Cells = [.. new[] { new BrokerUrl(options.Host, options.Port, options.Secured) }.Concat(options.OtherBrokers).Select(url => _lines.NewCell(url, (Action)_presence.Lost + (() => ConnectionLost?.Invoke())))];
            try
            {
                Prepare(options);
            }
            catch (Exception problem)
            {
                Dispose();
                if (PlatformDatabase.IsItsOwn(problem))
                {
                    throw new InvalidDataException(_database.Describe(problem), problem);
                }

                throw;
            }
        }

        /// <summary>A charge is billed, waived or found free.</summary>
        /// <remarks>Raised on a thread of the backend.</remarks>
        public event Action<Receipt>? Settled;

        /// <summary>A transaction has got its price, or another one by an event that came late.</summary>
        /// <remarks>Raised on a thread of the backend, after the answer.</remarks>
        public event Action<BilledTransaction>? Billed;

        /// <summary>The connection broke without <see cref="Stop()"/>; <see cref="Start()"/> may be called again, though not from the handler.</summary>
        public event Action? ConnectionLost;

        /// <summary>A newer version of the program has changed the database's tables: this one stores and answers nothing more. With the reason in one line; at each attempt, on a thread that must not be kept.</summary>
        public event Action<string>? Outdated;

        /// <summary>True while it answers, at every broker.</summary>
        public bool IsConnected => Cells.All(cell => cell.IsConnected);

        /// <summary>The brokers, each with its connection.</summary>
        internal IReadOnlyList<BrokerCell> Cells { get; }

        /// <summary>The way of a frame, and of all writing.</summary>
        internal IngestEngine Engine => _engine;

        /// <summary>What comes and goes by the brokers.</summary>
        internal StationLines Lines => _lines;

        /// <summary>The calls to stations.</summary>
        internal CallDesk Calls { get; }

        /// <summary>The certificates of stations' links.</summary>
        internal LinkDesk Links { get; }

        /// <summary>Guests, from the price that they are told to their bill.</summary>
        internal CheckoutDesk Checkouts { get; }

        /// <summary>Who takes cards, and on what terms; null: nobody.</summary>
        internal CardTerms? Cards => _options.Cards;

        /// <summary>Guests' money; null where nobody takes cards.</summary>
        internal HoldDesk? Holds { get; }

        /// <summary>What billing is told by the house.</summary>
        internal BillingRules Rules => BillingRules.Of(_options);

        /// <summary>Where everything is.</summary>
        internal PlatformDatabase Database => _database;

        /// <summary>True to store no event of a transaction: each is answered with InternalError, as backends of others do. For tests of who must bear that; this one gives no answer where it fails.</summary>
        public bool Failing
        {
            get => _engine.Failing;
            set => _engine.Failing = value;
        }

        /// <summary>How a station is taken in that asks from now on: Accepted, Pending or Rejected. For tests of what a station does then.</summary>
        public string Registration
        {
            get => _engine.Plain.Registration;
            set => _engine.Plain.Registration = value;
        }

        /// <summary>Frames so far that could not be read.</summary>
        public long MalformedFrames => _engine.Counters.Malformed;

        /// <summary>Calls so far that were answered by a CALLERROR, malformed ones among them.</summary>
        public long RefusedCalls => _engine.Counters.Refused;

        /// <summary>Calls so far whose signed document was refused; each was told to the log with the reason.</summary>
        public long RefusedDocuments => _engine.Counters.RefusedDocuments;

        /// <summary>Calls so far that were answered by a CALLRESULT, repeats among them.</summary>
        public long AnsweredCalls => _engine.Counters.Answered;

        /// <summary>Connects and subscribes; when it returns, every later message will be answered.</summary>
        /// <exception cref="BrokerException">The broker is out of reach, refuses, or is silent; Start may be tried again.</exception>
        /// <exception cref="InvalidOperationException">It has been started already.</exception>
        public void Start()
        {
            if (IsConnected)
            {
                throw new InvalidOperationException("The backend has been started already.");
            }

            foreach (BrokerCell cell in Cells)
            {
                Start(cell);
            }
        }

        /// <summary>Disconnects in order, after what has come has been answered. Harmless when it is not started.</summary>
        public void Stop()
        {
            foreach (BrokerCell cell in Cells)
            {
                Stop(cell);
            }
        }

        /// <summary>Connects to one of the brokers.</summary>
        /// <exception cref="BrokerException">As <see cref="Start()"/>.</exception>
        internal void Start(BrokerCell cell)
        {
            _lines.Start(cell);
            _biller.Start();
        }

        /// <summary>Takes nothing more of one of the brokers, answers what has come, and disconnects.</summary>
        internal void Stop(BrokerCell cell)
        {
            cell.Stop(() => _engine.Drain(Patience));
        }

        /// <summary>Writes something that changes nothing, by the way of all writing.</summary>
        /// <returns>When it is committed; failed where that cannot be.</returns>
        internal Task Probe()
        {
            return _engine.Write(static context => context.Database.ExecuteSqlRaw("UPDATE houses SET name = name WHERE id = (SELECT min(id) FROM houses)"));
        }

        /// <summary>When something of a transaction came last, by what is stored; null where nothing has.</summary>
        internal DateTimeOffset? LastCame()
        {
            return _books.LastCame();
        }

        /// <summary>Takes a frame, by whatever connection it came; waits while too many wait already.</summary>
        /// <param name="station">Who sent it.</param>
        /// <param name="frame">The OCPP-J frame; it is copied.</param>
        /// <param name="answer">Takes the answer, on a thread of the backend; never called where there is none.</param>
        public ValueTask Take(string station, ReadOnlyMemory<byte> frame, Action<byte[]> answer)
        {
            return _engine.Take(station, frame, answer);
        }

        /// <summary>All transactions known, by station and start.</summary>
        public IReadOnlyList<BilledTransaction> Transactions()
        {
            return _books.Transactions();
        }

        /// <summary>Sequence numbers (OCPP seqNo) of the events that a transaction was billed from, ascending; an auditor holds them against the station's log.</summary>
        public IReadOnlyList<long> EventSequence(string station, string transactionId)
        {
            return _books.EventSequence(station, transactionId);
        }

        /// <summary>The public key that is registered for a station; null while there is none.</summary>
        public StationKey? KeyOf(string station)
        {
            return _books.KeyOf(station, _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        }

        /// <summary>All verified documents of a station, exactly as they came, by their numbers.</summary>
        public IReadOnlyList<string> Documents(string station)
        {
            return _books.Documents(station);
        }

        /// <summary>The last retained state that a station, or its will, has published; null where none has come.</summary>
        public string? StationState(string station)
        {
            return _lines.StateOf(station);
        }

        /// <summary>What a station's meter showed last, with its age; null where nothing has come. For the eye alone: it is not stored, and nobody is billed by it.</summary>
        public LiveReading? LiveOf(string station)
        {
            return _lines.LiveOf(station);
        }

        /// <summary>The receipt as text; where several boards of a station used the id, the newest's.</summary>
        /// <param name="transactionId">The transaction.</param>
        /// <param name="station">Its station; needed only where several stations used the same id.</param>
        /// <exception cref="KeyNotFoundException">There is no such transaction, or several stations have one.</exception>
        public string Receipt(string transactionId, string? station = null)
        {
            return ReceiptOf(transactionId, station).ToText();
        }

        /// <summary>The receipt as data, of the newest board that used this id.</summary>
        /// <inheritdoc cref="Receipt(string, string)"/>
        public Receipt ReceiptOf(string transactionId, string? station = null)
        {
            return ReceiptOf(_books.Find(transactionId, station));
        }

        /// <summary>The receipt of just this transaction, of whichever of its station's boards.</summary>
        public Receipt ReceiptOf(BilledTransaction transaction)
        {
            return _books.Receipt(transaction, _options.Operator, _options.Site);
        }

        /// <summary>Settles what can be settled now, and waits until that is done.</summary>
        public void Settle()
        {
            _biller.Run().GetAwaiter().GetResult();
        }

        /// <summary>Stops, and closes the database.</summary>
        public void Dispose()
        {
            Stop();
            Checkouts.Dispose();
            Holds?.Dispose();
            Links.Dispose();
            Calls.Dispose();
            _biller.Dispose();
            _presence.Keep().GetAwaiter().GetResult();
            _presence.Dispose();
            _engine.Dispose();
            _database.Dispose();
        }

        /// <summary>Registers a station's key: what it has signed, and waits here, is judged anew.</summary>
        /// <param name="station">The station.</param>
        /// <param name="key">Its key.</param>
        /// <param name="inPlaceOfOthers">The others count no longer; false where a replaced board may still owe something.</param>
        public void Register(string station, StationKey key, bool inPlaceOfOthers = true)
        {
            long now = _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
            _engine.Write(context => KeyRegister.Enrol(context, station, key, KeyOrigin.Hand, now, inPlaceOfOthers)).GetAwaiter().GetResult();
            _engine.Retake(station);
        }

        private void Prepare(BackendOptions options)
        {
            _engine.Write(context => House.Ensure(context, options.KeysOnFirstSight)).GetAwaiter().GetResult();

            // Before anything comes: who is out is out after a restart too.
            Links.Look();
            if (options.Tariff is { } tariff)
            {
                long now = _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
                foreach (long tenant in _books.Tenants())
                {
                    _engine.Write(context => TariffRegister.Ensure(context, tenant, tariff, now)).GetAwaiter().GetResult();
                }
            }

            foreach ((string station, StationKey key) in options.Keys)
            {
                Register(station, key);
            }

            _presence.Learn();
        }
    }
}
