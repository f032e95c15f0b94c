namespace NanoCharger.Core.Charging
{
    /// <summary>Who may charge: one grant at a time, by one path for card, console and backend.</summary>
    /// <remarks>
    /// A card is judged by the mode: nobody, the backend or the local list. Console and backend have judged already, so their word
    /// grants at once. A grant opens one transaction, lapses when none begins, and ends with it. The granted token shown again
    /// during the transaction asks for its end. It decides nothing else: the station acts on <see cref="Granted"/> and
    /// <see cref="StopRequested"/>.
    /// </remarks>
    public sealed class Authorisation
    {
        /// <summary>A backend that is online and has not answered for this long is as good as offline.</summary>
        public const long AnswerMicros = 15_000_000;

        // A resumed grant is for the vehicle that was there when the power went. If none shows by then it has left meanwhile.
        private const long ResumeLookMicros = 5_000_000;
        private const long Second = 1_000_000;

        // A reader may tell a card that is held to it again and again: it is shown once.
        private const long SameCardMicros = 2_000_000;

        private readonly LocalList _list;
        private AuthorisationMode _mode;
        private OfflinePolicy _offline;
        private long _expiryMicros = 60 * Second;
        private long _resumeMicros = 900 * Second;
        private long _pendingMicros;
        private string _card;
        private long _cardMicros;
        private long _grantedMicros;
        private bool _resumed;
        private bool _plugged;
        private bool _transactionOpen;
        private bool _spent;

        /// <summary>Nobody may charge until the first <see cref="Turn"/>.</summary>
        /// <param name="list">The station's own list of tokens.</param>
        public Authorisation(LocalList list)
        {
            _list = list;
        }

        /// <summary>True while whoever is plugged in, or plugs in next, may charge.</summary>
        public bool Granted
        {
            get { return Source != GrantSource.None; }
        }

        /// <summary>The granted token, or null: none, or nobody asked for one (<see cref="GrantSource.Free"/>).</summary>
        public string Token { get; private set; }

        /// <summary>Who granted; None when nobody may charge.</summary>
        public GrantSource Source { get; private set; }

        /// <summary>The id that the backend gave its RequestStartTransaction; -1 for none.</summary>
        public int RemoteStartId { get; private set; } = -1;

        /// <summary>The backend's text about the price, given with the grant or later; null for none.</summary>
        public string Tariff { get; private set; }

        /// <summary>A card's token that waits for the backend's answer; null for none.</summary>
        public string Pending { get; private set; }

        /// <summary>True once somebody has asked for the end of the transaction, until it has ended.</summary>
        public bool StopRequested
        {
            get { return StopBy != GrantSource.None; }
        }

        /// <summary>Who asked for the end of the transaction; None when nobody did.</summary>
        public GrantSource StopBy { get; private set; }

        /// <summary>Why the last token was refused, in plain words; null when it was not. For the console and the lamp.</summary>
        public string Refusal { get; private set; }

        /// <summary>Tokens refused since the start.</summary>
        public int Refusals { get; private set; }

        /// <summary>Takes over the settings. A grant that stands goes on, but for a free one when free is over.</summary>
        /// <param name="mode">Setting auth.mode: 0 free, 1 backend, 2 local list.</param>
        /// <param name="expirySeconds">Setting auth.expiry: how long a grant waits for its transaction.</param>
        /// <param name="offlinePolicy">Setting auth.offline: 0 refuse, 1 local list, 2 all.</param>
        public void Configure(int mode, int expirySeconds, int offlinePolicy)
        {
            _mode = (AuthorisationMode)mode;
            _offline = (OfflinePolicy)offlinePolicy;
            _expiryMicros = expirySeconds * Second;
            if (_mode != AuthorisationMode.Free && Source == GrantSource.Free && !_transactionOpen)
            {
                Revoke();
            }
        }

        /// <summary>Sets how long a resumed grant waits for its transaction: the random delay after a return of the mains counts in it.</summary>
        /// <param name="seconds">Setting auth.resume; 0: an authorisation never outlives a loss of power.</param>
        public void SetResume(int seconds)
        {
            _resumeMicros = seconds * Second;
        }

        /// <summary>A token is shown: the one path for card, console and backend.</summary>
        /// <param name="token">1..36 characters of OCPP's identifierString; anything else is refused.</param>
        /// <param name="source">Card, Console or Backend.</param>
        /// <param name="online">True while the backend can be asked.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Present(string token, GrantSource source, bool online, long nowMicros)
        {
            if (source == GrantSource.Card && IsStillHeld(token, nowMicros))
            {
                return;
            }

            Refusal = null;
            if (!TokenText.IsValid(token))
            {
                Refuse("not the form of a token");
            }
            else if (_transactionOpen)
            {
                PresentDuring(token, source);
            }
            else if (source != GrantSource.Card || _mode == AuthorisationMode.Free)
            {
                Grant(token, source, nowMicros);
            }
            else if (_mode == AuthorisationMode.Local)
            {
                JudgeByList(token, nowMicros);
            }
            else if (online)
            {
                Pending = token;
                _pendingMicros = nowMicros;
            }
            else
            {
                JudgeOffline(token, nowMicros);
            }
        }

        /// <summary>The backend asks for a transaction (OCPP 2.0.1, F01, F02).</summary>
        /// <param name="token">As in <see cref="Present"/>.</param>
        /// <param name="remoteStartId">The id of its request, 0 or more: the transaction's events carry it.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>True when the grant was taken; false, and nothing has changed, while a transaction is open or for a bad token.</returns>
        public bool TryGrantRemote(string token, int remoteStartId, long nowMicros)
        {
            if (_transactionOpen || !TokenText.IsValid(token))
            {
                return false;
            }

            Present(token, GrantSource.Backend, true, nowMicros);
            RemoteStartId = remoteStartId;
            return true;
        }

        /// <summary>The backend has answered about a token. An answer about another one than <see cref="Pending"/> changes nothing.</summary>
        /// <param name="token">The token that the answer is about.</param>
        /// <param name="accepted">True when it may charge.</param>
        /// <param name="tariff">What it pays, as <see cref="TariffText"/> allows it; null when the backend did not say.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Answer(string token, bool accepted, string tariff, long nowMicros)
        {
            if (Pending == null || !TokenText.Same(Pending, token))
            {
                return;
            }

            Pending = null;
            if (_transactionOpen)
            {
                Refuse("a transaction is open");
            }
            else if (accepted)
            {
                Grant(token, GrantSource.Card, nowMicros);
                Tariff = tariff;
            }
            else
            {
                Refuse("the backend does not accept it");
            }
        }

        /// <summary>Lets time pass: a free grant for who plugs in, the lapse of one that was not used, a backend that does not answer.</summary>
        /// <param name="plugged">True while a vehicle is plugged in.</param>
        /// <param name="transactionOpen">True while a transaction is open.</param>
        /// <param name="online">True while the backend can be asked.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Turn(bool plugged, bool transactionOpen, bool online, long nowMicros)
        {
            _transactionOpen = transactionOpen;
            NotePlug(plugged, nowMicros);
            if (Pending != null && (!online || nowMicros - _pendingMicros >= AnswerMicros))
            {
                string token = Pending;
                Pending = null;
                JudgeOffline(token, nowMicros);
            }

            if (!transactionOpen)
            {
                Lapse(nowMicros);
                GrantFreely(nowMicros);
            }
        }

        /// <summary>Asks for the end of the open transaction; without one, a waiting grant is taken back.</summary>
        /// <param name="by">Card, Console or Backend.</param>
        public void RequestStop(GrantSource by)
        {
            if (_transactionOpen)
            {
                StopBy = by;
                return;
            }

            _spent = _plugged;
            Revoke();
        }

        /// <summary>The backend has said what the holder of the grant pays.</summary>
        /// <param name="token">Of the grant, null for a free one; another one changes nothing.</param>
        /// <param name="tariff">As <see cref="TariffText"/> allows it.</param>
        public void TellTariff(string token, string tariff)
        {
            if (Granted && (TokenText.Same(token, Token) || (token == null && Token == null)))
            {
                Tariff = tariff;
            }
        }

        /// <summary>The backend takes a grant back: the transaction that it was for has to end.</summary>
        /// <param name="token">Of the grant; another one changes nothing.</param>
        public void Withdraw(string token)
        {
            if (TokenText.Same(token, Token))
            {
                _spent = _plugged;
                Revoke();
                Refuse("the backend has withdrawn it");
            }
        }

        /// <summary>The transaction has ended, and the grant with it. Whoever stays plugged in needs a new one.</summary>
        public void TransactionEnded()
        {
            _transactionOpen = false;
            _spent = _plugged;
            StopBy = GrantSource.None;
            Revoke();
        }

        /// <summary>Gives the grant of a transaction that a loss of power has ended back to the vehicle that is still there.</summary>
        /// <param name="token">Its token, or null.</param>
        /// <param name="source">Its source; None and Free give nothing, a free one comes by itself.</param>
        /// <param name="tariff">What it pays; null when nobody said.</param>
        /// <param name="nowMicros">Monotonic time of this boot.</param>
        public void Resume(string token, GrantSource source, string tariff, long nowMicros)
        {
            if (source > GrantSource.Free && TokenText.IsValid(token))
            {
                Grant(token, source, nowMicros);
                Tariff = tariff;
                _resumed = true;
            }
        }

        private bool IsStillHeld(string token, long nowMicros)
        {
            bool held = TokenText.Same(token, _card) && nowMicros - _cardMicros < SameCardMicros;
            _card = token;
            _cardMicros = nowMicros;
            return held;
        }

        private void NotePlug(bool plugged, long nowMicros)
        {
            bool came = plugged && !_plugged;
            bool left = _plugged && !plugged;
            _plugged = plugged;
            _spent = _spent && plugged;
            if (came && Granted)
            {
                // Walking from the reader to the cable does not cost the time that the vehicle needs.
                _grantedMicros = nowMicros;
            }
            else if (left && _resumed && !_transactionOpen)
            {
                Revoke();
            }
        }

        private void PresentDuring(string token, GrantSource source)
        {
            if (TokenText.Same(token, Token))
            {
                StopBy = source;
            }
            else
            {
                Refuse("another transaction is open");
            }
        }

        private void JudgeOffline(string token, long nowMicros)
        {
            if (_offline == OfflinePolicy.LocalList)
            {
                JudgeByList(token, nowMicros);
            }
            else if (_offline == OfflinePolicy.All)
            {
                Grant(token, GrantSource.Card, nowMicros);
            }
            else
            {
                Refuse("the backend cannot be asked");
            }
        }

        private void JudgeByList(string token, long nowMicros)
        {
            if (_list.Contains(token))
            {
                Grant(token, GrantSource.Card, nowMicros);
            }
            else
            {
                Refuse("not in the list");
            }
        }

        private void GrantFreely(long nowMicros)
        {
            if (_mode == AuthorisationMode.Free && _plugged && !_spent && !Granted)
            {
                Source = GrantSource.Free;
                _grantedMicros = nowMicros;
            }
        }

        // A free grant needs no vehicle that hurries: it ends when the vehicle leaves.
        private void Lapse(long nowMicros)
        {
            long waited = nowMicros - _grantedMicros;
            bool lapsed = _resumed
                ? waited >= _resumeMicros || (!_plugged && waited >= ResumeLookMicros)
                : waited >= _expiryMicros;
            if (Source == GrantSource.Free ? !_plugged : lapsed)
            {
                Revoke();
            }
        }

        private void Grant(string token, GrantSource source, long nowMicros)
        {
            Token = token;
            Source = source;
            Tariff = null;
            RemoteStartId = -1;
            Pending = null;
            _grantedMicros = nowMicros;
            _resumed = false;
        }

        private void Revoke()
        {
            Token = null;
            Tariff = null;
            Source = GrantSource.None;
            RemoteStartId = -1;
            _resumed = false;
        }

        private void Refuse(string why)
        {
            Refusal = why;
            Refusals++;
        }
    }
}
