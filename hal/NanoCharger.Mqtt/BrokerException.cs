using System;

namespace NanoCharger.Mqtt
{
    /// <summary>A connection to a broker failed; the message is one sentence for people.</summary>
    public sealed class BrokerException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="failure">What kind of failure it is.</param>
        /// <param name="message">One sentence for people.</param>
        /// <param name="cause">What lies behind it, if anything.</param>
        public BrokerException(BrokerFailure failure, string message, Exception? cause = null)
            : base(message, cause)
        {
            Failure = failure;
        }

        /// <summary>What kind of failure it is, for code that decides by it.</summary>
        public BrokerFailure Failure { get; }
    }
}
