namespace NanoCharger.Core.Protection
{
    /// <summary>One fault's life: seen, kept for a while or until unplugging, gone.</summary>
    internal sealed class Fault
    {
        private readonly bool _latches;
        private readonly long _keepMicros;
        private long _lastSeenMicros;

        /// <summary>Makes a fault that is not present.</summary>
        /// <param name="code">Which.</param>
        /// <param name="latches">True when only unplugging clears it.</param>
        /// <param name="keepMicros">For how long it stays after its cause was last seen.</param>
        internal Fault(FaultCode code, bool latches, long keepMicros)
        {
            Code = code;
            _latches = latches;
            _keepMicros = keepMicros;
        }

        internal FaultCode Code { get; }

        internal bool Present { get; private set; }

        internal void Update(bool seen, bool unplugged, long nowMicros)
        {
            if (seen)
            {
                Present = true;
                _lastSeenMicros = nowMicros;
            }
            else if (_latches ? unplugged : nowMicros - _lastSeenMicros >= _keepMicros)
            {
                Present = false;
            }
        }
    }
}
