namespace NanoCharger.Core.Protection
{
    /// <summary>One plain input of the board and the fault that it reports.</summary>
    internal sealed class InputWatch
    {
        private readonly Lasting _reported = new Lasting();
        private readonly int _bit;
        private readonly long _confirmMicros;
        private readonly bool _latches;

        /// <summary>Watches an input.</summary>
        /// <param name="row">What the catalogue says of it.</param>
        /// <param name="index">Which input of the board it is.</param>
        internal InputWatch(FaultEntry row, int index)
        {
            _bit = 1 << index;
            _confirmMicros = row.ConfirmMillis * 1_000L;
            _latches = row.Latches;
            Fault = new Fault(row.Code, row.Stop, row.Latches ? 0 : Guard.RecoveryMicros);
            Fault.SetTransient(!row.Latches);
        }

        internal Fault Fault { get; }

        internal void Clear()
        {
            if (_latches)
            {
                Fault.Clear();
            }
        }

        internal void Update(GuardInputs inputs)
        {
            bool reports = (inputs.Sense.ReportingInputs & _bit) != 0;
            bool confirmed = _reported.For(reports, inputs.NowMicros, _confirmMicros);
            Fault.Update(confirmed, !_latches || inputs.Unplugged, inputs.NowMicros);
        }
    }
}
