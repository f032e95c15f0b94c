namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Every call that this station answers, one line each. Any other is answered by NotImplemented.</summary>
    internal static class IncomingTable
    {
        /// <summary>Makes the operations.</summary>
        internal static IncomingCall[] Make(IncomingContext context)
        {
            return new IncomingCall[]
            {
                new RequestStartTransaction(context),
                new RequestStopTransaction(context),
                new SetChargingProfile(context),
                new ClearChargingProfile(context),
                new ChangeAvailability(context),
                new TriggerMessage(context),
                new GetVariables(context),
                new SetVariables(context),
                new GetBaseReport(context),
                new Reset(context),
                new GetLog(context),
                new CertificateSigned(context),
                new InstallCertificate(context),
                new DataTransfer(context),
            };
        }
    }
}
