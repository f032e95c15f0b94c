namespace NanoCharger.Core.Charging
{
    /// <summary>What kind of token it is (OCPP 2.0.1, IdTokenEnumType). The numbers are those of the log.</summary>
    public enum TokenType
    {
        /// <summary>Nobody has said: who gave the authorisation tells (<see cref="GrantSource"/>).</summary>
        BySource = 0,

        /// <summary>Central: made by the backend.</summary>
        Central = 1,

        /// <summary>eMAID: a contract's number (ISO 15118).</summary>
        Emaid = 2,

        /// <summary>ISO14443: a card's number.</summary>
        Iso14443 = 3,

        /// <summary>ISO15693: a card's number.</summary>
        Iso15693 = 4,

        /// <summary>KeyCode: typed by the driver.</summary>
        KeyCode = 5,

        /// <summary>Local: made by the station.</summary>
        Local = 6,

        /// <summary>MacAddress: the vehicle's.</summary>
        MacAddress = 7,

        /// <summary>NoAuthorization: none was asked for.</summary>
        NoAuthorization = 8,
    }
}
