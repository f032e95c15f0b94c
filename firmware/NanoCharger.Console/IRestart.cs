namespace NanoCharger.Console
{
    /// <summary>Starts the charger anew, in good order: nothing is opened under load, and what has happened is in flash.</summary>
    public interface IRestart
    {
        /// <summary>Asks for it. It comes by itself once the vehicle has stopped and all is stored.</summary>
        /// <param name="confirmed">True when an open transaction may be ended for it.</param>
        /// <returns>In one sentence what becomes of it.</returns>
        string Request(bool confirmed);
    }
}
