using NanoCharger.Core.Metering;

namespace NanoCharger.Core.Protection
{
    /// <summary>A meter that cannot be believed ends the charging: what it counts is money, and it is what sees an over-current.</summary>
    /// <remarks>
    /// Seen are: a channel that does not rest on the bias rail (open, shorted, another pin), samples at the end of the converter's range, and blocks
    /// that cannot be measured at all, one after the other. A unit that was calibrated and has lost it is not believed either, until it is calibrated anew.
    /// </remarks>
    internal sealed class MeterGuard
    {
        // The converter's reference differs by 9 % from chip to chip, the rail by 0.5 %, and a cut cycle moves a mean by some more.
        private const int TolerancePercent = 15;

        private const long ConfirmMicros = 1_000_000;

        // About as many turns in a second and a half; a stall is one turn, however long.
        private const int MostUnmeasured = 50;

        private readonly int _leastRest;
        private readonly int _mostRest;
        private readonly Lasting _wrong = new Lasting();
        private int _unmeasured;
        private bool _lasted;

        /// <summary>Makes a guard.</summary>
        /// <param name="restMillicounts">Where a nominal converter sees the bias rail, in thousandths of a count.</param>
        internal MeterGuard(int restMillicounts)
        {
            int tolerance = restMillicounts / 100 * TolerancePercent;
            _leastRest = restMillicounts - tolerance;
            _mostRest = restMillicounts + tolerance;
        }

        /// <summary>True where a calibration was stored and cannot be used: the readings are nominal, and up to a fifth off.</summary>
        internal bool CalibrationLost { get; set; }

        internal Fault Failed { get; } = new Fault(FaultCode.MeteringFailed, StopKind.Pause, Guard.RecoveryMicros);

        internal void Update(GuardInputs inputs)
        {
            if (inputs.Measured)
            {
                _unmeasured = 0;
                _lasted = _wrong.For(inputs.Meter.Clipped || !Rests(inputs), inputs.EvidenceMicros, inputs.NowMicros, ConfirmMicros);
            }
            else if (_unmeasured < MostUnmeasured)
            {
                _unmeasured++;
            }

            Failed.Update(CalibrationLost || _lasted || _unmeasured == MostUnmeasured, true, inputs.NowMicros);
        }

        private bool Rests(GuardInputs inputs)
        {
            for (int phase = 0; phase < inputs.Meter.Phases; phase++)
            {
                if (IsOff(inputs.Meter.VoltageRestMillicounts[phase]) || IsOff(inputs.Meter.CurrentRestMillicounts[phase]))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsOff(int restMillicounts)
        {
            return restMillicounts < _leastRest || restMillicounts > _mostRest;
        }
    }
}
