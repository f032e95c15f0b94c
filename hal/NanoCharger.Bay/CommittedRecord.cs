namespace NanoCharger.Bay
{
    /// <summary>A record of the session log that became durable at some time of the run.</summary>
    /// <param name="Sequence">Its number: +1 for ever.</param>
    /// <param name="MessageId">Id of the message that bills it; empty for a record that bills nothing.</param>
    /// <param name="RegisterMilliwattHours">The register in it.</param>
    /// <param name="Owed">True while the flash still holds it undelivered at the end of the run.</param>
    public sealed record CommittedRecord(long Sequence, string MessageId, long RegisterMilliwattHours, bool Owed);
}
