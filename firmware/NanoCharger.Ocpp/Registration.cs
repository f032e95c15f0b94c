using NanoCharger.Core.Charging;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;

namespace NanoCharger.Ocpp
{
    /// <summary>How the backend has taken the station in (OCPP 2.0.1, B01 to B03): in this session, and by its last answer ever.</summary>
    /// <remarks>
    /// BootNotification writes it, any other operation may read it. A no outlives sessions and restarts, until a yes: whoever was refused does not begin
    /// to sell because somebody pulls a plug. Where no answer was ever heard nothing is held back: what becomes of a card is then auth.offline's.
    /// </remarks>
    public sealed class Registration : IDurable
    {
        private bool _sellsBefore;

        /// <summary>Its last answer, in whichever session.</summary>
        public RegistrationStatus Status { get; private set; }

        /// <summary>True while the last answer was no.</summary>
        public bool Refused
        {
            get { return Status >= RegistrationStatus.Pending; }
        }

        /// <summary>Why nothing new may be sold, in plain words; null while it may.</summary>
        public string Closed
        {
            get { return Refused && !_sellsBefore ? NoCurrentText.Of(NoCurrent.NotAccepted) : null; }
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Registration; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return Refused ? (long)Status : 0; }
        }

        /// <summary>True once the backend has accepted this session's BootNotification.</summary>
        internal bool Accepted { get; private set; }

        /// <summary>Times that it has accepted one since the start: who has told something to an earlier session tells it again.</summary>
        internal int Acceptances { get; private set; }

        /// <summary>Seconds between heartbeats as the backend wants them; 0 when it named none, or has set them since.</summary>
        internal int HeartbeatSeconds { get; private set; }

        /// <summary>Before this the station does not ask (again); monotonic, in microseconds.</summary>
        internal long NotBeforeMicros { get; private set; }

        /// <summary>True when the backend has asked for the next BootNotification.</summary>
        internal bool Triggered { get; private set; }

        /// <summary>Takes over the setting ocpp.beforeAccepted.</summary>
        public void Configure(SettingsStore settings)
        {
            _sellsBefore = settings.Int(SettingId.OcppBeforeAccepted) == 1;
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            target[offset] = (byte)Mark;
            return 1;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length > 0 && source[offset] >= (byte)RegistrationStatus.Pending && source[offset] <= (byte)RegistrationStatus.Rejected)
            {
                Status = (RegistrationStatus)source[offset];
            }
        }

        /// <summary>A session has begun.</summary>
        internal void Begin(long nowMicros)
        {
            Accepted = false;
            Triggered = false;
            NotBeforeMicros = nowMicros;
        }

        /// <summary>The backend has accepted the station.</summary>
        internal void Accept(int heartbeatSeconds)
        {
            Status = RegistrationStatus.Accepted;
            Accepted = true;
            Triggered = false;
            Acceptances++;
            HeartbeatSeconds = heartbeatSeconds;
        }

        /// <summary>The backend has not: ask again later.</summary>
        /// <param name="status">Pending or Rejected; None where it has said neither, which changes nothing.</param>
        /// <param name="untilMicros">Not before this.</param>
        internal void Wait(RegistrationStatus status, long untilMicros)
        {
            Status = status == RegistrationStatus.None ? Status : status;
            Triggered = false;
            NotBeforeMicros = untilMicros;
        }

        /// <summary>The backend wants to be asked now.</summary>
        internal void Trigger(long nowMicros)
        {
            Triggered = true;
            NotBeforeMicros = nowMicros;
        }

        /// <summary>The backend has set the heartbeat's interval by its variable: the answer that came before it is over.</summary>
        internal void ForgetInterval()
        {
            HeartbeatSeconds = 0;
        }
    }
}
