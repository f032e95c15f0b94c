using System;

namespace NanoCharger.Bench;

/// <summary>Where an MQTT broker listens.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port, 1..65 535.</param>
public sealed record BrokerAddress(string Host, int Port)
{
    private const int DefaultPort = 1883;

    /// <summary>Reads <c>mqtt://host:port</c>, <c>host:port</c> or <c>host</c>.</summary>
    /// <returns>The address, or null with <paramref name="error"/> saying what was wrong.</returns>
    public static BrokerAddress? Parse(string text, out string? error)
    {
        error = null;
        string url = text.Contains("://", StringComparison.Ordinal) ? text : "mqtt://" + text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            error = $"--broker: '{text}' is no address; expected mqtt://host:port";
            return null;
        }

        if (uri.Scheme != "mqtt")
        {
            error = $"--broker: '{uri.Scheme}' is not spoken; expected mqtt://host:port";
            return null;
        }

        return new BrokerAddress(uri.Host, uri.IsDefaultPort || uri.Port <= 0 ? DefaultPort : uri.Port);
    }
}
