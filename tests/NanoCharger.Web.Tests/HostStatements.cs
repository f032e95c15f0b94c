using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NanoCharger.Web.Tests
{
    /// <summary>The statements that are given to the database for requests of one host, whatever else runs beside.</summary>
    internal sealed class HostStatements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private readonly HttpContextAccessor _request = new();
        private readonly int _port;

        internal HostStatements(WebHost host)
        {
            _port = new Uri(host.Address).Port;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        /// <summary>All so far.</summary>
        internal ConcurrentQueue<string> All { get; } = new();

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
