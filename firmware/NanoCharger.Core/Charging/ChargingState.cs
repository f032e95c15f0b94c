namespace NanoCharger.Core.Charging
{
    /// <summary>What a transaction is doing (OCPP 2.0.1, ChargingStateEnumType; the numbers are those of the log).</summary>
    public enum ChargingState
    {
        /// <summary>A vehicle is connected, and no energy was asked for yet, or the transaction has ended.</summary>
        EVConnected = 1,

        /// <summary>The contactor is closed.</summary>
        Charging = 2,

        /// <summary>The station offers energy and the vehicle does not want it.</summary>
        SuspendedEV = 3,

        /// <summary>The station offers none.</summary>
        SuspendedEVSE = 4,

        /// <summary>No vehicle.</summary>
        Idle = 5,
    }
}
