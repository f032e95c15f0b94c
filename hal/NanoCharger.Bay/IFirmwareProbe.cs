namespace NanoCharger.Bay
{
    /// <summary>A look into the running firmware, for the trace and the invariants. It reads and changes nothing.</summary>
    /// <remarks>Called on the firmware's thread, in the middle of a call into the board: it must not call the board itself.</remarks>
    public interface IFirmwareProbe
    {
        /// <summary>The firmware is about to be started, for the first time or again: what was known of it is gone.</summary>
        /// <param name="trace">Where to tell what is seen; the same one for the whole run.</param>
        void Booted(ITrace trace);

        /// <summary>A turn of the control loop is over (the hold was re-armed).</summary>
        void Turn(ITrace trace, long nowNanos);

        /// <summary>Ten seconds of virtual time are over; follows a <see cref="Turn"/>.</summary>
        void Every10s(ITrace trace, long nowNanos);

        /// <summary>A file has become durable in the flash.</summary>
        /// <param name="name">The file.</param>
        /// <param name="content">All of it.</param>
        /// <param name="appendedFrom">Offset from which it is new.</param>
        void Committed(string name, byte[] content, int appendedFrom);

        /// <summary>Slices of signing that the firmware has computed since its start: each costs the turn time.</summary>
        long SigningSteps { get; }

        /// <summary>A setting's value as text, as it last became durable; null where the probe does not know it.</summary>
        /// <param name="name">Its name at the console.</param>
        string? Setting(string name);

        /// <summary>What the firmware believes, as of the last turn.</summary>
        FirmwareFacts Facts { get; }
    }
}
