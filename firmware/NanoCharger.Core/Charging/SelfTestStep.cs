namespace NanoCharger.Core.Charging
{
    /// <summary>Where the self-test stands.</summary>
    public enum SelfTestStep
    {
        /// <summary>It does not run.</summary>
        Idle = 0,

        /// <summary>The hold is not re-armed and has to lapse.</summary>
        HoldLapses = 1,

        /// <summary>The hold is re-armed again and has to be seen armed.</summary>
        HoldArms = 2,

        /// <summary>The residual current monitor is being tested.</summary>
        ResidualMonitor = 3,
    }
}
