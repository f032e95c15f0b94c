namespace NanoCharger.Ocpp
{
    /// <summary>What the backend has asked for, and comes later: the incoming calls write it, the outgoing ones read it.</summary>
    internal sealed class Wishes
    {
        /// <summary>A Heartbeat.</summary>
        internal bool Heartbeat { get; set; }

        /// <summary>A StatusNotification.</summary>
        internal bool Status { get; set; }

        /// <summary>A TransactionEvent of the open transaction.</summary>
        internal bool Transaction { get; set; }

        /// <summary>A restart, once no transaction is open.</summary>
        internal bool Reset { get; set; }

        /// <summary>A LogStatusNotification.</summary>
        internal bool LogStatus { get; set; }

        /// <summary>The records that are to be sent once more.</summary>
        internal LogRun Log { get; } = new LogRun();

        /// <summary>The report that is to be sent, or is under way.</summary>
        internal ReportWish Report { get; } = new ReportWish();
    }
}
