namespace NanoCharger.Core.Charging
{
    /// <summary>Starts the charger anew, in good order: nothing is opened under load, and what has happened is in flash. One path for technician and backend.</summary>
    public interface IRestart
    {
        /// <summary>Asks for it. It comes by itself once the vehicle has stopped and all is stored.</summary>
        /// <param name="confirmed">True when an open transaction may be ended for it.</param>
        /// <param name="by">Who asks, Console or Backend: that transaction is ended by him.</param>
        /// <returns>In one sentence what becomes of it.</returns>
        string Request(bool confirmed, GrantSource by);
    }
}
