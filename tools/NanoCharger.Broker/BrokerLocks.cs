using System;
using System.IO;

namespace NanoCharger.Broker
{
    /// <summary>The locks of a broker: a folder as <c>ca.sh</c> lays it out, and what of it counts. Keys of the CAs need not be there.</summary>
    /// <param name="Folder">
    /// <c>servers/NAME.pem</c> and <c>.key</c>: what the broker shows; <c>stations/ca.pem</c> and <c>workers/ca.pem</c>: whose certificates come in by
    /// which door; <c>revoked.pem</c> beside each: those that do not any more.
    /// </param>
    /// <param name="ServerName">NAME: the host name under which stations know the broker.</param>
    public sealed record BrokerLocks(string Folder, string ServerName)
    {
        /// <summary>How often the folder is read again: who was revoked is out within that time, and a renewed certificate of the broker is shown.</summary>
        public static readonly TimeSpan BetweenReadings = TimeSpan.FromSeconds(15);

        /// <summary>The clock by which the dates of stations' and workers' certificates are judged; null: the machine's.</summary>
        public Func<DateTimeOffset>? Now { get; init; }

        /// <summary>Takes a line for people: who is not let in, whose session ends, what of the folder cannot be read. Called from any thread.</summary>
        public Action<string> Log { get; init; } = static _ => { };

        /// <summary>A file of the folder.</summary>
        internal string At(string name)
        {
            return Path.Combine(Folder, name);
        }
    }
}
