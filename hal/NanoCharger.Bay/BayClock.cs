using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>The bay's virtual time as a clock for host code.</summary>
    internal sealed class BayClock : TimeProvider
    {
        private readonly Machine _machine;

        public BayClock(Machine machine)
        {
            _machine = machine;
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
    }
}
