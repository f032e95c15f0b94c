using System;

namespace NanoCharger.Backend.Payments
{
    /// <summary>How long a hold may be where it is, and how often its provider is asked.</summary>
    internal static class HoldTimes
    {
        /// <summary>So long behind the wish to pay the provider's page ends by itself. He makes none for less than half an hour, and it may be a quarter before he answers; the checkout is over sooner, and has it ended.</summary>
        internal static readonly TimeSpan Page = TimeSpan.FromMinutes(45);

        /// <summary>A hold of whose end the bank says nothing ends after so long.</summary>
        internal static readonly TimeSpan Usual = TimeSpan.FromDays(7);

        /// <summary>So long before the end of its hold a charge is ended: what it costs has to be taken in time.</summary>
        internal static readonly TimeSpan StopAhead = TimeSpan.FromDays(1);

        /// <summary>So long before its end a hold is let go for which no receipt has come.</summary>
        internal static readonly TimeSpan ReleaseAhead = TimeSpan.FromHours(12);

        /// <summary>So long before its end it is let go where the provider has refused to take anything until then.</summary>
        internal static readonly TimeSpan GiveUpAhead = TimeSpan.FromHours(2);

        /// <summary>So long behind its end a hold is looked at: behind that no bank asks for money back, and no refund comes back.</summary>
        internal static readonly TimeSpan LooksBack = TimeSpan.FromDays(120);

        /// <summary>So long behind a capture the provider is waited for to say what he keeps; what he never says, as where he reckons in another currency, the books do not have.</summary>
        internal static readonly TimeSpan ForFee = TimeSpan.FromDays(1);

        /// <summary>While a guest may be paying.</summary>
        internal static readonly TimeSpan WhilePaying = TimeSpan.FromMinutes(1);

        /// <summary>While it is held, and nothing is to be done.</summary>
        internal static readonly TimeSpan WhileHeld = TimeSpan.FromHours(1);

        private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
        private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

        /// <summary>How long a provider that gave no answer is left alone, by how often that was so in a row.</summary>
        internal static TimeSpan Pause(int failures)
        {
            TimeSpan doubled = First * (1L << Math.Clamp(failures - 1, 0, 20));
            return doubled < Longest ? doubled : Longest;
        }

        /// <summary>Whether it is time to ask. A time farther ahead than any pause was written by a clock that was ahead, and says nothing.</summary>
        internal static bool IsDue(long? askMs, long nowMs)
        {
            return askMs <= nowMs || askMs > nowMs + (2 * (long)Longest.TotalMilliseconds);
        }

        /// <summary>When the provider is asked next about one that is over: after a day, and then when as much time has passed again; null: never.</summary>
        /// <param name="sinceMs">Since when it is in its state.</param>
        /// <param name="nowMs">Now.</param>
        internal static long? NextOfOver(long sinceMs, long nowMs)
        {
            long age = Math.Max(nowMs - sinceMs, (long)TimeSpan.FromDays(1).TotalMilliseconds);
            return age > (long)LooksBack.TotalMilliseconds ? null : nowMs + age;
        }

        /// <summary>When the provider is asked next by itself.</summary>
        internal static long? Next(HoldState state, long nowMs)
        {
            return state switch
            {
                HoldState.Open => nowMs + (long)WhilePaying.TotalMilliseconds,
                HoldState.Held => nowMs + (long)WhileHeld.TotalMilliseconds,
                HoldState.Taking or HoldState.LettingGo or HoldState.GivingBack => nowMs,
                _ => NextOfOver(nowMs, nowMs),
            };
        }
    }
}
