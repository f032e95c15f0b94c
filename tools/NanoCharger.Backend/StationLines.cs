using System;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Stations;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend
{
    /// <summary>The lines between stations and brokers: what comes under which topic goes where, and by which broker a station is called.</summary>
    internal sealed class StationLines
    {
        private const int LongestState = 1024;

        /// <summary>A command that has waited for longer is not delivered: what was to happen then may be wrong now, and it is sent again where it still counts.</summary>
        private const int CommandSeconds = 20;

        private readonly BackendOptions _options;
        private readonly Func<string, ReadOnlyMemory<byte>, Action<byte[]>, ValueTask> _take;
        private readonly LiveBook _live;
        private readonly Bounded<string> _states = new();
        private readonly Bounded<BrokerCell> _cells = new();

        /// <param name="options">The clock, the log, and who is told of calls.</param>
        /// <param name="take">Takes a station's frame, and what sends the answer.</param>
        internal StationLines(BackendOptions options, Func<string, ReadOnlyMemory<byte>, Action<byte[]>, ValueTask> take)
        {
            _options = options;
            _take = take;
            _live = new LiveBook(options.TimeProvider, options.Log);
        }

        /// <summary>Whose link is revoked.</summary>
        internal Func<string, bool> IsOut { get; set; } = static _ => false;

        /// <summary>A cell whose messages come here.</summary>
        internal BrokerCell NewCell(BrokerUrl url, Action lost)
        {
            BrokerCell cell = new(url, _options.ConnectTimeout, _options.Log) { Came = Take, Shared = _options.Shared, Tls = Tls };
            cell.Lost += lost;
            return cell;
        }

        /// <summary>Connects a cell to what its broker has for us.</summary>
        /// <exception cref="BrokerException">As <see cref="PaymentBackend.Start()"/>.</exception>
        internal void Start(BrokerCell cell)
        {
            // What a station is, and what its meter shows, every worker wants to know; and what is retained comes only to whom the topic is not shared.
            cell.Start(
                ((_options.Shared ? MqttTopics.Share : "") + MqttTopics.Of(_options.Station, MqttTopics.Up), 1),
                (MqttTopics.Of(_options.Station, MqttTopics.State), 1),
                (MqttTopics.Of(_options.Station, MqttTopics.Live), 0));
        }

        /// <summary>Calls a station, by the broker by which it was heard last; does not wait.</summary>
        internal void Call(string station, byte[] frame)
        {
            if (_cells.Find(station) is { } cell)
            {
                string topic = MqttTopics.Of(station, MqttTopics.Down);
                _options.Calling(topic, frame);
                cell.Send(topic, frame, CommandSeconds);
            }
        }

        /// <summary>The last retained state of a station; null where none has come.</summary>
        internal string? StateOf(string station)
        {
            return _states.Find(station);
        }

        /// <inheritdoc cref="LiveBook.Of"/>
        internal LiveReading? LiveOf(string station)
        {
            return _live.Of(station);
        }

        /// <summary>Takes live values.</summary>
        internal void TakeLive(string station, byte[] body)
        {
            _live.Take(station, new BrokerMessage(MqttTopics.Of(station, MqttTopics.Live), body, 0, false));
        }

        /// <summary>The dates of a broker's certificate are judged by the one clock of all that is of stations.</summary>
        private BrokerTls Tls()
        {
            BrokerTls tls = _options.Tls?.Invoke() ?? throw new InvalidOperationException("a secured broker, and nothing by which it is come in at");
            return tls with { Now = tls.Now ?? _options.TimeProvider.GetUtcNow };
        }

        /// <summary>Nothing is taken of whose link is revoked, while his session may still run at a broker.</summary>
        private void Take(BrokerCell cell, BrokerMessage message, Action<string, byte[]> send)
        {
            if (MqttTopics.NameOf(message.Topic) is { } name && IsOut(name))
            {
                return;
            }

            if (MqttTopics.StationOf(message.Topic, MqttTopics.Up) is { } calling)
            {
                if (calling.Length <= IngestEngine.LongestStation)
                {
                    _cells.Keep(calling, cell);
                }

                // Waits only while too many wait already: the broker is slowed down, not the stations.
                _take(calling, message.Payload, answer => send(MqttTopics.Of(calling, MqttTopics.Down), answer)).AsTask().GetAwaiter().GetResult();
            }
            else if (MqttTopics.StationOf(message.Topic, MqttTopics.State) is { Length: <= IngestEngine.LongestStation } reporting)
            {
                ReadOnlySpan<byte> text = message.Payload.AsSpan(0, Math.Min(message.Payload.Length, LongestState));
                string state = Encoding.UTF8.GetString(text);
                _states.Keep(reporting, state);
                _options.Log($"{reporting}: state {state}");
            }
            else if (MqttTopics.StationOf(message.Topic, MqttTopics.Live) is { Length: <= IngestEngine.LongestStation } charging)
            {
                _live.Take(charging, message);
            }
        }
    }
}
