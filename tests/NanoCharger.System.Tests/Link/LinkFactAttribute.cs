using NanoCharger.Bench.Brokers;
using NanoCharger.System.Tests.Signing;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>A fact about the broker with its locks; skipped, saying so, where there is no mosquitto or no openssl.</summary>
    public sealed class LinkFactAttribute : FactAttribute
    {
        /// <summary>Looks for both.</summary>
        public LinkFactAttribute()
        {
            Skip = Mosquitto.WhyNot ?? new OpensslFactAttribute().Skip;
        }
    }
}
