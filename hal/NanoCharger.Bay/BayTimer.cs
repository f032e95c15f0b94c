using System;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>A timer of host code in the bay's virtual time. It may be set from any thread; it fires while virtual time stands still.</summary>
    internal sealed class BayTimer : ITimer
    {
        private const long NanosPerTick = 100;

        private readonly Machine _machine;
        private readonly Action _fire;
        private long _setting;
        private Event? _due;

        /// <param name="machine">Whose time it is.</param>
        /// <param name="fire">What happens then.</param>
        public BayTimer(Machine machine, Action fire)
        {
            _machine = machine;
            _fire = fire;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            long setting = Interlocked.Increment(ref _setting);
            long now = _machine.NowNanos;
            _machine.Post(() => Set(setting, now, dueTime, period));
            return true;
        }

        public void Dispose()
        {
            Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Set(long setting, long now, TimeSpan dueTime, TimeSpan period)
        {
            if (_due is not null)
            {
                _machine.Cancel(_due);
                _due = null;
            }

            if (dueTime >= TimeSpan.Zero && setting == Interlocked.Read(ref _setting))
            {
                _due = _machine.Schedule(now + (dueTime.Ticks * NanosPerTick), () => Fire(setting, period));
            }
        }

        /// <summary>One that was set anew or taken back meanwhile does not fire.</summary>
        private void Fire(long setting, TimeSpan period)
        {
            if (setting != Interlocked.Read(ref _setting))
            {
                return;
            }

            if (period > TimeSpan.Zero)
            {
                Set(setting, _machine.NowNanos, period, period);
            }

            _fire();
        }
    }
}
