namespace NanoCharger.Core.Charging
{
    /// <summary>Who decides about a card: the choices of the setting auth.mode, in their order.</summary>
    public enum AuthorisationMode
    {
        /// <summary>Nobody: whoever plugs in charges.</summary>
        Free = 0,

        /// <summary>The backend, by OCPP's Authorize.</summary>
        Backend = 1,

        /// <summary>The list in the station's own flash.</summary>
        Local = 2,
    }
}
