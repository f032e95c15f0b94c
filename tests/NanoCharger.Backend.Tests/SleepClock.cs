using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A clock whose machine sleeps while it is put forward: a timer that was due once or a thousand times meanwhile comes once, and counts from then on, as behind a real sleep.</summary>
    /// <param name="now">What it shows at first.</param>
    internal sealed class SleepClock(DateTimeOffset now) : FakeTimeProvider(now)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            OneByOne timer = new(period);
            timer.Own(base.CreateTimer(told => timer.Come(callback, told), state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), dueTime);
            return timer;
        }

        private sealed class OneByOne(TimeSpan period) : ITimer
        {
            private ITimer? _timer;
            private TimeSpan _period = period;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _period = period;
                return _timer!.Change(dueTime, Timeout.InfiniteTimeSpan);
            }

            public void Dispose()
            {
                _timer!.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                return _timer!.DisposeAsync();
            }

            internal void Own(ITimer timer, TimeSpan dueTime)
            {
                _timer = timer;
                timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }

            internal void Come(TimerCallback callback, object? state)
            {
                if (_period > TimeSpan.Zero)
                {
                    _timer!.Change(_period, Timeout.InfiniteTimeSpan);
                }

                callback(state);
            }
        }
    }
}
