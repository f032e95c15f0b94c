using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Profiles
{
    /// <summary>Brings what the backend's profiles allow to the charger: as they change, and when those of a transaction end with it.</summary>
    internal sealed class ProfileKeeper
    {
        private readonly ICommands _commands;
        private readonly Authorisation _authorisation;
        private readonly ChargerStatus _status;
        private readonly ProfileStack _stack;
        private long _transaction;

        internal ProfileKeeper(OcppParts charger)
        {
            _commands = charger.Commands;
            _authorisation = charger.Authorisation;
            _status = charger.Status;
            _stack = charger.Profiles;
            Apply();
        }

        /// <summary>Takes notice of a transaction's end, or of a grant that lapsed before one began.</summary>
        internal void Turn()
        {
            bool ended = _transaction != 0 && _status.TransactionNumber != _transaction;
            bool lapsed = _status.TransactionNumber == 0 && !_authorisation.Granted;
            _transaction = _status.TransactionNumber;
            if ((ended || lapsed) && _stack.EndTransaction())
            {
                Apply();
            }
        }

        /// <summary>As <see cref="ProfileStack.TrySet"/>.</summary>
        internal bool TrySet(ChargingProfile profile)
        {
            bool set = _stack.TrySet(profile);
            if (set)
            {
                Apply();
            }

            return set;
        }

        /// <summary>As <see cref="ProfileStack.Clear"/>.</summary>
        internal bool Clear(bool byId, int id, int purpose, int stackLevel)
        {
            bool any = _stack.Clear(byId, id, purpose, stackLevel);
            if (any)
            {
                Apply();
            }

            return any;
        }

        private void Apply()
        {
            _commands.SetLimit(LimitSlot.BackendProfile, _stack.LimitMilliamps);
        }
    }
}
