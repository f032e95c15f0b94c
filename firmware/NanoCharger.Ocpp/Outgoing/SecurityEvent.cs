namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>A SecurityEventNotification (OCPP 2.0.1, A04): told until the backend has answered it, or has said that it knows no such message.</summary>
    internal abstract class SecurityEvent : OutgoingCall
    {
        /// <summary>What a backend in trouble is given; it is not asked about again meanwhile.</summary>
        private const long RetryMicros = 300_000_000;

        private long _notBeforeMicros;

        /// <summary>A notification.</summary>
        protected SecurityEvent()
            : base("SecurityEventNotification")
        {
        }

        /// <inheritdoc/>
        internal sealed override void TakeResult(OcppFrame result, long nowMicros)
        {
            _notBeforeMicros = 0;
            Told();
        }

        /// <inheritdoc/>
        internal sealed override void TakeError(OcppFrame error, long nowMicros)
        {
            // A backend that knows no such message will not learn it today; one that is in trouble is asked again.
            if (RecordKeeper.IsOfTheCall(error) || error.HasWord("NotImplemented") || error.HasWord("NotSupported"))
            {
                TakeResult(error, nowMicros);
                return;
            }

            _notBeforeMicros = nowMicros + RetryMicros;
        }

        /// <summary>True while the backend is left alone, because it was in trouble.</summary>
        protected bool Waits(long nowMicros)
        {
            return nowMicros < _notBeforeMicros;
        }

        /// <summary>There is nothing more to tell of it.</summary>
        protected abstract void Told();
    }
}
