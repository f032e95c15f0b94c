using System.Collections.Generic;
using System.Reflection;
using Xunit.Sdk;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>Plays a theory at the embedded broker.</summary>
    public sealed class AtEmbeddedBrokerAttribute : DataAttribute
    {
        /// <inheritdoc/>
        public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        {
            return [[BrokerKind.Embedded]];
        }
    }
}
