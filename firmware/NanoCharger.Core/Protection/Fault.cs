namespace NanoCharger.Core.Protection
{
    /// <summary>One fault's life: seen, kept until it may clear, gone.</summary>
    internal sealed class Fault
    {
        private readonly StopKind _stop;
        private readonly long _keepMicros;
        private bool _seen;
        private bool _occurred;
        private bool _transient;

        /// <summary>Makes a fault that is not present.</summary>
        /// <param name="code">Which.</param>
        /// <param name="stop">How it stops the charging; None for one that is only noted.</param>
        /// <param name="keepMicros">For how long it stays at least after its cause was last seen.</param>
        internal Fault(FaultCode code, StopKind stop, long keepMicros)
        {
            Code = code;
            _stop = stop;
            _keepMicros = keepMicros;
            LastSeenMicros = long.MinValue / 2;
        }

        internal FaultCode Code { get; }

        internal bool Present { get; private set; }

        /// <summary>When its cause was last seen; far in the past when never.</summary>
        internal long LastSeenMicros { get; private set; }

        /// <summary>True while it is present and no passing of time clears it: what has to survive a restart.</summary>
        internal bool Kept
        {
            get { return Present && !_transient; }
        }

        /// <summary>True for a fault that stops the charging.</summary>
        internal bool Stops
        {
            get { return _stop != StopKind.None; }
        }

        /// <summary>How it stops at this moment. F only while the cause is seen: with the cause out of sight X1 has to look for it again.</summary>
        internal StopKind Stop
        {
            get
            {
                if (!Present)
                {
                    return StopKind.None;
                }

                return _stop == StopKind.Unavailable && !_seen ? StopKind.Open : _stop;
            }
        }

        /// <summary>Takes in one turn.</summary>
        /// <param name="seen">Whether the cause is there.</param>
        /// <param name="mayClear">Whether the fault may go when the cause is gone.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal void Update(bool seen, bool mayClear, long nowMicros)
        {
            _seen = seen;
            if (seen)
            {
                _occurred |= !Present;
                Present = true;
                LastSeenMicros = nowMicros;
            }
            else if (mayClear && nowMicros - LastSeenMicros >= _keepMicros)
            {
                Present = false;
            }
        }

        /// <summary>It was there before a restart, and nobody has cleared it since. Its times begin anew.</summary>
        internal void Restore()
        {
            Present = true;
            LastSeenMicros = 0;
        }

        /// <summary>Tells whether it goes by itself at this time, as a lost earth without a load does.</summary>
        internal void SetTransient(bool transient)
        {
            _transient = transient;
        }

        /// <summary>The technician clears it.</summary>
        internal void Clear()
        {
            Present = false;
        }

        /// <summary>True once for each time that it came.</summary>
        internal bool TakeOccurrence()
        {
            bool occurred = _occurred;
            _occurred = false;
            return occurred;
        }
    }
}
