namespace NanoCharger.Backend.People
{
    /// <summary>What the trail tells. Each is the key of its words in the language files.</summary>
    internal static class ChangeKind
    {
        internal const string OperatorMade = "change.operator-made";
        internal const string HouseDescribed = "change.house-described";
        internal const string PriceOffered = "change.price-offered";
        internal const string StationEnrolled = "change.station-enrolled";
        internal const string BillCredited = "change.bill-credited";
        internal const string ChargeRebilled = "change.charge-rebilled";
        internal const string ChargeSettled = "change.charge-settled";
        internal const string ResidentAdded = "change.added";
        internal const string SignedIn = "change.signed-in";
        internal const string SignInFailed = "change.sign-in-failed";
        internal const string SignInLocked = "change.sign-in-locked";
        internal const string SignedOutEverywhere = "change.signed-out-everywhere";
        internal const string PersonInvited = "change.person-invited";
        internal const string InvitationTaken = "change.invitation-taken";
        internal const string AccessEnded = "change.access-ended";
        internal const string ResetAsked = "change.reset-asked";
        internal const string PasswordReset = "change.password-reset";
        internal const string PasswordChanged = "change.password-changed";
        internal const string SecondFactorOn = "change.second-factor-on";
        internal const string SecondFactorOff = "change.second-factor-off";
        internal const string RecoveryCodeUsed = "change.recovery-code-used";
        internal const string RecoveryCodesMade = "change.recovery-codes-made";
        internal const string HeldReleased = "change.held-released";
        internal const string HeldRefused = "change.held-refused";
        internal const string StationCalled = "change.station-called";
        internal const string BoardReplaced = "change.board-replaced";
        internal const string StationMoved = "change.station-moved";
        internal const string BayAdded = "change.bay-added";
        internal const string BayRenamed = "change.bay-renamed";
        internal const string NeedSeen = "change.need-seen";
        internal const string SupplySet = "change.supply-set";
        internal const string GuestsSet = "change.guests-set";
        internal const string GuestConfirmed = "change.guest-confirmed";
        internal const string GuestRefused = "change.guest-refused";
        internal const string PayeeAsked = "change.payee-asked";
        internal const string PayeeMade = "change.payee-made";
        internal const string PayeeAnswered = "change.payee-answered";
        internal const string LinkAsked = "change.link-asked";
        internal const string LinkRefused = "change.link-refused";
        internal const string LinkSigned = "change.link-signed";
        internal const string LinkRevoked = "change.link-revoked";
        internal const string LinkAdmitted = "change.link-admitted";
    }
}
