using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Protection
{
    /// <summary>Faults of the pilot itself (IEC 61851-1:2017, Table A.4): shorted (E), lost (F without our doing), no diode in the vehicle.</summary>
    internal sealed class PilotGuard
    {
        // A dip of less than 30 ms must open nothing, and one block of 20 ms may lie in it: two blocks.
        private const long ConfirmMicros = 35_000;

        private readonly BackOff _diodes;
        private VehicleState _state;
        private long _sinceMicros;

        /// <summary>Makes a guard.</summary>
        /// <param name="diodes">Counts the diodes found missing, and says how long each waits until it is looked for again.</param>
        internal PilotGuard(BackOff diodes)
        {
            _diodes = diodes;
        }

        internal Fault Shorted { get; } = new Fault(FaultCode.PilotShorted, StopKind.Unavailable, Guard.RecoveryMicros);

        internal Fault Lost { get; } = new Fault(FaultCode.PilotLost, StopKind.Open, Guard.RecoveryMicros);

        internal Fault Diode { get; } = new Fault(FaultCode.DiodeMissing, StopKind.Unavailable, Guard.RecoveryMicros);

        internal void Update(GuardInputs inputs)
        {
            long now = inputs.NowMicros;

            // F that we hold ourselves says nothing about the vehicle; what was seen before it is looked for anew afterwards.
            VehicleState state = inputs.PilotHeldInF ? VehicleState.Unknown : inputs.Pilot.State;
            if (state != _state)
            {
                _state = state;
                _sinceMicros = now;
            }

            bool sure = now - _sinceMicros >= ConfirmMicros;
            Shorted.Update(_state == VehicleState.Shorted && sure, true, now);
            Lost.Update(_state == VehicleState.Unavailable && sure, true, now);

            // A short spoils the low level too: E wins (it is not a missing diode).
            bool noDiode = inputs.Pilot.DiodeMissing && !inputs.PilotHeldInF && !Shorted.Present;
            if (noDiode && !Diode.Present)
            {
                _diodes.Climb();
                _diodes.Pause(now);
            }

            Diode.Update(noDiode, now >= _diodes.NotBeforeMicros && !_diodes.Latched, now);
        }
    }
}
