using System;

namespace NanoCharger.Backend.Payments
{
    /// <summary>The provider has no answer, or says no.</summary>
    /// <param name="message">A line for the log, without any secret.</param>
    /// <param name="isRefusal">He has said no: asked the same again he says it again. Otherwise nobody knows what was done, and it is asked later.</param>
    /// <param name="inner">What happened.</param>
    internal sealed class ProviderException(string message, bool isRefusal, Exception? inner = null) : Exception(message, inner)
    {
        /// <summary>He has said no.</summary>
        internal bool IsRefusal { get; } = isRefusal;

        /// <summary>He answers, and wants to be asked later: it says nothing of whether he can be reached.</summary>
        internal bool IsBusy { get; init; }
    }
}
