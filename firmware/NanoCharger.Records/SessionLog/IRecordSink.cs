namespace NanoCharger.Records.SessionLog
{
    /// <summary>Takes notice of the records that a recovery reads, in their order.</summary>
    internal interface IRecordSink
    {
        /// <summary>Takes notice of a sound record; its object is used again for the next.</summary>
        void Note(LogRecord record);
    }
}
