using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Protection
{
    /// <summary>Finds out which part of the safety chain acted while the firmware did not look, and whether the interlock still sees what the firmware sees.</summary>
    internal sealed class ChainGuard
    {
        // A turn takes some 40 ms; after a longer gap the chain may have acted for itself. The longest write to flash is a stall too.
        private const long StallMicros = 300_000;

        // One plug out and another in takes a second and more. The longest write to flash, in which no hand is that fast, takes 400 ms.
        private const long SwapMicros = 500_000;

        // The interlock lags by 75 ms at most, and the pilot's decoder by a turn.
        private const long DisagreeMicros = 1_000_000;

        private readonly Lasting _blind = new Lasting();
        private readonly Lasting _stuck = new Lasting();
        private long _readMicros = long.MaxValue / 2;
        private bool _wasLive;
        private bool _suspected;

        internal Fault Hold { get; } = new Fault(FaultCode.HoldLapsed, StopKind.Open, Guard.RecoveryMicros);

        internal Fault InterlockBlind { get; } = new Fault(FaultCode.InterlockDisagrees, StopKind.Open, Guard.RecoveryMicros);

        internal Fault InterlockActed { get; } = new Fault(FaultCode.InterlockActed, StopKind.None, 0);

        // Seen in A and B only, so with the contactor open: whoever charges has finished, and nothing new begins before it was seen open.
        internal Fault InterlockStuck { get; } = new Fault(FaultCode.InterlockStuck, StopKind.Open, 0);

        /// <summary>The part that acted last.</summary>
        internal ChainPart LastActed { get; private set; }

        /// <summary>The interlock opened where nobody looked for so long that another vehicle may stand there now, whatever the pilot shows.</summary>
        internal bool VehicleInDoubt { get; private set; }

        /// <summary>The latch behind the residual current monitor opened the contactor during a stall, and the monitor's own line is content again.</summary>
        internal bool ResidualActed { get; private set; }

        internal void Update(GuardInputs inputs)
        {
            long now = inputs.NowMicros;

            // From reading to reading, since a stall may lie behind this turn's: only the next one sees what the chain did in it.
            long unseen = now - _readMicros;
            bool stalled = unseen > StallMicros;
            JudgeHold(inputs, now);
            JudgeInterlock(inputs, unseen, now);
            JudgeResidual(inputs, stalled);
            _readMicros = inputs.Sense.ReadMicros;
            _wasLive = inputs.Sense.OutputLive;
        }

        private void JudgeHold(GuardInputs inputs, long now)
        {
            bool lapsed = inputs.CommandedClosed && !inputs.Sense.HoldArmed;
            Hold.Update(lapsed, true, now);
            LastActed = lapsed ? ChainPart.Hold : LastActed;
        }

        private void JudgeInterlock(GuardInputs inputs, long unseen, long now)
        {
            bool closed = inputs.Sense.InterlockClosed;
            VehicleState state = inputs.PilotHeldInF ? VehicleState.Unknown : inputs.Pilot.State;
            bool blind = _blind.For(!closed && state == VehicleState.ReadyToCharge, now, DisagreeMicros);
            InterlockBlind.Update(blind, true, now);
            bool nobody = state == VehicleState.Disconnected || state == VehicleState.Connected;
            InterlockStuck.Update(_stuck.For(closed && nobody, now, DisagreeMicros), !closed, now);

            // Under a command it stays open by its latch, though the pilot may be back in C: the command is taken back by what follows from it.
            bool opened = inputs.CommandedClosed && !closed;
            VehicleInDoubt = opened && unseen > SwapMicros;
            bool acted = opened && unseen > StallMicros && inputs.Sense.HoldArmed;
            InterlockActed.Update(acted, true, now);
            LastActed = acted ? ChainPart.Interlock : LastActed;
        }

        // The monitor's line is content half a second after the current has gone, but the latch behind it keeps the coil off until the command is
        // taken back. So an outlet that was live before a stall and is dead after it, with everything else in order, was a trip.
        // Seen twice, since the contacts may be on their way after the interlock has let go and come back.
        private void JudgeResidual(GuardInputs inputs, bool stalled)
        {
            SafetySense sense = inputs.Sense;
            bool unexplained = inputs.CommandedClosed && !sense.OutputLive && sense.MainsPresent
                && sense.HoldArmed && sense.InterlockClosed && !sense.ResidualTripped;
            ResidualActed = _suspected && unexplained;
            _suspected = stalled && _wasLive && unexplained;
            LastActed = ResidualActed || (sense.ResidualTripped && inputs.CommandedClosed) ? ChainPart.Residual : LastActed;
        }
    }
}
