using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Link;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;
using NanoCharger.Broker;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>The stations' side of the program: the embedded broker where no other is named, the backend, a supervisor for each broker, and the daily look at the database.</summary>
    /// <remarks>What is otherwise in the options than the settings have it, a service of type <c>Func&lt;BackendOptions, BackendOptions&gt;</c> says.</remarks>
    internal sealed class StationHost(IOptions<BackendSettings> settings, TimeProvider clock, ILogger<StationHost> log, IHostApplicationLifetime lifetime, ReceiptDesk receipts, Func<BackendOptions, BackendOptions>? change = null)
        : IHostedService, IAsyncDisposable
    {
        private static readonly TimeSpan BetweenLooks = TimeSpan.FromDays(1);
        private static readonly TimeSpan BetweenJudgements = TimeSpan.FromMinutes(1);

        private readonly CancellationTokenSource _stop = new();
        private readonly List<Task> _running = [];
        private EmbeddedBroker? _broker;
        private PaymentBackend? _backend;
        private EraseLook? _erasing;

        /// <summary>The backend, once it is started.</summary>
        internal PaymentBackend Backend => _backend ?? throw new InvalidOperationException("The backend has not been started.");

        /// <summary>The market of the settings: it counts where a house has not said where it is.</summary>
        internal Market Market => new(settings.Value.Market, settings.Value.LegalClock);

        /// <summary>Somebody was asked to be erased just now: what is to be done at once.</summary>
        internal Task Erase(long account, bool atOnce)
        {
            EraseLook erasing = _erasing ?? throw new InvalidOperationException("The backend has not been started.");
            return Task.Run(() => erasing.Asked(account, atOnce, settings.Value.Out));
        }

        /// <summary>Why the program ends by itself; null while it does not.</summary>
        internal Exception? Failure { get; private set; }

        /// <summary>What the last look at the database found; null where it is sound.</summary>
        internal string? Damage { get; private set; }

        /// <inheritdoc/>
        public async Task StartAsync(CancellationToken cancel)
        {
            LinkSettings link = settings.Value.Link;
            List<BrokerUrl> brokers = await Brokers(link, cancel);
            LinkFiles files = _broker is null ? new LinkFiles(link.Trust, link.Certificate, link.Key, link.HostName) : LinkFiles.Of(link);
            BackendOptions options = SettingsCheck.Options(settings.Value) with
            {
                Host = brokers[0].Host,
                Port = brokers[0].Port,
                Secured = brokers[0].Secured,
                Tls = files.Read,
                OtherBrokers = brokers[1..],
                TimeProvider = clock,
                Cards = CardCheck.Of(settings.Value.Cards),
                Log = line => log.Told(line),
            };
            options = change?.Invoke(options) ?? options;
            _backend = new PaymentBackend(options);
            _backend.Settled += receipts.Hand;
            _backend.Billed += billed =>
            {
                if (billed.Receipt is null || billed.Cost is null)
                {
                    receipts.Hand(_backend.ReceiptOf(billed));
                }
            };
            _backend.Outdated += why => Fail(new OutdatedException(why));
            if (_broker is not null)
            {
                log.Embedded(_broker.Host, _broker.Port);
            }

            log.Opened(_backend.Database.Name);
            ClockWatch watch = new(clock, log, _backend.LastCame());
            _running.AddRange(_backend.Cells.Select(cell => Task.Run(() => Supervise(cell), CancellationToken.None)));
            _running.Add(Task.Run(() => Each(BetweenLooks, Look), CancellationToken.None));
            _running.Add(Task.Run(() => Each(ClockWatch.Between, watch.Look), CancellationToken.None));
            _running.Add(Task.Run(() => Each(BetweenJudgements, Rejudge), CancellationToken.None));
            _erasing = new EraseLook(_backend.Database, _backend.Engine.Write, options);
            _running.Add(Task.Run(() => EraseDaily(_erasing), CancellationToken.None));
            _running.Add(Task.Run(() => Each(CallDesk.BetweenLooks, _backend.Calls.Tick), CancellationToken.None));
            _running.Add(Task.Run(() => Each(LinkDesk.BetweenLooks, _backend.Links.Tick), CancellationToken.None));
            _running.Add(Task.Run(() => Each(CheckoutDesk.Between, _backend.Checkouts.Tick), CancellationToken.None));
            if (_backend.Holds is { } holds)
            {
                _running.Add(Task.Run(() => Each(HoldDesk.Between, holds.Tick), CancellationToken.None));
            }
        }

        /// <inheritdoc/>
        public async Task StopAsync(CancellationToken cancel)
        {
            log.Stopping();
            await _stop.CancelAsync();
            await Task.WhenAll(_running).WaitAsync(cancel);
            log.Stopped();
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            _backend?.Dispose();
            if (_broker is not null)
            {
                await _broker.DisposeAsync();
            }

            _stop.Dispose();
        }

        private async Task<List<BrokerUrl>> Brokers(LinkSettings link, CancellationToken cancel)
        {
            if (settings.Value.Brokers.Count == 0 && link.Folder.Length > 0)
            {
                IPEndPoint stations = new(IPAddress.Parse(link.Listen), settings.Value.BrokerPort);
                BrokerLocks locks = new(link.Folder, link.Server) { Now = clock.GetUtcNow, Log = line => log.Told(line) };
                _broker = await EmbeddedBroker.StartAsync(stations, new IPEndPoint(IPAddress.Loopback, 0), locks, cancel);
                return [new BrokerUrl(IPAddress.Loopback.ToString(), _broker.WorkerPort, Secured: true)];
            }

            if (settings.Value.Brokers.Count == 0)
            {
                _broker = await EmbeddedBroker.StartAsync(new IPEndPoint(IPAddress.Loopback, settings.Value.BrokerPort), cancel);
                return [new BrokerUrl(_broker.Host, _broker.Port)];
            }

            List<BrokerUrl> brokers = settings.Value.Brokers.ConvertAll(text => BrokerUrl.TryParse(text, out BrokerUrl url) ? url : throw new InvalidOperationException(text));
            foreach (BrokerUrl broker in brokers.Where(one => !one.Secured && !one.IsLoopback))
            {
                log.PlainBroker($"{broker.Host}:{broker.Port}");
            }

            return brokers;
        }

        private async Task Supervise(BrokerCell cell)
        {
            try
            {
                await new Supervisor(Backend, cell, clock, line => log.Told(line)).Run(_stop.Token);
            }
            catch (BrokerException problem)
            {
                Fail(problem);
            }
        }

        /// <summary>Ends the program; the first reason is the one that is told.</summary>
        private void Fail(Exception problem)
        {
            Failure ??= problem;
            lifetime.StopApplication();
        }

        private async Task Each(TimeSpan period, Action work)
        {
            using PeriodicTimer timer = new(period, clock);
            try
            {
                while (await timer.WaitForNextTickAsync(_stop.Token))
                {
                    work();
                }
            }
            catch (OperationCanceledException)
            {
                // The program stops.
            }
        }

        /// <summary>A look that could not be had (the disk is full, another program has locked the file) says nothing of the pages: it is told, and the next one comes.</summary>
        private void Look()
        {
            try
            {
                Damage = Backend.Database.Damage();
            }
            catch (DbException problem)
            {
                log.NotLooked(Backend.Database.Describe(problem));
            }

            if (Damage is not null)
            {
                log.Damaged(Damage);
            }
        }

        /// <summary>At the start too: a program that is started anew each night looks as well.</summary>
        private Task EraseDaily(EraseLook erasing)
        {
            erasing.Run(settings.Value.Out);
            return Each(BetweenLooks, () => erasing.Run(settings.Value.Out));
        }

        /// <summary>A key may have been registered beside this program, by a command or another worker.</summary>
        private void Rejudge()
        {
            try
            {
                Backend.Engine.Rejudge();
            }
            catch (DbException problem)
            {
                log.NotLooked(Backend.Database.Describe(problem));
            }
        }
    }
}
