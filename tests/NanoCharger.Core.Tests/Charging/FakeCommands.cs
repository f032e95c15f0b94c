namespace NanoCharger.Core.Tests.Charging
{
    using NanoCharger.Core.Charging;

    /// <summary>Notes what was asked for.</summary>
    public sealed class FakeCommands : ICommands
    {
        private readonly Authorisation _authorisation;

        /// <summary>Commands over a true authorisation.</summary>
        public FakeCommands(Authorisation authorisation)
        {
            _authorisation = authorisation;
            BackendMilliamps = OfferLimits.None;
            TechnicianMilliamps = OfferLimits.None;
            Available = true;
        }

        /// <summary>True while a transaction is open.</summary>
        public bool TransactionOpen { get; set; }

        /// <summary>The slot BackendProfile.</summary>
        public int BackendMilliamps { get; private set; }

        /// <summary>The slot Technician.</summary>
        public int TechnicianMilliamps { get; private set; }

        /// <summary>What was asked for last.</summary>
        public bool Available { get; private set; }

        /// <summary>Stops that were asked for.</summary>
        public int Stops { get; private set; }

        /// <summary>Times that faults were cleared.</summary>
        public int Clears { get; private set; }

        /// <inheritdoc/>
        public void Authorise(string token, GrantSource source)
        {
            _authorisation.Present(token, source, true, 0);
        }

        /// <inheritdoc/>
        public bool Stop(GrantSource source)
        {
            Stops++;
            return TransactionOpen;
        }

        /// <inheritdoc/>
        public void SetLimit(LimitSlot slot, int milliamps)
        {
            BackendMilliamps = slot == LimitSlot.BackendProfile ? milliamps : BackendMilliamps;
            TechnicianMilliamps = slot == LimitSlot.Technician ? milliamps : TechnicianMilliamps;
        }

        /// <inheritdoc/>
        public bool RequestAvailable(bool available, bool atOnce)
        {
            Available = available;
            return available || atOnce || !TransactionOpen;
        }

        /// <inheritdoc/>
        public void ClearFaults()
        {
            Clears++;
        }

        /// <inheritdoc/>
        public string StartSelfTest()
        {
            return TransactionOpen ? "unplug the vehicle first" : null;
        }
    }
}
