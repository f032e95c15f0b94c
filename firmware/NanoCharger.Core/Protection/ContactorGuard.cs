namespace NanoCharger.Core.Protection
{
    /// <summary>Does the contactor do what it is told: welded, or failed to close. A dead outlet that something else explains is none of the two.</summary>
    internal sealed class ContactorGuard
    {
        // Contacts follow in 30 ms; a second leaves no doubt.
        private const long FollowMicros = 1_000_000;

        private readonly Lasting _liveWhileOpen = new Lasting();
        private readonly Lasting _deadWhileClosed = new Lasting();

        internal Fault Welded { get; } = new Fault(FaultCode.ContactorWelded, StopKind.Open, 0);

        internal Fault FailedToClose { get; } = new Fault(FaultCode.ContactorFailedToClose, StopKind.Open, 0);

        internal void Clear()
        {
            Welded.Clear();
            FailedToClose.Clear();
        }

        internal void Update(GuardInputs inputs)
        {
            SafetySense sense = inputs.Sense;
            long now = inputs.NowMicros;

            // Anything else in the chain that is open, or mains that is not there, explains a dead outlet.
            bool shouldBeLive = inputs.CommandedClosed && sense.HoldArmed && sense.InterlockClosed && !sense.ResidualTripped && sense.MainsPresent;
            bool welded = _liveWhileOpen.For(!inputs.CommandedClosed && sense.OutputLive, now, FollowMicros);
            bool failed = _deadWhileClosed.For(shouldBeLive && !sense.OutputLive, now, FollowMicros);
            Welded.Update(welded, inputs.Unplugged && !sense.OutputLive, now);
            FailedToClose.Update(failed, inputs.Unplugged, now);
        }
    }
}
