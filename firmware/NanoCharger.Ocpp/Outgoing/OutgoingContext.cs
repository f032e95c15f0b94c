namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What the station's own calls share.</summary>
    internal sealed class OutgoingContext
    {
        internal OutgoingContext(OcppParts charger)
        {
            Charger = charger;
            Documents = new DocumentQueue(charger.Log, charger.Signer);
            Records = new RecordKeeper(charger, Documents);
        }

        /// <summary>Who calls.</summary>
        internal OcppParts Charger { get; }

        /// <summary>The signed documents of the records that are owed.</summary>
        internal DocumentQueue Documents { get; }

        /// <summary>The records that are owed.</summary>
        internal RecordKeeper Records { get; }

        /// <summary>What the connector is now.</summary>
        internal ConnectorStatus Connector { get; set; }

        /// <summary>When the call under way was made; monotonic, in microseconds.</summary>
        internal long AskedMicros { get; set; }

        /// <summary>When the backend last answered any call; monotonic, in microseconds; the start of this boot when it never has.</summary>
        internal long AnsweredMicros { get; set; }
    }
}
