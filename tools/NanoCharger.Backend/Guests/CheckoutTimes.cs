using System;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Guests
{
    /// <summary>How long a checkout may be where it is.</summary>
    internal static class CheckoutTimes
    {
        /// <summary>So long a guest looks at the price and has the bay to himself.</summary>
        internal static readonly TimeSpan Checkout = TimeSpan.FromMinutes(10);

        /// <summary>So long the desk is waited for.</summary>
        internal static readonly TimeSpan Waiting = TimeSpan.FromMinutes(15);

        /// <summary>So long a guest has for the provider's page.</summary>
        internal static readonly TimeSpan Paying = TimeSpan.FromMinutes(10);

        /// <summary>So long behind that the provider may tell that he has paid. Later nobody stands there any more: a restored backup starts no charge.</summary>
        internal static readonly TimeSpan PaidLate = TimeSpan.FromMinutes(2);

        /// <summary>After so long without a transaction the charger drops the start by itself.</summary>
        internal static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(300);

        /// <summary>What the charger tells of it needs some time; and so much later it may have heard of the start.</summary>
        internal static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(30);

        /// <summary>So long a charger that will not take a start back is left alone.</summary>
        internal static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

        /// <summary>So long a charger is believed that it ends a charge, before it is asked again.</summary>
        internal static readonly TimeSpan Ends = TimeSpan.FromMinutes(2);

        /// <summary>So long before time would cost more than the cap a charger is asked to end: each minute that begins is paid.</summary>
        internal static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

        /// <summary>So long behind the end of his charge a guest's address leads to it.</summary>
        internal static readonly TimeSpan Address = TimeSpan.FromDays(90);

        /// <summary>So long behind its end a late begin is looked for: as long as any hold lasts, and the day behind.</summary>
        internal static readonly TimeSpan Late = TimeSpan.FromDays(8);

        /// <summary>Whether its address leads nowhere any more: so long behind the end of the charge, or of what came of none.</summary>
        internal static bool IsForgotten(CheckoutRow row, long nowMs)
        {
            return ForgottenMs(row) is { } from && nowMs >= from;
        }

        /// <summary>From when its address leads nowhere; null while it is not over.</summary>
        internal static long? ForgottenMs(CheckoutRow row)
        {
            return row.State is nameof(CheckoutState.Billed) or nameof(CheckoutState.Over) ? (row.EndedMs ?? row.StateMs) + (long)Address.TotalMilliseconds : null;
        }

        /// <summary>Until when it may be in a state that it enters; null where nothing ends it.</summary>
        internal static long? Until(CheckoutState state, long nowMs)
        {
            return state switch
            {
                CheckoutState.Checkout => nowMs + (long)Checkout.TotalMilliseconds,
                CheckoutState.Waiting => nowMs + (long)Waiting.TotalMilliseconds,
                CheckoutState.Paying => nowMs + (long)Paying.TotalMilliseconds,
                CheckoutState.Starting => nowMs + (long)(StartWithin + OnItsWay).TotalMilliseconds,
                _ => null,
            };
        }
    }
}
