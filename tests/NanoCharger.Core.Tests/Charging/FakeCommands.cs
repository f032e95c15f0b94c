namespace NanoCharger.Core.Tests.Charging
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Metering;

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

        /// <summary>Records said to be set aside.</summary>
        public int SetAside { get; set; }

        /// <summary>Times that a lost register was taken on.</summary>
        public int Accepted { get; private set; }

        /// <summary>The run that was asked for, its limit in mA; 0 for none, or for its end.</summary>
        public int RunMilliamps { get; private set; }

        /// <inheritdoc/>
        public string BeginCalibrationRun(int milliamps)
        {
            RunMilliamps = milliamps;
            return TransactionOpen ? "a transaction is open" : null;
        }

        /// <inheritdoc/>
        public string EndCalibrationRun()
        {
            bool open = RunMilliamps != 0;
            RunMilliamps = 0;
            return open ? null : "no run is open";
        }

        /// <inheritdoc/>
        public string AcceptRegister()
        {
            Accepted++;
            return "ok";
        }

        /// <inheritdoc/>
        public int RetrySetAside()
        {
            return SetAside;
        }

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

        /// <summary>Times that the open transaction was to be told.</summary>
        public int Told { get; private set; }

        /// <summary>Takes the event then; null for nobody.</summary>
        public ITransactionJournal Telling { get; set; }

        /// <inheritdoc/>
        public bool TellTransaction()
        {
            Told++;
            if (Telling != null)
            {
                Telling.Record(new TransactionEvent { Event = TransactionEventKind.Updated, Transaction = 1, SeqNo = Told, Trigger = TriggerReason.Trigger });
            }

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

        /// <summary>The pattern that was asked for last; null for none.</summary>
        public string Pattern { get; private set; }

        /// <inheritdoc/>
        public void ShowPattern(string letters)
        {
            Pattern = letters;
        }

        /// <inheritdoc/>
        public string StartSelfTest()
        {
            return TransactionOpen ? "unplug the vehicle first" : null;
        }

        /// <summary>The step that was asked for last, as "2 0 230100": step, phase, reference.</summary>
        public string Calibration { get; private set; }

        /// <summary>What steps and clearing are answered with; null for yes.</summary>
        public string CalibrationRefusal { get; set; }

        /// <inheritdoc/>
        public string Calibrate(CalibrationStep step, int phase, int reference)
        {
            Calibration = ((int)step).ToString() + " " + phase.ToString() + " " + reference.ToString();
            return CalibrationRefusal;
        }

        /// <summary>How a new key was asked for last; null for never.</summary>
        public string Key { get; private set; }

        /// <inheritdoc/>
        public string GenerateKey(bool confirmed)
        {
            Key = confirmed ? "confirmed" : "asked";
            return "ok";
        }

        /// <inheritdoc/>
        public string ClearCalibration()
        {
            Calibration = "clear";
            return CalibrationRefusal ?? "ok";
        }
    }
}
