namespace NanoCharger.Backend.Payments
{
    /// <summary>Where a guest's money stands.</summary>
    public enum HoldState
    {
        /// <summary>He wants to pay; the provider has made no page yet.</summary>
        Wanted = 1,

        /// <summary>The provider's page is there: his bank is asked on it.</summary>
        Open,

        /// <summary>His bank holds the money.</summary>
        Held,

        /// <summary>What he owes is to be taken of it.</summary>
        Taking,

        /// <summary>It is taken.</summary>
        Captured,

        /// <summary>It is to be let go.</summary>
        LettingGo,

        /// <summary>Nothing of it is taken, and nothing is held.</summary>
        Released,

        /// <summary>A bill is there, and nothing can be taken for it any more: the books say so.</summary>
        Waived,

        /// <summary>All is to be given back.</summary>
        GivingBack,

        /// <summary>All was given back.</summary>
        Refunded,

        /// <summary>The guest's bank has taken it back.</summary>
        Lost,
    }

    /// <summary>What happens to a guest's money.</summary>
    public enum HoldEvent
    {
        /// <summary>He wants to pay.</summary>
        Ask = 1,

        /// <summary>The provider has made a page.</summary>
        Opened,

        /// <summary>The bank holds the money.</summary>
        Held,

        /// <summary>Nothing is held: the page has ended, or the hold has.</summary>
        Gone,

        /// <summary>Nothing can come of what it is for.</summary>
        Unused,

        /// <summary>Nothing is owed, or less than the provider takes.</summary>
        NothingOwed,

        /// <summary>A receipt may come still, and the hold ends before.</summary>
        TooLate,

        /// <summary>A bill is there.</summary>
        Billed,

        /// <summary>The provider has taken what he was asked to.</summary>
        Taken,

        /// <summary>Money was taken that nobody here asked for.</summary>
        Foreign,

        /// <summary>A bill is there that no money is for.</summary>
        Unpaid,

        /// <summary>The bill was taken back.</summary>
        Credited,

        /// <summary>All is given back.</summary>
        Refunded,

        /// <summary>The guest's bank has taken it back, and nothing can be said against it any more.</summary>
        Lost,
    }

    /// <summary>What is done when a hold takes a step: asked of the provider behind the step, or written with it.</summary>
    public enum HoldEffect
    {
        /// <summary>Nothing but the step.</summary>
        None,

        /// <summary>The provider is to take what is owed.</summary>
        Capture,

        /// <summary>The provider is to let it go.</summary>
        Release,

        /// <summary>The provider is to give it back.</summary>
        Refund,

        /// <summary>The ledger has what was taken, and waives what is above it.</summary>
        PostTaken,

        /// <summary>The ledger waives the bill.</summary>
        PostWaived,

        /// <summary>The ledger has what was given back.</summary>
        PostRefunded,

        /// <summary>The ledger has what the guest's bank has taken back.</summary>
        PostLost,

        /// <summary>What was waived is waived no more: the bill is taken back.</summary>
        PostUnwaived,
    }

    /// <summary>Why nothing is taken, or all is given back.</summary>
    public enum HoldReason
    {
        /// <summary>Nobody has paid on the page in its time.</summary>
        PageEnded = 1,

        /// <summary>Nothing came of the charge: the checkout says why.</summary>
        NotUsed,

        /// <summary>Nothing is owed.</summary>
        NothingOwed,

        /// <summary>It is less than the provider takes.</summary>
        TooLittle,

        /// <summary>No receipt came before the hold had to end.</summary>
        NoReceipt,

        /// <summary>The provider would not take it until the hold had to end.</summary>
        NotTaken,

        /// <summary>The bank let it go before.</summary>
        HoldEnded,

        /// <summary>The bill was taken back.</summary>
        Credited,

        /// <summary>It was taken by another way than ours.</summary>
        Foreign,

        /// <summary>What was given back has come back, as of a card that is closed.</summary>
        CameBack,
    }
}
