namespace NanoCharger.Ocpp
{
    /// <summary>How the backend has taken the station in, in this session (OCPP 2.0.1, B01 to B03).</summary>
    /// <remarks>BootNotification writes it, any other operation may read it.</remarks>
    internal sealed class Registration
    {
        /// <summary>True once the backend has accepted this session's BootNotification.</summary>
        internal bool Accepted { get; private set; }

        /// <summary>Times that it has accepted one since the start: who has told something to an earlier session tells it again.</summary>
        internal int Acceptances { get; private set; }

        /// <summary>Seconds between heartbeats as the backend wants them; 0 when it named none.</summary>
        internal int HeartbeatSeconds { get; private set; }

        /// <summary>Before this the station does not ask (again); monotonic, in microseconds.</summary>
        internal long NotBeforeMicros { get; private set; }

        /// <summary>A session has begun.</summary>
        internal void Begin(long nowMicros)
        {
            Accepted = false;
            NotBeforeMicros = nowMicros;
        }

        /// <summary>The backend has accepted the station.</summary>
        internal void Accept(int heartbeatSeconds)
        {
            Accepted = true;
            Acceptances++;
            HeartbeatSeconds = heartbeatSeconds;
        }

        /// <summary>The backend has not: ask again later.</summary>
        internal void Wait(long untilMicros)
        {
            NotBeforeMicros = untilMicros;
        }
    }
}
