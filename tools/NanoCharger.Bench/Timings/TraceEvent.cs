using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Bench.Timings;

/// <summary>One line of a trace, and its short form: what a reader needs of it in one look.</summary>
/// <param name="Seconds">When.</param>
/// <param name="Kind">Which event.</param>
/// <param name="Short">Its fields in short, such as <c>closed</c>, <c>open firmware unloaded</c>, <c>26.67</c>, <c>2 set</c>.</param>
/// <param name="Amps">What the contacts broke, for a contactor; what the firmware measured, for a meter; else 0.</param>
public sealed record TraceEvent(double Seconds, string Kind, string Short, double Amps)
{
    /// <summary>Contacts that break less than this open unloaded.</summary>
    public const double UnloadedAmps = 1;

    /// <summary>All lines of a trace that have a short form.</summary>
    public static IReadOnlyList<TraceEvent> ReadAll(string trace)
    {
        return trace.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<TraceEvent>().ToList();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Seconds:0.000} {Kind} {Short}");
    }

    /// <summary>One line, or null where its event has no short form.</summary>
    private static TraceEvent? Read(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        double seconds = root.GetProperty("t").GetDouble();
        string kind = root.GetProperty("event").GetString()!;
        double amps = kind is "contactor" or "meter" ? Most(root.GetProperty("amps")) : 0;
        string? text = kind switch
        {
            "contactor" when root.GetProperty("closed").GetBoolean() => "closed",
            "contactor" => "open " + Text(root, "cause") + (amps < UnloadedAmps ? " unloaded" : " loaded"),
            "duty" => root.GetProperty("percent").GetDouble().ToString("0.00", CultureInfo.InvariantCulture),
            "fault" => Text(root, "code") + (root.GetProperty("set").GetBoolean() ? " set" : " gone"),
            "transaction" => Text(root, "phase") + " " + Text(root, "reason"),
            "power" => (root.GetProperty("on").GetBoolean() ? "on " : "off ") + Text(root, "cause"),
            "pilot" => Text(root, "state"),
            "console" => Text(root, "line"),
            "message" => $"{Text(root, "direction")} {Text(root, "kind")} {Text(root, "action")}{(root.TryGetProperty("type", out JsonElement type) ? " " + type : "")}",
            "lamp" => Text(root, "pattern"),
            "meter" => Most(root.GetProperty("amps")).ToString("0.0", CultureInfo.InvariantCulture),
            _ => null,
        };
        return text == null ? null : new TraceEvent(seconds, kind, text, amps);
    }

    private static string Text(JsonElement line, string name)
    {
        return line.GetProperty(name).ToString();
    }

    private static double Most(JsonElement amps)
    {
        return amps.ValueKind == JsonValueKind.Array ? amps.EnumerateArray().Max(phase => phase.GetDouble()) : amps.GetDouble();
    }
}
