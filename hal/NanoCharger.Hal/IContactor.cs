namespace NanoCharger.Hal
{
    /// <summary>The contactor and the hardware that stands between the firmware's command and the coil.</summary>
    /// <remarks>
    /// The coil is energised only while all of these hold at once, in hardware: the command, a content residual current
    /// monitor, a pilot in C or D (the interlock), and a hold re-armed within 3.7 s (it lapses by 4 s). 30 s without re-arming reset the chip. Hold, interlock
    /// and monitor have a latch each: what they have opened under a command stays open until <see cref="Open"/>, whatever comes meanwhile.
    /// </remarks>
    public interface IContactor
    {
        /// <summary>Commands the coil on. The contacts follow within 30 ms if the safety chain agrees. Cost: 0.3 ms.</summary>
        void Close();

        /// <summary>Commands the coil off. The contacts are open within 15 ms. Cost: 0.3 ms.</summary>
        void Open();

        /// <summary>Re-arms the dead-man hold for 3.7..4 s. To be called once in each complete turn of the control loop, contactor open or closed. Cost: 0.6 ms.</summary>
        void Hold();

        /// <summary>True when mains is sensed on the outlet, behind the contacts. Cost: 0.3 ms.</summary>
        bool OutputLive { get; }

        /// <summary>True while the hold is armed, as the chain's circuit reports it, and has not lapsed since <see cref="Close"/>. Cost: 0.3 ms.</summary>
        bool HoldArmed { get; }

        /// <summary>True while the interlock lets the coil be on: it sees the pilot in C or D, and has seen nothing else since <see cref="Close"/>. Cost: 0.3 ms.</summary>
        bool InterlockClosed { get; }
    }
}
