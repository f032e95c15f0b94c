using System;
using System.Collections.Generic;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The commands that EF Core is about to give to a database, on the thread that asks.</summary>
    internal sealed class SeenCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private readonly List<IDisposable> _subscriptions = [];
        private readonly Action<string> _seen;

        private SeenCommands(Action<string> seen)
        {
            _seen = seen;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        /// <summary>Tells each command's text before it is given, until it is disposed of.</summary>
        internal static IDisposable Watch(Action<string> seen)
        {
            return new SeenCommands(seen);
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
            if (value.Key == RelationalEventId.CommandExecuting.Name && Environment.CurrentManagedThreadId == _thread)
            {
                _seen(((CommandEventData)value.Value!).Command.CommandText);
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
