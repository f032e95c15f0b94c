using System;
using System.Threading;
using System.Threading.Tasks;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>A clock whose timers never come: what is kept is kept when the test says so.</summary>
    internal sealed class StillClock : TimeProvider, ITimer
    {
        private DateTimeOffset _now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow()
        {
            return _now;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            return true;
        }

        public void Dispose()
        {
            // There is nothing.
        }

        public ValueTask DisposeAsync()
        {
            return ValueTask.CompletedTask;
        }

        internal void Advance(TimeSpan time)
        {
            _now += time;
        }
    }
}
