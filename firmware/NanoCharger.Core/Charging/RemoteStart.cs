namespace NanoCharger.Core.Charging
{
    /// <summary>What the backend's RequestStartTransaction asks for (OCPP 2.0.1, F01, F02). Filled anew by each request.</summary>
    public sealed class RemoteStart
    {
        /// <summary>Whose charge it is: 1..36 characters of OCPP's identifierString.</summary>
        public string Token { get; set; }

        /// <summary>What kind of token it is.</summary>
        public TokenType TokenType { get; set; }

        /// <summary>The id of the request, 0 or more: the transaction's events carry it.</summary>
        public int Id { get; set; }

        /// <summary>The grant is dropped when no transaction has begun within so many seconds, plugged in or not; 0 for auth.expiry and auth.plugged alone.</summary>
        public int WithinSeconds { get; set; }

        /// <summary>Its transaction ends at so many watt-hours, those of parts that a loss of power has cut included; 0 for no such limit.</summary>
        public int MostWattHours { get; set; }

        /// <summary>Its transaction ends after so many seconds, those of parts that a loss of power has cut included; 0 for no such limit.</summary>
        public int MostSeconds { get; set; }

        /// <summary>What it costs, as <see cref="TariffText"/> allows it; null when the backend did not say.</summary>
        public string Tariff { get; set; }
    }
}
