using System.Collections.Generic;
using System.Reflection;
using NanoCharger.System.Tests.Brokers;
using Xunit.Sdk;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Plays a theory at mosquitto with its locks; skipped, saying so, where there is no mosquitto or no openssl.</summary>
    public sealed class AtProductionBrokerAttribute : DataAttribute
    {
        /// <summary>Looks for both.</summary>
        public AtProductionBrokerAttribute()
        {
            Skip = new LinkFactAttribute().Skip;
        }

        /// <inheritdoc/>
        public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        {
            return [[BrokerKind.Mosquitto]];
        }
    }
}
