using System;

namespace NanoCharger.Mosquitto
{
    /// <summary>A connection, a call of libmosquitto or the private broker failed; the message is one sentence for people.</summary>
    public sealed class MosquittoException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="failure">What kind of failure it is.</param>
        /// <param name="message">One sentence for people.</param>
        public MosquittoException(MosquittoFailure failure, string message)
            : base(message)
        {
            Failure = failure;
        }

        /// <summary>What kind of failure it is, for code that decides by it.</summary>
        public MosquittoFailure Failure { get; }
    }
}
