using System;
using System.Linq;

namespace NanoCharger.Backend.Payments
{
    /// <summary>States of a hold, as tables name them.</summary>
    internal static class HoldStates
    {
        /// <summary>Nothing more is asked of the provider, unless a bill is taken back or he is heard of something.</summary>
        internal static readonly string[] Over = [nameof(HoldState.Captured), nameof(HoldState.Released), nameof(HoldState.Waived), nameof(HoldState.Refunded), nameof(HoldState.Lost)];

        /// <summary>What was held is let go or given back, or will be: no charge may run on it.</summary>
        internal static readonly string[] Gone = [nameof(HoldState.LettingGo), nameof(HoldState.Released), nameof(HoldState.Waived), nameof(HoldState.GivingBack), nameof(HoldState.Refunded)];

        /// <summary>It goes on by itself.</summary>
        internal static readonly string[] Moving = [.. Enum.GetNames<HoldState>().Except(Over)];
    }
}
