using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Profiles
{
    /// <summary>The backend's charging profiles, and the one limit that follows from them (OCPP 2.0.1, K01).</summary>
    /// <remarks>In memory only: after a start the backend sets them again, and until then the other limits hold.</remarks>
    internal sealed class ProfileStack
    {
        private const int Most = 8;

        private readonly ChargingProfile[] _profiles = new ChargingProfile[Most];

        internal ProfileStack()
        {
            for (int i = 0; i < Most; i++)
            {
                _profiles[i] = new ChargingProfile();
            }
        }

        /// <summary>Puts a profile in force in place of the one with its id, or with its purpose and stack level.</summary>
        /// <returns>False when there is no room; nothing has changed then.</returns>
        internal bool TrySet(ChargingProfile profile)
        {
            ChargingProfile free = null;
            for (int i = 0; i < Most; i++)
            {
                ChargingProfile there = _profiles[i];
                bool same = there.Id == profile.Id || (there.Purpose == profile.Purpose && there.StackLevel == profile.StackLevel);
                if (there.InForce && same)
                {
                    there.InForce = false;
                }

                free = there.InForce ? free : there;
            }

            if (free == null)
            {
                return false;
            }

            free.CopyFrom(profile);
            free.InForce = true;
            return true;
        }

        /// <summary>Takes away all profiles that match.</summary>
        /// <param name="byId">True when <paramref name="id"/> counts.</param>
        /// <param name="id">Of the one to go.</param>
        /// <param name="purpose">Of those to go; -1 for any.</param>
        /// <param name="stackLevel">Of those to go; -1 for any.</param>
        /// <returns>True when there was one.</returns>
        internal bool Clear(bool byId, int id, int purpose, int stackLevel)
        {
            bool any = false;
            for (int i = 0; i < Most; i++)
            {
                ChargingProfile there = _profiles[i];
                if (there.InForce && (!byId || there.Id == id)
                    && (purpose < 0 || (int)there.Purpose == purpose)
                    && (stackLevel < 0 || there.StackLevel == stackLevel))
                {
                    there.InForce = false;
                    any = true;
                }
            }

            return any;
        }

        /// <summary>The transaction has ended, and its profiles with it.</summary>
        /// <returns>True when there was one.</returns>
        internal bool EndTransaction()
        {
            return Clear(false, 0, (int)ProfilePurpose.TxProfile, -1);
        }

        /// <summary>What all profiles together allow, in milliamperes; <see cref="OfferLimits.None"/> for no limit.</summary>
        internal int LimitMilliamps
        {
            get
            {
                ChargingProfile own = Top(ProfilePurpose.TxProfile) ?? Top(ProfilePurpose.TxDefaultProfile);
                ChargingProfile station = Top(ProfilePurpose.ChargingStationMaxProfile);
                int limit = own == null ? OfferLimits.None : own.LimitMilliamps;
                return station == null || station.LimitMilliamps > limit ? limit : station.LimitMilliamps;
            }
        }

        private ChargingProfile Top(ProfilePurpose purpose)
        {
            ChargingProfile top = null;
            for (int i = 0; i < Most; i++)
            {
                ChargingProfile there = _profiles[i];
                if (there.InForce && there.Purpose == purpose && (top == null || there.StackLevel > top.StackLevel))
                {
                    top = there;
                }
            }

            return top;
        }
    }
}
