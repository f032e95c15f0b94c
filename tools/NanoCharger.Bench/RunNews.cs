using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using NanoCharger.Core.Protection;

namespace NanoCharger.Bench;

/// <summary>Passes the trace on and keeps its last lines that a watcher wants to know of: transactions, faults, contactor, power, link, cards, the lamp's patterns.</summary>
/// <remarks>Written on the bay's threads, read from any.</remarks>
public sealed class RunNews : TextWriter
{
    private const int Kept = 200;
    private const string EventKey = "\"event\":\"";

    private static readonly HashSet<string> Told = ["transaction", "fault", "contactor", "power", "link", "token", "lamp"];

    private readonly TextWriter? _trace;
    private readonly object _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly SortedSet<int> _faults = [];
    private long _count;

    /// <param name="trace">Takes the trace; null: nobody does.</param>
    public RunNews(TextWriter? trace)
    {
        _trace = trace;
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Names of the faults that are there now.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                return _faults.Select(NameOf).ToList();
            }
        }
    }

    /// <summary>Lines told so far; those from a number on, as far as they are kept, are given by <see cref="Since"/>.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>The lines from this number on, oldest first.</summary>
    public IReadOnlyList<string> Since(long number)
    {
        lock (_gate)
        {
            return _lines.Skip((int)Math.Clamp(number - (_count - _lines.Count), 0, _lines.Count)).ToList();
        }
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        _trace?.Write(value);
    }

    /// <summary>Takes a line of the trace.</summary>
    public override void Write(StringBuilder? value)
    {
        _trace?.Write(value);
        string line = value?.ToString() ?? string.Empty;
        int from = line.IndexOf(EventKey, StringComparison.Ordinal) + EventKey.Length;
        int to = line.IndexOf('"', from);
        if (to > from && Told.Contains(line[from..to]))
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            Tell(line[from..to], parsed.RootElement);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        _trace?.Flush();
    }

    private static string NameOf(int code)
    {
        return FaultCatalogue.Name((FaultCode)code);
    }

    private void Tell(string kind, JsonElement line)
    {
        if (TextOf(kind, line) is not { } text)
        {
            return;
        }

        lock (_gate)
        {
            if (kind == "fault")
            {
                int code = line.GetProperty("code").GetInt32();
                _ = line.GetProperty("set").GetBoolean() ? _faults.Add(code) : _faults.Remove(code);
            }

            _count++;
            _lines.Enqueue(TimeSpan.FromSeconds(line.GetProperty("t").GetDouble()).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture) + "  " + text);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    private static string? TextOf(string kind, JsonElement line)
    {
        string Of(string name)
        {
            return line.GetProperty(name).ToString();
        }

        return kind switch
        {
            "transaction" when Of("phase") == "update" => null,
            "transaction" => $"transaction {Of("id")}: {Of("phase")}, {Of("reason")}",
            "fault" => $"fault {Of("code")}, {NameOf(line.GetProperty("code").GetInt32())}: {(line.GetProperty("set").GetBoolean() ? "there" : "gone")}",
            "contactor" => line.GetProperty("closed").GetBoolean() ? "contactor closed" : $"contactor opened by {Of("cause")}",
            "power" => line.GetProperty("on").GetBoolean() ? $"power on ({Of("cause")})" : $"power off ({Of("cause")})",
            "link" => "link " + Of("state"),
            "lamp" => "lamp has blinked " + Of("pattern"),
            _ => "card " + Of("id") + " shown",
        };
    }
}
