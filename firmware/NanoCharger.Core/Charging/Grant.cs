using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Charging
{
    /// <summary>The one grant that may stand: whose it is, who gave it, and when it lapses unused.</summary>
    internal sealed class Grant
    {
        // A resumed grant is for the vehicle that was there when the power went. If none shows by then it has left meanwhile.
        private const long ResumeLookMicros = 5_000_000;

        private long _expiryMicros = 60_000_000;
        private long _pluggedMicros = 43_200_000_000;
        private long _resumeMicros;
        private long _micros;
        private long _dropMicros = long.MaxValue;
        private bool _transactionOpen;
        private bool _plugged;
        private string _tariff;

        /// <summary>True while it stands.</summary>
        internal bool Stands
        {
            get { return Source != GrantSource.None; }
        }

        /// <summary>Its token; null for none.</summary>
        internal string Token { get; private set; }

        /// <summary>What kind of token it is; by its source where nobody has said.</summary>
        internal TokenType TokenType { get; private set; }

        /// <summary>Who gave it.</summary>
        internal GrantSource Source { get; private set; }

        /// <summary>The id of the backend's request; -1 for none.</summary>
        internal int RemoteStartId { get; set; } = -1;

        /// <summary>The backend's text about the price; null for none.</summary>
        internal string Tariff
        {
            get
            {
                return _tariff;
            }

            set
            {
                _tariff = value;
                Changes++;
            }
        }

        /// <summary>Remote starts on which nothing will begin any more.</summary>
        internal EndedStarts Ended { get; } = new EndedStarts();

        /// <summary>True for one that a loss of power has interrupted.</summary>
        internal bool Resumed { get; private set; }

        /// <summary>Number of changes of what it says.</summary>
        internal int Changes { get; private set; }

        /// <summary>True while it waits on a vehicle that is plugged in, and is worth keeping over a loss of power: auth.resume would give it back.</summary>
        /// <remarks>So is one that was given back, before its vehicle is seen again: mains that return may go again at once. One that is dropped at a time is not: nobody knows how long the power was off, and what lapses in the dark must not be charged after it.</remarks>
        internal bool Waits
        {
            get { return Source > GrantSource.Free && (_plugged || Resumed) && !_transactionOpen && _resumeMicros > 0 && _dropMicros == long.MaxValue; }
        }

        /// <summary>The remote start that a restart would end, since it names its seconds and none has begun on it; -1 for none.</summary>
        internal int EndsWithRestart
        {
            get { return _dropMicros != long.MaxValue && !_transactionOpen ? RemoteStartId : -1; }
        }

        /// <summary>Takes over the settings auth.expiry, auth.plugged and auth.resume: how long it waits for a vehicle, for the wish of one that is plugged in, and how long a resumed one does.</summary>
        internal void Configure(SettingsStore settings)
        {
            _pluggedMicros = settings.Int(SettingId.AuthPlugged) * 1_000_000L;
            _expiryMicros = settings.Int(SettingId.AuthExpiry) * 1_000_000L;
            _resumeMicros = settings.Int(SettingId.AuthResume) * 1_000_000L;
        }

        /// <summary>Gives it.</summary>
        internal void Give(string token, GrantSource source, long nowMicros)
        {
            Revoke();
            Token = token;
            Source = source;
            _micros = nowMicros;
        }

        /// <summary>Says what the backend's request said besides its token.</summary>
        internal void Detail(RemoteStart start, long nowMicros)
        {
            RemoteStartId = start.Id;
            TokenType = start.TokenType;
            Tariff = start.Tariff;
            Repeat(start, nowMicros);
        }

        /// <summary>The same request once more: it may name fewer seconds, never more.</summary>
        internal void Repeat(RemoteStart start, long nowMicros)
        {
            long dropMicros = start.WithinSeconds == 0 ? long.MaxValue : nowMicros + (start.WithinSeconds * 1_000_000L);
            _dropMicros = dropMicros < _dropMicros ? dropMicros : _dropMicros;
        }

        /// <summary>Gives it back after a loss of power. The vehicle may have been swapped in the dark: where auth.resume is 0 it lapses before anybody acts on it.</summary>
        internal void Resume(string token, GrantSource source, TokenType type, string tariff, long nowMicros)
        {
            Give(token, source, nowMicros);
            TokenType = type;
            Tariff = tariff;
            Resumed = true;
        }

        /// <summary>Gives it to whoever is plugged in, for nothing; not to one whose grant was used up.</summary>
        internal void GiveFreely(long nowMicros)
        {
            if (_plugged && !Used && !Stands)
            {
                Give(null, GrantSource.Free, nowMicros);
            }
        }

        /// <summary>Takes notice of who is plugged in.</summary>
        /// <param name="plugged">True while a vehicle is plugged in.</param>
        /// <param name="unplugged">True when there is surely none.</param>
        /// <param name="transactionOpen">True while a transaction is open.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal void NotePlug(bool plugged, bool unplugged, bool transactionOpen, long nowMicros)
        {
            // What was used up before says nothing of the one that a transaction runs on.
            Used = Used && !unplugged && !(transactionOpen && Stands);
            bool came = plugged && !_plugged;
            bool left = _plugged && !plugged;
            _plugged = plugged;
            _transactionOpen = transactionOpen;
            if (came && Stands)
            {
                // Walking from the reader to the cable does not cost the time that the vehicle needs.
                _micros = nowMicros;
            }
            else if ((left || (unplugged && Resumed)) && !transactionOpen)
            {
                // The outlet was seen empty: whoever plugs in next is somebody else.
                Revoke();
            }
        }

        /// <summary>True while whoever is plugged in has used the grant up: nobody has seen him leave since, over a restart and out of service too.</summary>
        internal bool Used { get; private set; }

        /// <summary>Nobody gets one for nothing before the outlet was seen empty.</summary>
        internal void Hold()
        {
            Used = true;
        }

        /// <summary>Its transaction has begun: its seconds are over.</summary>
        internal void Begun()
        {
            _transactionOpen = true;
            _dropMicros = long.MaxValue;
        }

        /// <summary>It was used up or taken back: whoever stays plugged in needs a new one.</summary>
        internal void Spend()
        {
            Used |= _plugged;
            Revoke();
        }

        /// <summary>Takes it back. A remote start that named its seconds is over with it, however it went.</summary>
        internal void Revoke()
        {
            Ended.Add(_dropMicros != long.MaxValue ? RemoteStartId : -1);
            Token = null;
            Tariff = null;
            Source = GrantSource.None;
            RemoteStartId = -1;
            TokenType = TokenType.BySource;
            Resumed = false;
            _dropMicros = long.MaxValue;
        }

        /// <summary>Takes back what was not used in time. The plug is what hurries: a vehicle that sleeps until its departure may, and a free one ends when the vehicle leaves.</summary>
        internal void Lapse(long nowMicros)
        {
            long waited = nowMicros - _micros;
            bool lapsed = Resumed
                ? waited >= _resumeMicros || (!_plugged && waited >= ResumeLookMicros)
                : waited >= (_plugged ? _pluggedMicros : _expiryMicros);
            if (Source == GrantSource.Free ? !_plugged : lapsed || nowMicros >= _dropMicros)
            {
                Revoke();
            }
        }
    }
}
