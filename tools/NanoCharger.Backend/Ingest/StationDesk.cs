using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>Decides one station's calls of one unit of work, in their order: what is stored of each, and what it is answered.</summary>
    /// <remarks>A transaction that cannot be read is found out before anything is changed; after any other exception station and changes are to be thrown away.</remarks>
    internal sealed class StationDesk(StationState station, StationChanges changes, IngestStore store, DeskRules rules)
    {
        private readonly DocumentNeighbours _documents = new(station, changes, store);
        private readonly CardDesk _cards = new(station, store, rules);
        private readonly PriceTeller _prices = new(station, changes, store, rules);

        /// <summary>Decides a call.</summary>
        /// <exception cref="UnreadableException">What is stored of its transaction cannot be read: it gets no answer.</exception>
        internal void Take(Call call)
        {
            if (call.Fault is { } fault)
            {
                Refuse(call, 0, fault.Code, fault.Message, waits: false);
            }
            else if (call.Event is { } @event)
            {
                Take(call, @event);
            }
            else if (call.Asks is { } who)
            {
                _prices.Answer(call, who);
            }
        }

        /// <param name="call">The call.</param>
        /// <param name="said">Its event as the station said it.</param>
        private void Take(Call call, TransactionEvent said)
        {
            // From here on no token is in the clear, but where the house is asked about it.
            TransactionEvent came = said with { Token = rules.Cards.Key(said.Token) };
            List<TransactionState> found = station.Find(came.TransactionId)!;
            if (found.Find(one => one.Unreadable is not null) is { } bad)
            {
                throw new UnreadableException($"transaction {came.TransactionId} cannot be read: {bad.Unreadable}");
            }

            // What is stored has been judged, by the key of its time: a key that was changed since does not make it doubtful.
            if (Repeated(call, came, found) is { } kept)
            {
                call.News.Add(Line($"transaction {came.TransactionId} {came.Type} {came.Sequence}: a repeat"));
                call.Reply = OcppFrame.WriteResult(call.Id, kept.Answer);
                return;
            }

            Judgement judged = call.Judgement is { } early && ReferenceEquals(early.By, station.Keys) ? early : DocumentJudge.Judge(came, station.Keys, call.CameMs);
            int series = judged.Outcome switch
            {
                Outcome.Verified => judged.Key!.Number,
                Outcome.NothingSigned => station.Keys.Current(call.CameMs)?.Number ?? 0,
                _ => judged.KeyNumber,
            };
            if (station.HasRefusals && RefusedBefore(call, judged, series))
            {
                return;
            }

            switch (judged.Outcome)
            {
                case Outcome.KeyUnknown:
                    Refuse(call, 0, OcppError.SecurityError, DocumentJudge.RefusedWords + judged.Reason, waits: true);
                    break;
                case Outcome.Refused:
                    Refuse(call, series, OcppError.PropertyConstraintViolation, DocumentJudge.RefusedWords + judged.Reason, waits: false);
                    break;
                default:
                    Place(call, came, judged, found, series);
                    break;
            }
        }

        private static KeptEvent? Repeated(Call call, TransactionEvent came, List<TransactionState> found)
        {
            return found.OrderByDescending(one => one.Series).SelectMany(one => one.Events)
                .FirstOrDefault(kept => kept.Sequence == came.Sequence && kept.IsRepeatedBy(came, call.Hash, came.Signed is { } signed ? OcmfVerifier.TextOf(signed.Document) : null));
        }

        /// <summary>A document is judged once for each key: what was refused by this one is refused so again. What waited for a key, and has one now, is settled.</summary>
        private bool RefusedBefore(Call call, Judgement judged, int series)
        {
            if (judged.Outcome is Outcome.Verified or Outcome.Refused && store.Refusal(station, call.Hash, 0) is { Waits: true })
            {
                changes.Settled.Add(call.Hash);
            }

            if (store.Refusal(station, call.Hash, series) is not { } before || (before.Waits && judged.Outcome != Outcome.KeyUnknown))
            {
                return false;
            }

            Error(call, before.Code, before.Reason);
            return true;
        }

        /// <summary>Puts a sound event in its transaction, unless something that stands there is against it.</summary>
        private void Place(Call call, TransactionEvent came, Judgement judged, List<TransactionState> found, int series)
        {
            bool signed = judged.Document is not null;
            TransactionState? exact = found.Find(one => one.Series == series);
            TransactionState? open = exact ?? (station.FirstKey == 0 || series == station.FirstKey ? found.Find(one => one.Series == 0) : null);
            if (open is not null && (open.Has(came.Sequence, true) || (!signed && open.Has(came.Sequence, false))))
            {
                Refuse(call, series, OcppError.PropertyConstraintViolation, Line($"it contradicts what is stored as seqNo {came.Sequence} of {came.TransactionId}, which stands"), waits: false);
                return;
            }

            IReadOnlyList<Finding> findings = signed ? Findings(call, judged, open, series) : [];
            findings = signed && findings.All(finding => finding.Consequence != Consequence.Refuse)
                ? [.. findings, .. _cards.Findings(judged.Document!, open, open is { Signed: true } ? open.Tenant : TenantOf(call, judged.Document), call.ArrivedMs)] : findings;
            if (findings.FirstOrDefault(finding => finding.Consequence == Consequence.Refuse) is { } against)
            {
                Refuse(call, series, OcppError.PropertyConstraintViolation, DocumentJudge.RefusedWords + against.Text, waits: false);
                changes.Add(against, came.TransactionId, judged.Document!.Pagination, series, open?.Tenant ?? TenantOf(call, judged.Document));
                return;
            }

            if (signed && open is not null && open.Has(came.Sequence, false))
            {
                call.News.Add(Line($"transaction {came.TransactionId} {came.Type} {came.Sequence}: an unsigned event had this number; the signed one stands beside it"));
            }

            Enrol(judged);
            if (open is not null && exact is null)
            {
                open.Series = series;
                changes.Adopt(came.TransactionId, series);
            }

            TransactionState target = open ?? new TransactionState { Series = series, Tenant = TenantOf(call, judged.Document) };
            if (open is null)
            {
                found.Add(target);
            }
            else if (signed && !open.Signed)
            {
                Settle(call, came, judged.Document!, open);
            }

            Put(call, came, judged, target, findings);
        }

        /// <summary>What came in the clear has opened a transaction and said when: its first document says it for good, and with it whose it is and by which price, where it names none.</summary>
        private void Settle(Call call, TransactionEvent came, SignedDocument document, TransactionState open)
        {
            long tenant = TenantOf(call, document);
            if (tenant != open.Tenant)
            {
                open.Tenant = tenant;
                changes.HandOn(came.TransactionId, open.Series, tenant);
            }

            open.Row = open.Row! with { Tariff = new TransactionDesk(station, changes, store, rules).InForce(came, document, tenant, call.ArrivedMs) };

        }

        private IReadOnlyList<Finding> Findings(Call call, Judgement judged, TransactionState? open, int series)
        {
            SignedDocument document = judged.Document!;
            SignedDocument? last = station.Last.GetValueOrDefault(series);
            (SignedDocument? before, SignedDocument? after) = (last, null);
            (SignedDocument? billedBefore, SignedDocument? billedAfter) = (station.LastReceipt.GetValueOrDefault(series), null);
            if (last is not null && document.Pagination <= last.Pagination)
            {
                if (_documents.UserOf(series, document.Pagination) is { } user)
                {
                    return [new Finding(DocumentFindings.Repeat, Line($"T{document.Pagination} was used before, by {user.Transaction} {user.Sequence}"), Consequence.Refuse)];
                }

                (before, after) = _documents.Neighbours(series, document.Pagination);
                billedBefore = _documents.Receipt(series, before, above: false);
                billedAfter = _documents.Receipt(series, after, above: true);
            }

            SignedDocument? begin = open?.Events.Select(kept => kept.Event.Document).FirstOrDefault(one => one is { IsBegin: true });
            return DocumentFindings.Against(document, begin, [before, billedBefore], [after, billedAfter]) is { } against ? [against]
                : DocumentFindings.Of(document, before, after, station.Rating, TransactionRows.ToTime(call.ArrivedMs));
        }

        private void Enrol(Judgement judged)
        {
            if (judged.Key is not { Origin: KeyOrigin.FirstSight } key || station.Keys.Find(key.Key.Hex) is not null)
            {
                return;
            }

            changes.Keys.Add(new KeyRow { StationId = station.Id, Number = key.Number, PublicKey = key.Key.Hex, FromMs = key.FromMs, ToMs = null, Origin = key.Origin });
            station.Keys = new StationKeys([key], firstSight: false);
            station.FirstKey = key.Number;
        }

        private void Put(Call call, TransactionEvent came, Judgement judged, TransactionState target, IReadOnlyList<Finding> findings)
        {
            TransactionDesk desk = new(station, changes, store, rules);
            string? price = came is not { StartedFromAfar: true, Token: not null } ? null
                : _prices.Known(judged.Document, target.Tenant) ?? _prices.Tell(came.Token, target.Row?.Tariff ?? desk.InForce(came, judged.Document, target.Tenant, call.ArrivedMs), target.Tenant);
            StoredEvent told = new(
                came.Type, new Instant(came.Utc, came.ClockStatus, false), TransactionRows.ToTime(call.ArrivedMs), came.StoppedReason, came.BeginRegister, came.EndRegister, came.Token, judged.Document);
            BilledTransaction? before = target.Row;
            target.Add(new KeptEvent(came.Sequence, judged.Text, call.Hash, "", told));
            BilledTransaction after = desk.Reckon(came, target, findings, call.ArrivedMs);

            // What was told stays told: a reading that comes behind its receipt tells no other sum than the bill may have.
            bool tells = (before?.Cost is null || before.Cost == after.Cost) && desk.IsWhole(target, after);
            string answer = Answers.Of(tells ? after.Cost : null, price, _cards.Standing(call.Event!, target, price is not null, changes.NowMs));
            target.Answer(came.Sequence, judged.Text, answer);
            target.Row = after;
            if (judged.Document is { } document)
            {
                station.Note(target.Series, document);
            }

            changes.Add(call, came, judged, target, answer);
            foreach (Finding finding in findings)
            {
                changes.Add(finding, came.TransactionId, judged.Document!.Pagination, target.Series, target.Tenant);
            }

            Report(call, came, before, after, findings);
            call.Reply = OcppFrame.WriteResult(call.Id, answer);
        }

        private static void Report(Call call, TransactionEvent came, BilledTransaction? before, BilledTransaction after, IReadOnlyList<Finding> findings)
        {
            call.News.Add(Line($"transaction {came.TransactionId} {came.Type} {came.Sequence}: stored"));
            call.News.AddRange(findings.Select(finding => Line($"transaction {came.TransactionId}: {finding.Code}: {finding.Text}")));
            if (after.Withheld is { } why)
            {
                call.News.Add(Line($"transaction {came.TransactionId} not priced: {why}"));
            }
            else if (after is { ReceiptOwed: true, Ended: true })
            {
                call.News.Add(Line($"transaction {came.TransactionId} ended without a signed receipt: not priced"));
            }

            call.Billed = after.Cost != before?.Cost ? after : null;
        }

        /// <summary>Keeps what is refused, verbatim, and says why in a line that any database takes, whatever it quotes.</summary>
        private void Refuse(Call call, int series, string code, string why, bool waits)
        {
            string reason = Printable.Line(why);
            changes.Refusals.Add(new RefusalRow
            {
                StationId = station.Id,
                KeyNumber = series,
                Hash = call.Hash,
                TenantId = station.Find(call.Event?.TransactionId ?? "")?.Find(one => one.Series == series)?.Tenant ?? TenantOf(call, null),
                Code = code,
                Reason = reason,
                Waits = waits,
                Frame = call.Frame,
                CameMs = call.CameMs,
            });
            station.HasRefusals = true;
            station.Waits |= waits;
            Error(call, code, reason);
        }

        /// <summary>Who had the station when a call says that its transaction began, where its clock counts; at its arrival where not.</summary>
        private long TenantOf(Call call, SignedDocument? document)
        {
            Instant? began = document?.Readings[0].Instant ?? (call.Event is { } came ? new Instant(came.Utc, came.ClockStatus, false) : null);
            return station.TenantAt(began is { DateKnown: true } ? Math.Min(TransactionRows.ToMs(began.Utc), call.ArrivedMs) : call.ArrivedMs);
        }

        private static void Error(Call call, string code, string reason)
        {
            call.Refused = true;
            call.RefusedDocument = reason.StartsWith(DocumentJudge.RefusedWords, StringComparison.Ordinal);
            call.News.Add($"{call.Title} refused: {code}: {reason}");
            call.Reply = OcppFrame.WriteError(call.Id, code, reason);
        }

        private static string Line(FormattableString text)
        {
            return text.ToString(CultureInfo.InvariantCulture);
        }
    }
}
