using NanoCharger.Core.Protection;

namespace NanoCharger.Core.Charging
{
    /// <summary>Whether power may be on offer: what the verdict, the grant, the service and the limits say together.</summary>
    internal sealed class OfferRules
    {
        private readonly TransactionKeeper _transaction;
        private readonly OfferLimits _limits;
        private readonly Availability _availability;

        /// <summary>Rules over these parts.</summary>
        internal OfferRules(TransactionKeeper transaction, OfferLimits limits, Availability availability)
        {
            _transaction = transaction;
            _limits = limits;
            _availability = availability;
        }

        /// <summary>True when power may be offered to the vehicle.</summary>
        internal bool MayOffer(StationInputs inputs)
        {
            return WhyNot(inputs) == NoCurrent.None;
        }

        /// <summary>What keeps power from being offered; None for nothing.</summary>
        internal NoCurrent WhyNot(StationInputs inputs)
        {
            if (inputs.Verdict.Stop != StopKind.None)
            {
                return inputs.Verdict.Fault == FaultCode.None ? NoCurrent.ProtectionTest : NoCurrent.Fault;
            }

            if (!_availability.InService && !_transaction.IsOpen)
            {
                return NoCurrent.OutOfService;
            }

            NoCurrent who = _transaction.WhyNot;
            return who != NoCurrent.None ? who
                : _limits.OfferMilliamps == 0 ? LimitedBy(_limits.Least)
                : inputs.Verdict.MayOffer ? NoCurrent.None
                : inputs.Verdict.BackedOff ? NoCurrent.BackedOff
                : NoCurrent.ReturnDelay;
        }

        /// <summary>True when a vehicle that charges has to be asked to stop.</summary>
        internal bool MustPause(StationInputs inputs)
        {
            return inputs.Verdict.Stop == StopKind.Pause || _transaction.WhyNot != NoCurrent.None || _limits.OfferMilliamps == 0;
        }

        private static NoCurrent LimitedBy(LimitSlot slot)
        {
            switch (slot)
            {
                case LimitSlot.Cable:
                    return NoCurrent.CableLimit;
                case LimitSlot.Calibration:
                    return NoCurrent.CalibrationLimit;
                case LimitSlot.BackendProfile:
                    return NoCurrent.BackendLimit;
                case LimitSlot.Technician:
                    return NoCurrent.TechnicianLimit;
                case LimitSlot.Fallback:
                    return NoCurrent.SilenceLimit;
                case LimitSlot.Handshake:
                    return NoCurrent.HandshakePause;
                default:
                    return NoCurrent.InstallationLimit;
            }
        }
    }
}
