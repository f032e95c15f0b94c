using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Charging
{
    /// <summary>Who decides about a card, and what the station itself says of a token: by its own list, and while the backend cannot be asked.</summary>
    internal sealed class TokenJudge
    {
        // A reader may tell a card that is held to it again and again: it is shown once.
        private const long SameCardMicros = 2_000_000;

        private readonly LocalList _list;
        private OfflinePolicy _offline;
        private string _card;
        private long _cardMicros;

        /// <summary>A judge by this list.</summary>
        internal TokenJudge(LocalList list)
        {
            _list = list;
        }

        /// <summary>Who decides about a card.</summary>
        internal AuthorisationMode Mode { get; private set; }

        /// <summary>Takes over the settings auth.mode and auth.offline.</summary>
        internal void Configure(SettingsStore settings)
        {
            Mode = (AuthorisationMode)settings.Int(SettingId.AuthMode);
            _offline = (OfflinePolicy)settings.Int(SettingId.AuthOffline);
        }

        /// <summary>True for a card that has been at the reader all the time since it was taken last.</summary>
        internal bool IsStillHeld(string token, long nowMicros)
        {
            bool held = TokenText.Same(token, _card) && nowMicros - _cardMicros < SameCardMicros;
            _card = token;
            _cardMicros = nowMicros;
            return held;
        }

        /// <summary>Judges by the station's own list.</summary>
        /// <returns>Null when the token may charge, else why not.</returns>
        internal string RefusalByList(string token)
        {
            return _list.Contains(token) ? null : "not in the list";
        }

        /// <summary>Judges while the backend cannot be asked.</summary>
        /// <returns>Null when the token may charge, else why not.</returns>
        internal string RefusalOffline(string token)
        {
            switch (_offline)
            {
                case OfflinePolicy.LocalList:
                    return RefusalByList(token);
                case OfflinePolicy.All:
                    return null;
                default:
                    return "the backend cannot be asked";
            }
        }
    }
}
