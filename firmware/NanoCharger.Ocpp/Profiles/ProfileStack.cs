using NanoCharger.Core.Charging;
using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Profiles
{
    /// <summary>The backend's charging profiles, and the one limit that follows from them (OCPP 2.0.1, K01).</summary>
    /// <remarks>They survive a restart, but for those of a transaction, which ends with the power: a garage that comes back after a blackout shares its supply at once.</remarks>
    public sealed class ProfileStack : IDurable
    {
        private const int Most = 8;
        private const int ProfileBytes = 13;

        private readonly ChargingProfile[] _profiles = new ChargingProfile[Most];

        private long _changes;

        /// <summary>A stack without a profile.</summary>
        public ProfileStack()
        {
            for (int i = 0; i < Most; i++)
            {
                _profiles[i] = new ChargingProfile();
            }
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Profiles; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return _changes; }
        }

        /// <inheritdoc/>
        /// <remarks>Of each: purpose (1), id (4), stack level (4), limit in milliamperes (4).</remarks>
        public int Save(byte[] target, int offset)
        {
            int at = offset;
            for (int i = 0; i < Most; i++)
            {
                ChargingProfile there = _profiles[i];
                if (there.InForce && there.Purpose != ProfilePurpose.TxProfile)
                {
                    target[at] = (byte)there.Purpose;
                    LittleEndian.Put32(target, at + 1, (uint)there.Id);
                    LittleEndian.Put32(target, at + 5, (uint)there.StackLevel);
                    LittleEndian.Put32(target, at + 9, (uint)there.LimitMilliamps);
                    at += ProfileBytes;
                }
            }

            return at - offset;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            for (int i = 0; i < Most && (i + 1) * ProfileBytes <= length; i++)
            {
                int at = offset + (i * ProfileBytes);
                _profiles[i].Restore((ProfilePurpose)source[at], (int)LittleEndian.Get32(source, at + 1), (int)LittleEndian.Get32(source, at + 5), (int)LittleEndian.Get32(source, at + 9));
                _profiles[i].InForce = true;
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
            _changes++;
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
                    _changes++;
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
