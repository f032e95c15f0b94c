using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using NanoCharger.Core.SessionLog;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Signing;

/// <summary>Every signed document that left the station in a run, power cuts or not: each verified, all together held against the log that reserved their numbers.</summary>
/// <remarks>Filled on the firmware's thread, read from any.</remarks>
public sealed class DocumentBook
{
    private readonly object _gate = new();
    private readonly Dictionary<string, SeenDocument> _byMessage = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _unsigned = [];

    /// <summary>The station's public key, as the last document carried it; null while there was none.</summary>
    public StationKey? Key { get; private set; }

    /// <summary>The documents in the order of their first sending.</summary>
    public IReadOnlyList<SeenDocument> Documents
    {
        get
        {
            lock (_gate)
            {
                return _byMessage.Values.ToList();
            }
        }
    }

    /// <summary>A line for a display.</summary>
    public string Status
    {
        get
        {
            lock (_gate)
            {
                int invalid = _byMessage.Values.Count(document => !document.Verdict.Billable);
                return _byMessage.Count == 0 ? "nothing signed yet"
                    : invalid > 0 ? FormattableString.Invariant($"INVALID: {invalid} of {_byMessage.Count} documents")
                    : FormattableString.Invariant($"valid ({_byMessage.Count} documents)");
            }
        }
    }

    /// <summary>Takes a frame that the firmware published.</summary>
    public void Take(byte[] frame)
    {
        using JsonDocument parsed = JsonDocument.Parse(frame);
        JsonElement root = parsed.RootElement;
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 4 || root[2].ValueKind != JsonValueKind.String
            || root[2].GetString() != "TransactionEvent")
        {
            return;
        }

        lock (_gate)
        {
            Take(root[1].GetString()!, root[3]);
        }
    }

    /// <summary>The receipt of a transaction; null where none was sent.</summary>
    public SeenDocument? ReceiptOf(string transaction)
    {
        return Documents.LastOrDefault(seen => seen.Transaction == transaction && seen.Verdict.Document is not { IsReceipt: false });
    }

    /// <summary>Everything that is wrong: signatures that are invalid or missing, numbers with gaps or used twice (invariant 4).</summary>
    /// <param name="records">All log records that ever became durable, in their order.</param>
    /// <param name="own">The key that the station has and always had; null where it has none, or replaced it.</param>
    public IReadOnlyList<string> Problems(IEnumerable<LogRecord> records, StationKey? own)
    {
        lock (_gate)
        {
            List<string> problems = [.. _problems];
            problems.AddRange(_byMessage.Values
                .Where(seen => !seen.Verdict.Billable)
                .Select(seen => $"the document of message {seen.MessageId} is not valid: {seen.Verdict.Problem}"));
            problems.AddRange(_unsigned.Select(id => $"message {id} begins or ends a transaction and is not signed"));
            if (own is not null && Key is not null && own.Hex != Key.Hex)
            {
                problems.Add("the documents carry another public key than the station's own");
            }

            problems.AddRange(Numbers(records));
            return problems;
        }
    }

    private void Take(string id, JsonElement payload)
    {
        if (Signed(payload) is not { } signed)
        {
            if (payload.GetProperty("eventType").GetString() != "Updated")
            {
                _unsigned.Add(id);
            }

            return;
        }

        string text = Encoding.Latin1.GetString(signed.GetProperty("signedMeterData").GetBytesFromBase64());
        string keyText = Encoding.Latin1.GetString(signed.GetProperty("publicKey").GetBytesFromBase64());
        StationKey? key = keyText.Length == 0 ? Key : StationKey.Read(keyText, out _);
        if (key is null)
        {
            _problems.Add($"message {id} carries no public key");
            return;
        }

        Key = key;
        string transaction = payload.GetProperty("transactionInfo").GetProperty("transactionId").GetString()!;
        var seen = new SeenDocument(id, transaction, text, OcmfVerifier.Verify(Encoding.Latin1.GetBytes(text), key));
        if (!_byMessage.TryAdd(id, seen) && _byMessage[id].Text != text)
        {
            _problems.Add($"message {id} was sent with two different documents");
        }
    }

    private static JsonElement? Signed(JsonElement payload)
    {
        if (payload.TryGetProperty("meterValue", out JsonElement values))
        {
            foreach (JsonElement sample in values.EnumerateArray().SelectMany(value => value.GetProperty("sampledValue").EnumerateArray()))
            {
                if (sample.TryGetProperty("signedMeterValue", out JsonElement signed))
                {
                    return signed;
                }
            }
        }

        return null;
    }

    /// <summary>The log reserves the numbers, +1 for each document; what was sent has the number that its record reserved.</summary>
    private IEnumerable<string> Numbers(IEnumerable<LogRecord> records)
    {
        long last = -1;
        foreach (LogRecord record in records.Where(record => record.Document != Core.Charging.DocumentForm.None))
        {
            if (last >= 0 && record.Pagination != last + 1)
            {
                yield return FormattableString.Invariant($"document T{record.Pagination} (record {record.Sequence}) follows T{last}");
            }

            last = record.Pagination;
            string id = FormattableString.Invariant($"{record.Boot}-{record.Sequence}");
            if (_byMessage.TryGetValue(id, out SeenDocument? seen) && seen.Verdict.Document is { } document && document.Pagination != record.Pagination)
            {
                yield return FormattableString.Invariant($"message {id} carries T{document.Pagination}, its record reserved T{record.Pagination}");
            }
        }

        var series = new DocumentSeries();
        foreach (SeenDocument seen in _byMessage.Values.Where(seen => seen.Verdict.Billable))
        {
            series.Add(seen.Verdict.Document!, seen.Text);
        }

        foreach (string twice in series.Doubles)
        {
            yield return twice;
        }
    }
}
