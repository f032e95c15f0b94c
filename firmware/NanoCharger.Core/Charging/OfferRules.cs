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
            return inputs.Verdict.Stop == StopKind.None
                && inputs.Verdict.MayOffer
                && _transaction.MayCharge
                && (_availability.InService || _transaction.IsOpen)
                && _limits.OfferMilliamps > 0;
        }

        /// <summary>True when a vehicle that charges has to be asked to stop.</summary>
        internal bool MustPause(StationInputs inputs)
        {
            return inputs.Verdict.Stop == StopKind.Pause || !_transaction.MayCharge || _limits.OfferMilliamps == 0;
        }
    }
}
