using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend;
using NanoCharger.Backend.Rating;
using NanoCharger.Bay;
using NanoCharger.Bench.Link;
using NanoCharger.Mqtt;
using NanoCharger.Verify;
using BackendTransaction = NanoCharger.Backend.BilledTransaction;

namespace NanoCharger.Bench;

/// <summary>The payment backend of a run. It serves one station only, since others may be at the same broker; a station that takes another name finds it there too.</summary>
/// <remarks>Called from the firmware's threads while virtual time stands still, and before and after the run; what has been billed may be asked from any thread.</remarks>
public sealed class BenchBackends : IDisposable
{
    private readonly string? _host;
    private readonly int _port;
    private readonly StationKey? _key;
    private readonly BenchDoor? _door;
    private readonly OffClock _clock;
    private readonly Action<string, byte[]> _calling;
    private readonly object _gate = new();
    private readonly BenchHouse? _house;
    private readonly Dictionary<string, PaymentBackend> _byStation = [];
    private BackendState _state = BackendState.Down;
    private string? _first;

    /// <param name="host">The broker's address; null: there is neither broker nor backend.</param>
    /// <param name="port">Its port.</param>
    /// <param name="options">The key that is registered for the first station; the demo house whose backend serves all stations, in place of one of its own for each, in memory; the broker's locks.</param>
    /// <param name="clock">The true time.</param>
    /// <param name="calling">Is told of each call to a station before it is published: its topic and its frame.</param>
    /// <exception cref="IOException">The house cannot be opened.</exception>
    public BenchBackends(string? host, int port, BenchOptions options, TimeProvider clock, Action<string, byte[]> calling)
    {
        _host = host;
        _port = port;
        _key = options.RegisteredKey;
        _door = options.Door;
        _clock = new OffClock(clock);
        _calling = calling;
        _house = options.House is not { } house ? null : BenchHouse.Open(house, $"mqtt://{host}:{port}", _clock, made => made with { Accepts = Accepts, Calling = _calling });
    }

    /// <summary>The house with its pages; null: there is none.</summary>
    public BenchHouse? House => _house;

    /// <summary>All transactions known, of whatever name.</summary>
    public IReadOnlyList<BackendTransaction> Transactions
    {
        get { return Served().SelectMany(served => served.Value.Transactions().Where(billed => billed.Station == served.Key)).ToList(); }
    }

    /// <summary>The currency of its prices.</summary>
    public string Currency => BenchOperator.Tariff.Currency;

    /// <summary>What so much energy and time cost, tax included.</summary>
    public static decimal Price(long milliwattHours, double seconds)
    {
        RatedPart soFar = new([new RatedReading(0, 0, 'B'), new RatedReading((long)(1000 * Math.Max(0, seconds)), Math.Max(0, milliwattHours), 'L')]);
        return BenchOperator.Tariff.Money.FromMinor(Rater.Rate(BenchOperator.Tariff, [soFar]).GrossMinor);
    }

    /// <summary>From now on it serves this station too, unless it is down.</summary>
    /// <exception cref="BrokerException">The broker is out of reach.</exception>
    public void Serve(string station)
    {
        lock (_gate)
        {
            if (_host == null || _byStation.ContainsKey(station))
            {
                return;
            }

            _first ??= station;
            PaymentBackend backend = For(station);
            _byStation.Add(station, backend);
            Put(backend);
        }
    }

    /// <summary>It comes, goes, fails, or loses what it has stored.</summary>
    /// <exception cref="BrokerException">The broker is out of reach.</exception>
    public void Power(BackendState state)
    {
        _state = state;
        foreach ((string station, PaymentBackend backend) in Served())
        {
            Put(state == BackendState.Emptied ? Replace(station, backend) : backend);
        }
    }

    /// <summary>Its clock, by which it tells stations the time and notes when their messages came, is off by so many seconds from now on.</summary>
    public void SetClock(long offSeconds)
    {
        _clock.OffSeconds = offSeconds;
    }

    /// <summary>Sequence numbers of the events that a transaction was billed from.</summary>
    public IReadOnlyList<long> EventSequence(string station, string transaction)
    {
        return Of(station)?.EventSequence(station, transaction) ?? [];
    }

    /// <summary>The receipt of an ended transaction, with all that is one charge with it.</summary>
    public Receipt Receipt(BackendTransaction transaction)
    {
        PaymentBackend backend = Of(transaction.Station)!;
        backend.Settle();
        return backend.ReceiptOf(transaction.Id, transaction.Station);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_house is not null)
        {
            _house.Dispose();
            return;
        }

        foreach ((_, PaymentBackend backend) in Served())
        {
            backend.Dispose();
        }
    }

    // Every card charges but for those that a scenario marks.
    private static bool Accepts(string token)
    {
        return !token.StartsWith("DEAD", StringComparison.OrdinalIgnoreCase);
    }

    private PaymentBackend Replace(string station, PaymentBackend full)
    {
        full.Dispose();
        lock (_gate)
        {
            return _byStation[station] = For(station);
        }
    }

    // The key is registered for the first one only.
    private PaymentBackend For(string station)
    {
        if (_house is not null)
        {
            return _house.Backend;
        }

        StationKey? key = station == _first ? _key : null;
        return new PaymentBackend(new BackendOptions
        {
            Accepts = Accepts,
            Host = _host!,
            Port = _door?.WorkerPort ?? _port,
            Secured = _door is not null,
            Tls = _door?.Worker,
            SignFolder = _door?.SignFolder ?? "",
            Station = station,
            Operator = BenchOperator.Name,
            Site = BenchOperator.Site,
            Tariff = BenchOperator.Tariff,
            TimeProvider = _clock,
            Calling = _calling,
            KeysOnFirstSight = true,
            Keys = key is { } known ? new Dictionary<string, StationKey> { [station] = known } : [],
        });
    }

    private void Put(PaymentBackend backend)
    {
        backend.Failing = _state == BackendState.Failing;
        backend.Registration = _state is BackendState.Pending or BackendState.Rejected ? _state.ToString() : "Accepted";
        if (_state == BackendState.Down)
        {
            backend.Stop();
        }
        else if (!backend.IsConnected)
        {
            backend.Start();
        }
    }

    private PaymentBackend? Of(string station)
    {
        lock (_gate)
        {
            return _byStation.GetValueOrDefault(station);
        }
    }

    private List<KeyValuePair<string, PaymentBackend>> Served()
    {
        lock (_gate)
        {
            return _byStation.ToList();
        }
    }
}
