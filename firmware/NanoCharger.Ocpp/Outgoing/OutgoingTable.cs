namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Every call that this station makes, one line each; of those that are due the first goes.</summary>
    internal static class OutgoingTable
    {
        /// <summary>Makes the operations.</summary>
        internal static OutgoingCall[] Make(OutgoingContext context)
        {
            return new OutgoingCall[]
            {
                new BootNotification(context),

                // Before anything else, since somebody stands at the charger.
                new Authorize(context),
                new SecurityEventNotification(context),
                new ClockEvent(context),
                new CertificateEvent(context),
                new TransactionEvent(context),
                new LiveUpdate(context),
                new StatusNotification(context),
                new NotifyReport(context),
                new LogStatusNotification(context),
                new SignCertificate(context),
                new Heartbeat(context),

                // Behind everything else: the backend has had it all before.
                new LogUpload(context),
            };
        }
    }
}
