namespace NanoCharger.Core.Charging
{
    /// <summary>The backend's own wish for a transaction, and its taking back (OCPP 2.0.1, F01, F02, and a DataTransfer of ours).</summary>
    public sealed class RemoteStarts
    {
        private readonly Authorisation _authorisation;
        private readonly Grant _grant;

        /// <summary>Of this authorisation and its grant.</summary>
        internal RemoteStarts(Authorisation authorisation, Grant grant)
        {
            _authorisation = authorisation;
            _grant = grant;
        }

        /// <summary>The most that the start may take that was granted last.</summary>
        public StartLimit Limit { get; } = new StartLimit();

        /// <summary>The backend asks for a transaction.</summary>
        /// <param name="start">What it asks for.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>True when the grant was taken, or stands by the same request already; false, and nothing has changed, while a transaction is open or nobody may begin, for a bad token, or where the start is over.</returns>
        public bool TryGrant(RemoteStart start, long nowMicros)
        {
            if (_authorisation.TransactionOpen || _authorisation.Closed != null || IsOver(start.Id) || !TokenText.IsValid(start.Token))
            {
                return false;
            }

            if (_grant.Stands && _grant.RemoteStartId == start.Id && TokenText.Same(_grant.Token, start.Token))
            {
                _grant.Repeat(start, nowMicros);
                return true;
            }

            _authorisation.Present(start.Token, GrantSource.Backend, true, nowMicros);
            _grant.Detail(start, nowMicros);
            Limit.Take(start);
            return true;
        }

        /// <summary>After a restart: a loss of power has cut a transaction, which may have had all that its start was to get; then whoever stays plugged in needs a new grant.</summary>
        /// <param name="last">Its last record.</param>
        /// <returns>Why it ends: PowerLoss, or the limit that it had reached.</returns>
        internal StoppedReason Interrupt(TransactionEvent last)
        {
            StoppedReason limit = Limit.Interrupt(last);
            if (limit == StoppedReason.None)
            {
                return StoppedReason.PowerLoss;
            }

            _grant.Hold();
            return limit;
        }

        /// <summary>True for one on which nothing will begin any more: it was withdrawn, or did not begin within its seconds. The newest four are known.</summary>
        /// <param name="remoteStartId">Of its request.</param>
        public bool IsOver(int remoteStartId)
        {
            return _grant.Ended.Has(remoteStartId);
        }

        /// <summary>The backend takes back what it asked for, as long as no transaction has begun: whoever stays plugged in needs a new grant.</summary>
        /// <param name="remoteStartId">Of its request.</param>
        /// <returns>False while a transaction is open on it, which only a stop ends. True in any other case: nothing will begin on it.</returns>
        public bool TryWithdraw(int remoteStartId)
        {
            bool isIts = _grant.RemoteStartId == remoteStartId;
            if (_authorisation.TransactionOpen && (isIts || !_grant.Stands))
            {
                // Also one whose grant was taken back: nobody knows any more what it was, and it runs until the vehicle has stopped.
                return false;
            }

            _grant.Ended.Add(remoteStartId);
            if (isIts)
            {
                _grant.Spend();
            }

            return true;
        }
    }
}
