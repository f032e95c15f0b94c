using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace NanoCharger.Bay.Memory
{
    /// <summary>The charging profiles that the station has accepted, as the backend that set them keeps them, also over restarts (OCPP 2.0.1, K01, K10).</summary>
    /// <remarks>
    /// Those of a transaction end with it and are not judged here: while one may be in force, the default is not either. A profile that is sent again over another one
    /// (same id, or same purpose and stack level) replaces it; a Clear counts from its sending. Where a call has no answer yet when the power goes, or less than 20 turns ago,
    /// nobody knows what was kept: the book is closed until all profiles have been cleared and that was answered.
    /// </remarks>
    internal sealed class ProfileBook : MemoryRule
    {
        private const string Transaction = "TxProfile";
        private const string Default = "TxDefaultProfile";
        private const string Station = "ChargingStationMaxProfile";

        private readonly TurnCount _turns;
        private readonly List<Profile> _profiles = new List<Profile>();
        private readonly List<Wish> _unanswered = new List<Wish>();
        private long _changedAt;
        private bool _changed;
        private bool _closed;

        public ProfileBook(TurnCount turns)
        {
            _turns = turns;
        }

        /// <summary>The most that they allow, in amperes.</summary>
        public double Amps
        {
            get
            {
                if (_closed || _unanswered.Count > 0)
                {
                    return double.PositiveInfinity;
                }

                double own = _profiles.Any(profile => profile.Purpose == Transaction) ? double.PositiveInfinity : Top(Default);
                return Math.Min(own, Top(Station));
            }
        }

        public override void Asked(Wish wish)
        {
            if (wish.Kind is WishKind.Profile or WishKind.ClearProfiles)
            {
                _unanswered.Add(wish);
            }
        }

        public override void Accepted(Wish wish, string answer)
        {
            if (wish.Kind == WishKind.Profile)
            {
                Profile set = Profile.Of(JsonNode.Parse(wish.Payload)!["chargingProfile"]!);
                _profiles.RemoveAll(there => there.Id == set.Id || (there.Purpose == set.Purpose && there.StackLevel == set.StackLevel));
                _profiles.Add(set);
                Change(wish);
            }
            else if (wish.Kind == WishKind.ClearProfiles)
            {
                Clear(JsonNode.Parse(wish.Payload)!);
                Change(wish);
            }
        }

        public override void Refused(Wish wish)
        {
            _unanswered.Remove(wish);
        }

        public override void Cut()
        {
            _closed |= _unanswered.Count > 0 || (_changed && _turns.Since(_changedAt) < TurnCount.Kept);
            _unanswered.Clear();
            _profiles.RemoveAll(profile => profile.Purpose == Transaction);
        }

        private void Change(Wish wish)
        {
            _unanswered.Remove(wish);
            _changed = true;
            _changedAt = _turns.Count;
        }

        private void Clear(JsonNode payload)
        {
            JsonNode? criteria = payload["chargingProfileCriteria"];
            int? id = (int?)payload["chargingProfileId"];
            int? level = (int?)criteria?["stackLevel"];
            string purpose = CallFields.Text(criteria?["chargingProfilePurpose"]);
            _profiles.RemoveAll(there => (id is null || id == there.Id) && (level is null || level == there.StackLevel) && (purpose.Length == 0 || purpose == there.Purpose));
            _closed &= id is not null || criteria is not null;
        }

        private double Top(string purpose)
        {
            return _profiles.Where(profile => profile.Purpose == purpose).MaxBy(profile => profile.StackLevel)?.Amps ?? double.PositiveInfinity;
        }

        private sealed record Profile(int Id, string Purpose, int StackLevel, double Amps)
        {
            public static Profile Of(JsonNode node)
            {
                double amps = (double)node["chargingSchedule"]![0]!["chargingSchedulePeriod"]![0]!["limit"]!;
                return new Profile((int)node["id"]!, CallFields.Text(node["chargingProfilePurpose"]), (int)node["stackLevel"]!, amps);
            }
        }
    }
}
