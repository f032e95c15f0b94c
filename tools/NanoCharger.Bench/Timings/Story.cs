using System;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Bench.Timings;

/// <summary>The scenarios that the table of timings varies by seed.</summary>
internal static class Story
{
    /// <summary>The vehicle is plugged in at this time.</summary>
    public const double PlugAt = 5;

    /// <summary>It shows C.</summary>
    public const double ReadyAt = 8;

    /// <summary>Charging well and truly: what is to be measured begins about here.</summary>
    public const double EventAt = 16;

    /// <summary>A turn of the control loop is less than this, the contactor closed.</summary>
    private const double TurnSeconds = 0.05;
    // A name that is looked up stops every thread, so there is no network to look it up in.
    private const string NoNetwork = "{\"at\": 0, \"wifi\": \"down\"}";

    private const double GoldenRatio = 0.6180339887498949;
    private const double SilverRatio = 0.4142135623730951;

    /// <summary>A moment spread over several turns of the loop, and so over all phases of the pilot's PWM: evenly, whatever the number of seeds.</summary>
    public static double Moment(ulong seed)
    {
        return EventAt + (Fraction(seed, GoldenRatio) * 4 * TurnSeconds);
    }

    /// <summary>From 60 ms before a moment to 40 ms after: where a stall can catch the firmware before it has seen what happened, or while it acts.</summary>
    public static double StallAround(double moment, ulong seed)
    {
        return moment - 0.06 + (Fraction(seed, SilverRatio) * 0.1);
    }

    /// <summary>One entry of the timeline.</summary>
    public static string At(double seconds, string action)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{{\"at\": {seconds:0.######}, {action}}}");
    }

    /// <summary>What the technician types.</summary>
    public static string Type(double seconds, string line)
    {
        return At(seconds, $"\"console\": \"{line}\"");
    }

    /// <summary>A vehicle that is plugged in and charges.</summary>
    /// <param name="until">End of the story.</param>
    /// <param name="head">More keys of the file, each with a comma behind it.</param>
    /// <param name="more">What happens then.</param>
    public static string Charging(double until, string head, params string[] more)
    {
        return Of(until, head, [At(PlugAt, "\"plug\": {}"), At(ReadyAt, "\"vehicle\": \"C\""), .. more]);
    }

    /// <summary>A story with nothing in it but what is given.</summary>
    public static string Of(double until, string head, params string[] timeline)
    {
        string entries = string.Join(", ", timeline.Prepend(NoNetwork));
        return string.Create(CultureInfo.InvariantCulture, $"{{\"name\": \"timing\", {head} \"until\": {until}, \"timeline\": [{entries}]}}");
    }

    /// <summary>Settings as a key of the file.</summary>
    public static string Settings(params (string Name, object Value)[] settings)
    {
        return "\"settings\": {" + string.Join(", ", settings.Select(setting => FormattableString.Invariant($"\"{setting.Name}\": \"{setting.Value}\""))) + "},";
    }

    private static double Fraction(ulong seed, double step)
    {
        double value = seed * step;
        return value - Math.Floor(value);
    }
}
