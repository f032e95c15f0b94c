namespace NanoCharger.Core.Pilot
{
    /// <summary>Whether a charging vehicle still asks for energy, as <see cref="DepartureWatch"/> judges it.</summary>
    public enum Presence
    {
        /// <summary>The newest samples show state C.</summary>
        Present = 0,

        /// <summary>The newest samples do not, but for a shorter time than a dip may last: look again at once.</summary>
        Suspect = 1,

        /// <summary>The vehicle has left state C: open.</summary>
        Departed = 2,
    }
}
