using System;
using NanoCharger.Backend;
using NanoCharger.Mqtt;

namespace NanoCharger.Bench;

/// <summary>Where an MQTT broker listens.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port, 1..65 535.</param>
public sealed record BrokerAddress(string Host, int Port)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads <c>mqtt://host:port</c>, <c>host:port</c> or <c>host</c>.</summary>
    /// <returns>The address, or null with <paramref name="error"/> saying what was wrong.</returns>
    public static BrokerAddress? Parse(string text, out string? error)
    {
        error = null;
        string url = text.Contains("://", StringComparison.Ordinal) ? text : "mqtt://" + text;
        if (BrokerUrl.TryParse(url, out BrokerUrl read) && !read.Secured)
        {
            return new BrokerAddress(read.Host, read.Port);
        }

        error = $"--broker: '{text}' is no address of a broker; expected mqtt://host:port";
        return null;
    }

    /// <summary>Connects once, before anything else is done.</summary>
    /// <returns>Null where a broker takes the connection; else one line that says what was wrong.</returns>
    public string? Unreachable()
    {
        try
        {
            using var client = new BrokerClient(new BrokerLogin("nanocharger-bench-" + Guid.NewGuid().ToString("N")));
            int reason = client.Connect(Host, Port, Patience);
            return reason == 0 ? null : $"--broker: {Host}:{Port} refuses the connection (reason {reason})";
        }
        catch (BrokerException failed)
        {
            return $"--broker: {Host}:{Port}: {failed.Message}";
        }
    }
}
