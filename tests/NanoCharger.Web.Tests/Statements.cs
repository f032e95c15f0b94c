using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NanoCharger.Web.Tests
{
    /// <summary>Counts the SQL statements that requests for one path ask the database: a page asks few, and not one a row.</summary>
    internal sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _path;
        private readonly ConcurrentQueue<string> _asked = new();
        private readonly ConcurrentBag<IDisposable> _heard = [];
        private readonly HttpContextAccessor _requests = new();
        private readonly IDisposable _listening;

        private Statements(string path)
        {
            _path = path.Split('?')[0];
            _listening = DiagnosticListener.AllListeners.Subscribe(this);
        }

        /// <summary>What a page asks while it is shown.</summary>
        internal static async Task<IReadOnlyList<string>> Of(string path, Func<string, Task> show)
        {
            using Statements statements = new(path);
            await show(path);
            return [.. statements._asked];
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _heard.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            // What the one writer or a timer asks belongs to no request.
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData command && _requests.HttpContext?.Request.Path.Value == _path)
            {
                _asked.Enqueue(command.Command.CommandText);
            }
        }

        public void OnCompleted()
        {
            // There is no end but the test's.
        }

        public void OnError(Exception error)
        {
            throw error;
        }

        public void Dispose()
        {
            _listening.Dispose();
            _heard.ToList().ForEach(one => one.Dispose());
        }

        private static class DbLoggerCategory
        {
            internal const string Name = "Microsoft.EntityFrameworkCore";
        }
    }
}
