namespace NanoCharger.Ocpp.Profiles
{
    /// <summary>One charging profile of the backend, as far as this station follows it: one limit in amperes, in force at once.</summary>
    internal sealed class ChargingProfile
    {
        /// <summary>The words for <see cref="Purpose"/>, in its order.</summary>
        internal static readonly string[] Purposes =
        {
            "ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile",
        };

        private static readonly string[] Kinds = { "Absolute", "Recurring", "Relative" };
        private static readonly string[] Units = { "W", "A" };
        private const int Recurring = 1;
        private const int Amps = 1;

        private int _kind;
        private int _unit;
        private bool _hasId;
        private bool _hasStack;
        private bool _hasPurpose;
        private bool _hasKind;
        private bool _hasSchedule;
        private bool _hasScheduleId;
        private bool _hasUnit;
        private bool _hasPeriod;
        private bool _hasLimit;
        private bool _hasStart;
        private bool _limited;
        private int _others;
        private int _startPeriod;

        /// <summary>True while the backend has set it.</summary>
        internal bool InForce { get; set; }

        /// <summary>The backend's number for it.</summary>
        internal int Id { get; private set; }

        /// <summary>Of several for one purpose the highest counts.</summary>
        internal int StackLevel { get; private set; }

        /// <summary>What it is for.</summary>
        internal ProfilePurpose Purpose { get; private set; }

        /// <summary>The transaction that it is for; null when it names none.</summary>
        internal string TransactionId { get; private set; }

        /// <summary>The limit, in milliamperes for each phase.</summary>
        internal int LimitMilliamps { get; private set; }

        /// <summary>Reads the present field's value. What is wrong with it the reader knows.</summary>
        internal void Read(PayloadReader payload)
        {
            if (!payload.Enter("chargingProfile"))
            {
                return;
            }

            Clear();
            while (payload.NextField())
            {
                ReadField(payload);
            }

            payload.Need(_hasId, "chargingProfile.id");
            payload.Need(_hasStack, "chargingProfile.stackLevel");
            payload.Need(_hasPurpose, "chargingProfile.chargingProfilePurpose");
            payload.Need(_hasKind, "chargingProfile.chargingProfileKind");
            payload.Need(_hasSchedule, "chargingProfile.chargingSchedule");
        }

        /// <summary>Says why this station does not follow a sound profile.</summary>
        /// <returns>Null when it does.</returns>
        internal string Unsupported()
        {
            return Purpose == ProfilePurpose.ChargingStationExternalConstraints ? "not the backend's purpose"
                : _kind == Recurring || _limited ? "a profile limited in time"
                : _unit != Amps ? "a limit in watts"
                : _others > 0 || _startPeriod != 0 ? "more than one schedule or period"
                : null;
        }

        /// <summary>Takes back a profile that was kept over a restart; it is for no transaction.</summary>
        internal void Restore(ProfilePurpose purpose, int id, int stackLevel, int limitMilliamps)
        {
            Purpose = purpose;
            Id = id;
            StackLevel = stackLevel;
            LimitMilliamps = limitMilliamps;
            TransactionId = null;
        }

        /// <summary>Takes over all of another profile.</summary>
        internal void CopyFrom(ChargingProfile other)
        {
            Id = other.Id;
            StackLevel = other.StackLevel;
            Purpose = other.Purpose;
            TransactionId = other.TransactionId;
            LimitMilliamps = other.LimitMilliamps;
        }

        private void Clear()
        {
            TransactionId = null;
            _hasId = _hasStack = _hasPurpose = _hasKind = _hasSchedule = false;
            _limited = false;
            _others = 0;
            _startPeriod = 0;
        }

        private void ReadField(PayloadReader payload)
        {
            if (payload.IsField("id"))
            {
                Id = payload.Integer("chargingProfile.id", int.MinValue, int.MaxValue);
                _hasId = true;
            }
            else if (payload.IsField("stackLevel"))
            {
                StackLevel = payload.Integer("chargingProfile.stackLevel", 0, int.MaxValue);
                _hasStack = true;
            }
            else if (payload.IsField("chargingProfilePurpose"))
            {
                Purpose = (ProfilePurpose)payload.OneOf("chargingProfile.chargingProfilePurpose", Purposes);
                _hasPurpose = true;
            }
            else if (payload.IsField("chargingProfileKind"))
            {
                _kind = payload.OneOf("chargingProfile.chargingProfileKind", Kinds);
                _hasKind = true;
            }
            else if (payload.IsField("chargingSchedule"))
            {
                ReadSchedule(payload);
                _hasSchedule = true;
            }
            else if (payload.IsField("transactionId"))
            {
                TransactionId = payload.Text("chargingProfile.transactionId", OcppMessages.MaxTransactionIdLength);
            }
            else if (payload.IsField("validFrom") || payload.IsField("validTo") || payload.IsField("recurrencyKind"))
            {
                _limited = true;
                payload.Skip();
            }
            else
            {
                payload.Other("chargingProfile");
            }
        }

        private void ReadSchedule(PayloadReader payload)
        {
            if (!payload.EnterFirst("chargingSchedule"))
            {
                return;
            }

            _hasScheduleId = _hasUnit = _hasPeriod = false;
            while (payload.NextField())
            {
                if (payload.IsField("id"))
                {
                    payload.Integer("chargingSchedule.id", int.MinValue, int.MaxValue);
                    _hasScheduleId = true;
                }
                else if (payload.IsField("chargingRateUnit"))
                {
                    _unit = payload.OneOf("chargingSchedule.chargingRateUnit", Units);
                    _hasUnit = true;
                }
                else if (payload.IsField("chargingSchedulePeriod"))
                {
                    ReadPeriod(payload);
                    _hasPeriod = true;
                }
                else if (payload.IsField("duration"))
                {
                    _limited = true;
                    payload.Skip();
                }
                else if (payload.IsField("startSchedule") || payload.IsField("minChargingRate") || payload.IsField("salesTariff"))
                {
                    // In force from now on: earlier than asked for is on the safe side.
                    payload.Skip();
                }
                else
                {
                    payload.Other("chargingSchedule");
                }
            }

            _others += payload.SkipOthers();
            payload.Need(_hasScheduleId, "chargingSchedule.id");
            payload.Need(_hasUnit, "chargingSchedule.chargingRateUnit");
            payload.Need(_hasPeriod, "chargingSchedule.chargingSchedulePeriod");
        }

        private void ReadPeriod(PayloadReader payload)
        {
            if (!payload.EnterFirst("chargingSchedulePeriod"))
            {
                return;
            }

            _hasLimit = _hasStart = false;
            while (payload.NextField())
            {
                if (payload.IsField("limit"))
                {
                    LimitMilliamps = payload.Thousandths("chargingSchedulePeriod.limit");
                    _hasLimit = true;
                }
                else if (payload.IsField("startPeriod"))
                {
                    _startPeriod = payload.Integer("chargingSchedulePeriod.startPeriod", 0, int.MaxValue);
                    _hasStart = true;
                }
                else if (payload.IsField("numberPhases") || payload.IsField("phaseToUse"))
                {
                    // The limit holds for each phase, and which phases there are is the installation's.
                    payload.Integer("chargingSchedulePeriod.numberPhases", 0, 3);
                }
                else
                {
                    payload.Other("chargingSchedulePeriod");
                }
            }

            _others += payload.SkipOthers();
            payload.Need(_hasLimit, "chargingSchedulePeriod.limit");
            payload.Need(_hasStart, "chargingSchedulePeriod.startPeriod");
        }
    }
}
