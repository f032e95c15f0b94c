namespace NanoCharger.Core.Protection
{
    /// <summary>The protective conductor (IEC 61851-1:2017, 6.3.1.2): lost under load it opens and is retried as a residual trip.</summary>
    internal sealed class EarthGuard
    {
        // One reading of a pin may be a disturbance; the next turn's confirms it.
        private const long ConfirmMicros = 20_000;

        private readonly RetryPolicy _policy = new RetryPolicy();
        private readonly Lasting _gone = new Lasting();
        private bool _underLoad;

        internal RetryPolicy Policy
        {
            get { return _policy; }
        }

        internal Fault Lost { get; } = new Fault(FaultCode.EarthLost, StopKind.Open, Guard.RecoveryMicros);

        /// <summary>Earliest time of a retry.</summary>
        internal long NotBeforeMicros
        {
            get { return Lost.Present && _underLoad ? _policy.NotBeforeMicros : long.MinValue / 2; }
        }

        internal void Configure(string market, int retries)
        {
            _policy.Configure(market, retries);
        }

        /// <param name="inputs">The turn.</param>
        /// <param name="closedForMicros">For how long the contactor had been closed as of the turn before.</param>
        internal void Update(GuardInputs inputs, long closedForMicros)
        {
            long now = inputs.NowMicros;
            _underLoad |= Lost.Kept;
            bool gone = _gone.For(!inputs.Sense.EarthConnected, now, ConfirmMicros);
            if (gone && !Lost.Present)
            {
                _underLoad = inputs.CommandedClosed;
                Lost.SetTransient(!_underLoad);
                _policy.Trip(closedForMicros, now);
            }

            bool retry = Lost.Present && _underLoad && _policy.IsDue(now);
            Lost.Update(gone, inputs.Unplugged || retry || !_underLoad, now);
            if (inputs.Unplugged)
            {
                _policy.Reset();
                _underLoad = false;
            }
            else if (retry && !Lost.Present)
            {
                _policy.Retried();
            }
        }

        internal void Clear()
        {
            _policy.Reset();
            _underLoad = false;
            Lost.Clear();
        }
    }
}
