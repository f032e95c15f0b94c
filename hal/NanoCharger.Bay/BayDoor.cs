using System;
using NanoCharger.Mqtt;

namespace NanoCharger.Bay
{
    /// <summary>The door by which a backend comes in at a broker with locks: a scenario's <c>command</c> goes through it.</summary>
    /// <param name="Port">TCP port of that door.</param>
    /// <param name="Tls">By what it is opened; asked once.</param>
    public sealed record BayDoor(int Port, Func<BrokerTls> Tls);
}
