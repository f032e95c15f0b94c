using NanoCharger.Bench.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>A fact about a real broker; skipped, saying so, where there is no mosquitto.</summary>
    public sealed class MosquittoFactAttribute : FactAttribute
    {
        /// <summary>Looks for it.</summary>
        public MosquittoFactAttribute()
        {
            Skip = Mosquitto.WhyNot;
        }
    }
}
