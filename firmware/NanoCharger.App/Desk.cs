using NanoCharger.Core.Charging;
using NanoCharger.Core.Documents;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Hal;

namespace NanoCharger.App
{
    /// <summary>Takes the wishes of the technician and of the backend to the parts that carry them out.</summary>
    internal sealed class Desk : ICommands
    {
        private readonly IBoard _board;
        private readonly Authorisation _authorisation;
        private readonly TransactionRecorder _transaction;
        private readonly OfferLimits _limits;
        private readonly Station _station;
        private readonly Guard _guard;
        private readonly SelfTest _selfTest;
        private readonly CalibrationDesk _calibration;
        private readonly KeyDesk _key;

        /// <summary>Makes a desk over the parts.</summary>
        internal Desk(
            IBoard board,
            Authorisation authorisation,
            TransactionRecorder transaction,
            OfferLimits limits,
            Station station,
            Guard guard,
            SelfTest selfTest,
            CalibrationDesk calibration,
            KeyDesk key)
        {
            _board = board;
            _authorisation = authorisation;
            _transaction = transaction;
            _limits = limits;
            _station = station;
            _guard = guard;
            _selfTest = selfTest;
            _calibration = calibration;
            _key = key;
        }

        /// <inheritdoc/>
        public void Authorise(string token, GrantSource source)
        {
            _authorisation.Present(token, source, _board.Link.State == LinkState.Online, _board.Clock.NowMicros);
        }

        /// <inheritdoc/>
        public bool Stop(GrantSource source)
        {
            _authorisation.RequestStop(source);
            return _transaction.IsOpen;
        }

        /// <inheritdoc/>
        public void SetLimit(LimitSlot slot, int milliamps)
        {
            _limits.Set(slot, milliamps);
        }

        /// <inheritdoc/>
        public bool RequestAvailable(bool available, bool atOnce)
        {
            _station.RequestAvailable(available, atOnce);
            return available || atOnce || !_transaction.IsOpen;
        }

        /// <inheritdoc/>
        public void ClearFaults()
        {
            _guard.Clear();
        }

        /// <inheritdoc/>
        public string StartSelfTest()
        {
            if (!_station.Unplugged)
            {
                return "unplug the vehicle first";
            }

            if (!_selfTest.Running)
            {
                _selfTest.Start(_board.Clock.NowMicros);
            }

            return null;
        }

        /// <inheritdoc/>
        public string Calibrate(CalibrationStep step, int phase, int reference)
        {
            return _calibration.Begin(step, phase, reference);
        }

        /// <inheritdoc/>
        public string GenerateKey(bool confirmed)
        {
            return _key.Generate(confirmed);
        }

        /// <inheritdoc/>
        public string ClearCalibration()
        {
            return _calibration.Clear();
        }
    }
}
