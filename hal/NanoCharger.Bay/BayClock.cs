using System;
using System.Threading;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>The bay's virtual time as a clock for host code, with its timers.</summary>
    internal sealed class BayClock : TimeProvider
    {
        private readonly Machine _machine;
        private readonly Action _fired;

        /// <param name="machine">Whose time it is.</param>
        /// <param name="fired">Called behind what a timer does, before virtual time goes on.</param>
        public BayClock(Machine machine, Action fired)
        {
            _machine = machine;
            _fired = fired;
        }

        public override long TimestampFrequency
        {
            get { return 1_000_000_000; }
        }

        public override DateTimeOffset GetUtcNow()
        {
            return DateTimeOffset.UnixEpoch.AddTicks(_machine.UtcMicros * TimeSpan.TicksPerMicrosecond);
        }

        public override long GetTimestamp()
        {
            return _machine.NowNanos;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            BayTimer timer = new BayTimer(_machine, () =>
            {
                callback(state);
                _fired();
            });
            timer.Change(dueTime, period);
            return timer;
        }
    }
}
