namespace NanoCharger.Core.Charging
{
    /// <summary>Whether the outlet is in service (OCPP 2.0.1, G03 and G04). Out of service the pilot is held in F, as soon as no transaction is open.</summary>
    public sealed class Availability
    {
        /// <summary>False while the outlet is out of service, or is to be when the open transaction ends.</summary>
        public bool InService { get; private set; } = true;

        /// <summary>True when it is to go out of service without waiting for the transaction: that is ended for it, gracefully.</summary>
        public bool AtOnce { get; private set; }

        /// <summary>Takes the outlet out of service or puts it back.</summary>
        public void Request(bool available, bool atOnce)
        {
            InService = available;
            AtOnce = !available && atOnce;
        }
    }
}
