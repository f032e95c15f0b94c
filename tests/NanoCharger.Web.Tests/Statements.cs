using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NanoCharger.Web.Tests
{
    /// <summary>The SQL statements that requests of one host give the database, whatever else runs beside: a page asks few, and not one a row. What the one writer or a timer asks belongs to no request.</summary>
    internal sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private readonly HttpContextAccessor _request = new();
        private readonly int _port;

        internal Statements(WebHost host)
        {
            _port = new Uri(host.Address).Port;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        /// <summary>All so far.</summary>
        internal ConcurrentQueue<string> All { get; } = new();

        /// <summary>What a page asks while it is shown.</summary>
        internal static async Task<IReadOnlyList<string>> Of(WebHost host, Func<Task> show)
        {
            using Statements statements = new(host);
            await show();
            return [.. statements.All];
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && _request.HttpContext?.Connection.LocalPort == _port)
            {
                All.Enqueue(((CommandEventData)value.Value!).Command.CommandText);
            }
        }

        public void OnError(Exception error)
        {
            // Nothing is heard any more, and the test sees that.
        }

        public void OnCompleted()
        {
            // As above.
        }

        public void Dispose()
        {
            _subscriptions.ForEach(static one => one.Dispose());
        }
    }
}
