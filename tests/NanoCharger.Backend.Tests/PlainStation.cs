using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Mqtt;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A station as the backend knows it: its records lie signed in its log and go out one after the other, one call in flight; without an answer the same bytes again; only an answer lets it go on.</summary>
    internal sealed class PlainStation : IDisposable
    {
        private const long Energy = 10_000_000;

        /// <summary>Ours wait 30 s; whoever tests has less time.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

        /// <summary>How long a record may be without an answer, whatever happens.</summary>
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

        private readonly DocumentMaker _maker = new();
        private readonly int _port;
        private readonly Action _acknowledged;
        private readonly AutoResetEvent _came = new(false);
        private readonly ConcurrentQueue<string> _answers = new();
        private BrokerClient? _client;

        /// <param name="name">Its id.</param>
        /// <param name="port">The broker's port on the loopback.</param>
        /// <param name="acknowledged">Is told of each answer that it goes on upon.</param>
        internal PlainStation(string name, int port, Action acknowledged)
        {
            Name = name;
            _port = port;
            _acknowledged = acknowledged;
        }

        internal string Name { get; }

        internal StationKey Key => _maker.Key;

        /// <summary>Records that it was told are stored.</summary>
        internal int Acknowledged { get; private set; }

        /// <summary>How often it sent something again.</summary>
        internal int Repeats { get; private set; }

        public void Dispose()
        {
            _client?.Dispose();
            _came.Dispose();
            _maker.Dispose();
        }

        /// <summary>Delivers, until it may end with the transaction at hand.</summary>
        internal Task Run(CancellationToken stop)
        {
            return Task.Factory.StartNew(
                () =>
                {
                    while (!stop.IsCancellationRequested || Acknowledged % 2 == 1)
                    {
                        Deliver(Acknowledged);
                        Acknowledged++;
                        _acknowledged();
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        private void Deliver(int record)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{Name}-{record}");
            byte[] frame = Encoding.UTF8.GetBytes(Record(record).Replace("[2,\"1-1\"", $"[2,\"{id}\"", StringComparison.Ordinal));
            for (Stopwatch trying = Stopwatch.StartNew(); trying.Elapsed < Longest; Repeats++)
            {
                if (!IsConnected())
                {
                    Thread.Sleep(50);
                    continue;
                }

                _ = _client!.Post(new BrokerMessage($"nanocharger/v1/{Name}/up", frame, 1, Retain: false));
                if (AnswerTo(id) is { } answer)
                {
                    // Nothing is wrong with what it sends.
                    Assert.StartsWith("[3,", answer, StringComparison.Ordinal);
                    return;
                }
            }

            throw new TimeoutException($"{id} is not answered");
        }

        private string? AnswerTo(string id)
        {
            for (Stopwatch waiting = Stopwatch.StartNew(); waiting.Elapsed < Patience; _came.WaitOne(Patience))
            {
                while (_answers.TryDequeue(out string? answer))
                {
                    // Whatever else comes is another answer to what was sent twice.
                    if (answer.Contains($"\"{id}\"", StringComparison.Ordinal))
                    {
                        return answer;
                    }
                }
            }

            return null;
        }

        private bool IsConnected()
        {
            if (_client is { IsConnected: true })
            {
                return true;
            }

            _client?.Dispose();
            _client = new BrokerClient(new BrokerLogin("station-" + Name));
            _client.MessageReceived += message =>
            {
                _answers.Enqueue(Encoding.UTF8.GetString(message.Payload));
                _came.Set();
            };
            try
            {
                if (_client.Connect("127.0.0.1", _port, Longest) != 0)
                {
                    return false;
                }

                _client.Subscribe($"nanocharger/v1/{Name}/dn", 1, Longest);
                return true;
            }
            catch (BrokerException)
            {
                return false;
            }
        }

        /// <summary>Long ago, so that no machine's clock is before it.</summary>
        private string Record(int record)
        {
            (int transaction, long begin) = (record / 2, record / 2 * Energy);
            (string from, string to) = ("2025-11-22T18:00:00,000+0000 S", "2025-11-22T20:00:00,000+0000 S");
            return record % 2 == 0
                ? EventFrame.Write($"T{transaction}", 0, "Started", "2025-11-22T18:00:00Z", begin, _maker.Begin(record + 1, begin, from, Name), _maker.OcppKey)
                : EventFrame.Write($"T{transaction}", 1, "Ended", "2025-11-22T20:00:00Z", begin + Energy, _maker.Receipt(record + 1, begin, begin + Energy, from, to, Name), _maker.OcppKey);
        }
    }
}
