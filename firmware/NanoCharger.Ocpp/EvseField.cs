namespace NanoCharger.Ocpp
{
    /// <summary>Which EVSE, and which connector of it, a call means (OCPP 2.0.1, EVSEType).</summary>
    internal sealed class EvseField
    {
        /// <summary>Stands for a number that the call does not name.</summary>
        internal const int None = -1;

        /// <summary>The EVSE's number; 0 for the station.</summary>
        internal int Id { get; private set; }

        /// <summary>The connector's number.</summary>
        internal int Connector { get; private set; }

        /// <summary>True where what the call names, if anything, is the one outlet that there is.</summary>
        internal bool IsOurs
        {
            get
            {
                return (Id == None || Id == OcppMessages.Evse)
                    && (Connector == None || Connector == OcppMessages.Connector);
            }
        }

        /// <summary>The call names none.</summary>
        internal void Clear()
        {
            Id = None;
            Connector = None;
        }

        /// <summary>Reads the present field's value.</summary>
        internal void Read(PayloadReader payload)
        {
            bool hasId = false;
            if (!payload.Enter("evse"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("id"))
                {
                    Id = payload.Integer("evse.id", 0, int.MaxValue);
                    hasId = true;
                }
                else if (payload.IsField("connectorId"))
                {
                    Connector = payload.Integer("evse.connectorId", 0, int.MaxValue);
                }
                else
                {
                    payload.Other("evse");
                }
            }

            payload.Need(hasId, "evse.id");
        }
    }
}
