using System.Collections.Generic;
using System.Reflection;
using NanoCharger.Bench.Brokers;
using Xunit.Sdk;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>Plays a theory at a real mosquitto; skipped, saying so, where there is none.</summary>
    public sealed class AtMosquittoAttribute : DataAttribute
    {
        /// <summary>Looks for it.</summary>
        public AtMosquittoAttribute()
        {
            Skip = Mosquitto.WhyNot;
        }

        /// <inheritdoc/>
        public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        {
            return [[BrokerKind.Mosquitto]];
        }
    }
}
