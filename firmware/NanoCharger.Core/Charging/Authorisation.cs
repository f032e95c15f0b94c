using NanoCharger.Core.Settings;

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

        private readonly TokenJudge _judge;
        private readonly Grant _grant = new Grant();
        private long _pendingMicros;

        /// <summary>Nobody may charge until the first <see cref="Turn"/>.</summary>
        /// <param name="list">The station's own list of tokens.</param>
        public Authorisation(LocalList list)
        {
            _judge = new TokenJudge(list);
            Memory = new GrantMemory(_grant);
            Remote = new RemoteStarts(this, _grant);
        }

        /// <summary>True while whoever is plugged in, or plugs in next, may charge.</summary>
        public bool Granted
        {
            get { return _grant.Stands; }
        }

        /// <summary>The granted token, or null: none, or nobody asked for one (<see cref="GrantSource.Free"/>).</summary>
        public string Token
        {
            get { return _grant.Token; }
        }

        /// <summary>What kind of token it is.</summary>
        public TokenType TokenType
        {
            get { return _grant.TokenType; }
        }

        /// <summary>Who granted; None when nobody may charge.</summary>
        public GrantSource Source
        {
            get { return _grant.Source; }
        }

        /// <summary>The id that the backend gave its RequestStartTransaction; -1 for none.</summary>
        public int RemoteStartId
        {
            get { return _grant.RemoteStartId; }
        }

        /// <summary>The backend's text about the price, given with the grant or later; null for none.</summary>
        public string Tariff
        {
            get { return _grant.Tariff; }
        }

        /// <summary>Why nobody may charge, while <see cref="Granted"/> is false.</summary>
        public NoCurrent WhyNot
        {
            get
            {
                return Pending != null ? NoCurrent.AskingBackend
                    : _grant.Used ? NoCurrent.GrantUsed
                    : NoCurrent.NotAuthorised;
            }
        }

        /// <summary>A card's token that waits for the backend's answer; null for none.</summary>
        public string Pending { get; private set; }

        /// <summary>True once somebody has asked for the end of the transaction, until it has ended.</summary>
        public bool StopRequested
        {
            get { return StopBy != GrantSource.None; }
        }

        /// <summary>Who asked for the end of the transaction; None when nobody did.</summary>
        public GrantSource StopBy
        {
            get { return Memory.StopBy; }
        }

        /// <summary>Why nobody may begin here, whoever asks, in plain words; null while somebody may. A transaction that is open goes on.</summary>
        public string Closed { get; set; }

        /// <summary>True once a restart was asked for: nothing begins any more.</summary>
        public bool Restarting { get; set; }

        /// <summary>Why the last token was refused, in plain words; null when it was not. For the console and the lamp.</summary>
        public string Refusal { get; private set; }

        /// <summary>Tokens refused since the start.</summary>
        public int Refusals { get; private set; }

        /// <summary>What of it survives a restart.</summary>
        public GrantMemory Memory { get; }

        /// <summary>What the backend asks for by itself, without a card.</summary>
        public RemoteStarts Remote { get; }

        /// <summary>True while a transaction is open, as of the last turn.</summary>
        internal bool TransactionOpen { get; private set; }

        /// <summary>Takes over the settings auth.*. A grant that stands goes on, but for a free one when free is over.</summary>
        public void Configure(SettingsStore settings)
        {
            _judge.Configure(settings);
            _grant.Configure(settings);
            if (_judge.Mode != AuthorisationMode.Free && Source == GrantSource.Free && !TransactionOpen)
            {
                _grant.Revoke();
            }
        }

        /// <summary>A token is shown: the one path for card, console and backend.</summary>
        /// <param name="token">1..36 characters of OCPP's identifierString; anything else is refused.</param>
        /// <param name="source">Card, Console or Backend.</param>
        /// <param name="online">True while the backend can be asked.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Present(string token, GrantSource source, bool online, long nowMicros)
        {
            if (source == GrantSource.Card && _judge.IsStillHeld(token, nowMicros))
            {
                return;
            }

            Refusal = null;
            if (!TokenText.IsValid(token))
            {
                Refuse("not the form of a token");
            }
            else if (TransactionOpen)
            {
                PresentDuring(token, source);
            }
            else if (Closed != null)
            {
                Refuse(Closed);
            }
            else if (source != GrantSource.Card || _judge.Mode == AuthorisationMode.Free)
            {
                Give(token, source, nowMicros);
            }
            else if (_judge.Mode == AuthorisationMode.Local)
            {
                Judge(token, _judge.RefusalByList(token), nowMicros);
            }
            else if (online)
            {
                Pending = token;
                _pendingMicros = nowMicros;
            }
            else
            {
                Judge(token, _judge.RefusalOffline(token), nowMicros);
            }
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
            if (TransactionOpen)
            {
                Refuse("a transaction is open");
            }
            else if (Closed != null)
            {
                Refuse(Closed);
            }
            else if (accepted)
            {
                Give(token, GrantSource.Card, nowMicros);
                _grant.Tariff = tariff;
            }
            else
            {
                Refuse("the backend does not accept it");
            }
        }

        /// <summary>Lets time pass: a free grant for who plugs in, the lapse of one that was not used, a backend that does not answer.</summary>
        /// <param name="plugged">True while a vehicle is plugged in.</param>
        /// <param name="unplugged">True when there is surely no vehicle.</param>
        /// <param name="transactionOpen">True while a transaction is open.</param>
        /// <param name="online">True while the backend can be asked.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Turn(bool plugged, bool unplugged, bool transactionOpen, bool online, long nowMicros)
        {
            TransactionOpen = transactionOpen;
            _grant.NotePlug(plugged, unplugged, transactionOpen, nowMicros);
            if (Pending != null && (!online || nowMicros - _pendingMicros >= AnswerMicros))
            {
                string token = Pending;
                Pending = null;
                Judge(token, Closed ?? _judge.RefusalOffline(token), nowMicros);
            }

            if (!transactionOpen)
            {
                _grant.Lapse(nowMicros);
                if (_judge.Mode == AuthorisationMode.Free && Closed == null)
                {
                    _grant.GiveFreely(nowMicros);
                }
            }
        }

        /// <summary>Asks for the end of the open transaction; without one, a waiting grant is taken back, and a question to the backend that is under way: an answer that comes later grants nothing.</summary>
        /// <param name="by">Card, Console or Backend. Who asked first stays the reason.</param>
        public void RequestStop(GrantSource by)
        {
            Pending = null;
            if (!TransactionOpen)
            {
                _grant.Spend();
            }
            else if (!StopRequested)
            {
                Memory.StopBy = by;
            }
        }

        /// <summary>The backend has said what the holder of the grant pays.</summary>
        /// <param name="token">Of the grant, null for a free one; another one changes nothing.</param>
        /// <param name="tariff">As <see cref="TariffText"/> allows it.</param>
        public void TellTariff(string token, string tariff)
        {
            if (Granted && (TokenText.Same(token, Token) || (token == null && Token == null)))
            {
                _grant.Tariff = tariff;
            }
        }

        /// <summary>The backend takes a grant back: the transaction that it was for has to end.</summary>
        /// <param name="token">Of the grant; another one changes nothing.</param>
        public void Withdraw(string token)
        {
            if (TokenText.Same(token, Token))
            {
                _grant.Spend();
                Refuse("the backend has withdrawn it");
            }
        }

        /// <summary>A transaction has begun on the grant: a stop is its stop from now on, in this very turn too.</summary>
        public void TransactionBegan()
        {
            TransactionOpen = true;
            _grant.Begun();
        }

        /// <summary>The transaction has ended, and the grant with it. Whoever stays plugged in needs a new one; but for nothing he charges again behind a restart, which is not his stop.</summary>
        /// <param name="gone">True when its vehicle has gone: whoever stands there now is somebody else.</param>
        public void TransactionEnded(bool gone)
        {
            TransactionOpen = false;
            Memory.StopBy = GrantSource.None;
            if (gone || (Restarting && Source == GrantSource.Free))
            {
                _grant.Revoke();
                return;
            }

            _grant.Spend();
        }

        private void PresentDuring(string token, GrantSource source)
        {
            if (TokenText.Same(token, Token))
            {
                RequestStop(source);
            }
            else
            {
                Refuse("another transaction is open");
            }
        }

        private void Judge(string token, string refusal, long nowMicros)
        {
            if (refusal == null)
            {
                Give(token, GrantSource.Card, nowMicros);
            }
            else
            {
                Refuse(refusal);
            }
        }

        private void Give(string token, GrantSource source, long nowMicros)
        {
            _grant.Give(token, source, nowMicros);
            Pending = null;
        }

        private void Refuse(string why)
        {
            Refusal = why;
            Refusals++;
        }
    }
}
