namespace NanoCharger.Core.Pilot
{
    /// <summary>What the station puts on the pilot.</summary>
    public enum PilotDrive
    {
        /// <summary>Nothing yet: the start.</summary>
        Unset = 0,

        /// <summary>Steady +12 V, suffix 1: no offer.</summary>
        Steady = 1,

        /// <summary>PWM, suffix 2: its duty cycle is the offer.</summary>
        Offer = 2,

        /// <summary>Steady -12 V, state F. Nothing can be seen of the vehicle meanwhile.</summary>
        Negative = 3,
    }
}
