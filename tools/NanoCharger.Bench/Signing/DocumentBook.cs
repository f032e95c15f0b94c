using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Text;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Signing;

/// <summary>Every signed document that left the station in a run, power cuts or not: each verified, all together held against the log that reserved their numbers.</summary>
/// <remarks>Filled on the firmware's thread, read from any.</remarks>
public sealed class DocumentBook
{
    private readonly object _gate = new();
    private readonly KeyRing _keys;
    private readonly Dictionary<string, SeenDocument> _byMessage = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _unsigned = [];

    /// <summary>An empty book.</summary>
    /// <param name="keys">The keys that the station stored: by them its documents are verified, not by what they carry.</param>
    public DocumentBook(KeyRing keys)
    {
        _keys = keys;
    }

    /// <summary>The station's public key: the last one that it stored; null while there was none.</summary>
    public StationKey? Key => _keys.Keys.LastOrDefault();

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
                int invalid = _byMessage.Values.Count(document => !document.Verdict.Valid);
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

    /// <summary>Seconds that a transaction's receipt lets anybody bill, delivered or not; null where none was sent.</summary>
    public double? BillableSeconds(string transaction)
    {
        return ReceiptOf(transaction)?.Verdict is not { } verdict ? null
            : verdict is { Billing.Time: true, Document: { } document } ? (document.Readings[1].Instant.Utc - document.Readings[0].Instant.Utc).TotalSeconds
            : 0;
    }

    /// <summary>Seconds of a transaction that what was signed of it lets anybody bill as idle; 0 for none.</summary>
    public double IdleSeconds(string transaction)
    {
        List<SignedDocument> documents = [.. Documents.Where(seen => seen.Transaction == transaction && seen.Verdict.Valid).Select(seen => seen.Verdict.Document!)];
        if (documents.Find(document => document.IsReceipt) is not { } receipt)
        {
            return 0;
        }

        SignedCourse course = SignedCourse.Of(documents.Find(document => document.IsBegin), documents.Where(document => document.IsBetween), receipt);
        return course.TimeProblem is not null ? 0 : course.IdleSpells.Sum(spell => (spell.To.Instant.Utc - spell.From.Instant.Utc).TotalSeconds);
    }

    /// <summary>Everything that is wrong: signatures that are invalid or missing, numbers with gaps or used twice (invariant 4).</summary>
    /// <param name="records">All log records that ever became durable, in their order.</param>
    /// <param name="before">The last number that the unit had used before; 0 for one without a history.</param>
    public IReadOnlyList<string> Problems(IEnumerable<LogRecord> records, long before = 0)
    {
        lock (_gate)
        {
            List<string> problems = [.. _problems];
            problems.AddRange(_byMessage.Values
                .Where(seen => !seen.Verdict.Valid)
                .Select(seen => $"the document of message {seen.MessageId} is not valid: {seen.Verdict.Problem}"));
            problems.AddRange(_unsigned.Select(id => $"message {id} begins or ends a transaction and is not signed"));
            problems.AddRange(Numbers(records, before));
            problems.AddRange(Unreserved(records));
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
        IReadOnlyList<StationKey> keys = _keys.Keys;
        if (keys.Count == 0)
        {
            _problems.Add($"message {id} carries a document, and the station has stored no key");
            return;
        }

        if (keyText.Length > 0 && keys.All(key => StationKey.OcppPrefix + key.Hex != keyText))
        {
            _problems.Add($"message {id} carries a public key that the station never stored");
        }

        string transaction = payload.GetProperty("transactionInfo").GetProperty("transactionId").GetString()!;
        (Verdict verdict, StationKey judge) = Verify(Encoding.Latin1.GetBytes(text), keys);
        var seen = new SeenDocument(id, transaction, text, verdict, judge);
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

    /// <summary>By the key that was stored last, or else by the one before it that holds: what a replaced key signed may still be owed.</summary>
    private static (Verdict Verdict, StationKey Key) Verify(byte[] document, IReadOnlyList<StationKey> keys)
    {
        List<(Verdict Verdict, StationKey Key)> found = keys.Reverse().Select(key => (OcmfVerifier.Verify(document, key), key)).ToList();
        return found.Find(judged => judged.Verdict.Valid) is { Verdict: not null } holds ? holds : found[0];
    }

    private static string IdOf(LogRecord record)
    {
        return FormattableString.Invariant($"{record.Boot}-{record.Sequence}");
    }

    /// <summary>The log reserves the numbers, +1 for each document; what was sent has the number that its record reserved, and no number two payloads.</summary>
    private IEnumerable<string> Numbers(IEnumerable<LogRecord> records, long before)
    {
        long last = before;
        foreach (LogRecord record in records.Where(record => record.Document != DocumentForm.None))
        {
            if (record.Pagination != last + 1)
            {
                yield return FormattableString.Invariant($"document T{record.Pagination} (record {record.Sequence}) follows T{last}");
            }

            last = record.Pagination;
        }

        var series = new DocumentSeries();
        foreach (SeenDocument seen in _byMessage.Values.Where(seen => seen.Verdict.Valid))
        {
            series.Add(seen.Verdict.Document!, seen.Text);
        }

        foreach (string fault in series.Faults())
        {
            yield return fault;
        }
    }

    /// <summary>Whatever was sent was durable before, and says what its record says.</summary>
    private IEnumerable<string> Unreserved(IEnumerable<LogRecord> records)
    {
        Dictionary<string, LogRecord> durable = records.Where(record => record.Document != DocumentForm.None).ToDictionary(IdOf);
        foreach (SeenDocument seen in _byMessage.Values)
        {
            if (!durable.TryGetValue(seen.MessageId, out LogRecord? record))
            {
                yield return $"message {seen.MessageId} carries a document that no durable record reserved";
            }
            else if (seen.Verdict.Document is { } document)
            {
                foreach (string wrong in Departures(document, record))
                {
                    yield return $"message {seen.MessageId} carries {wrong}";
                }
            }
        }
    }

    private static IEnumerable<string> Departures(SignedDocument document, LogRecord record)
    {
        if (document.Pagination != record.Pagination)
        {
            yield return FormattableString.Invariant($"T{document.Pagination}, its record reserved T{record.Pagination}");
        }

        SignedReading last = document.Readings[^1];
        if (!last.IsRegister(record.RegisterMilliwattHours))
        {
            yield return FormattableString.Invariant($"a register of {last.RegisterMilliwattHours} mWh, its record {record.RegisterMilliwattHours}");
        }

        SignedReading first = document.Readings[0];
        if (first.Cause == 'B' && !first.IsRegister(record.BeginRegisterMilliwattHours))
        {
            yield return FormattableString.Invariant($"a begin register of {first.RegisterMilliwattHours} mWh, its record {record.BeginRegisterMilliwattHours}");
        }
    }
}
