using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Verification
{
    /// <summary>Whether a signed document may be billed by: verified before anything of it is used. Pure: what it says depends on event, keys and time alone.</summary>
    internal static class DocumentJudge
    {
        /// <summary>What every refusal of a document begins with.</summary>
        internal const string RefusedWords = "signed document refused: ";

        /// <summary>Verifies an event's document by the key that it names, or where it names none by those that count.</summary>
        /// <param name="event">The event.</param>
        /// <param name="keys">The keys of its station.</param>
        /// <param name="nowMs">When it came.</param>
        internal static Judgement Judge(TransactionEvent @event, StationKeys keys, long nowMs)
        {
            return @event.Signed is not { } signed ? new Judgement(Outcome.NothingSigned, keys)
                : signed.Key is { } named ? ByName(@event, signed, named, keys, nowMs)
                : ByTrial(@event, signed, keys, nowMs);
        }

        private static Judgement ByName(TransactionEvent @event, SignedValue signed, StationKey named, StationKeys keys, long nowMs)
        {
            EnrolledKey? enrolled = keys.Find(named.Hex);
            EnrolledKey? key = enrolled ?? (keys.TakesFirstSight ? new EnrolledKey(1, named, 0, null, KeyOrigin.FirstSight) : null);
            if (key is null || !key.CountsAt(nowMs))
            {
                return Unknown(keys, keys.All.Count == 0 ? "no public key is known of this station" : "the public key is not the one that is registered for this station");
            }

            Verdict verdict = OcmfVerifier.Verify(signed.Document, key.Key);
            return verdict.Valid ? Accept(@event, key, verdict.Document!, keys)
                : enrolled is not null || verdict.Signature == SignatureState.Valid ? Refused(keys, key, verdict.Problem!)
                : Unknown(keys, verdict.Problem!);
        }

        private static Judgement ByTrial(TransactionEvent @event, SignedValue signed, StationKeys keys, long nowMs)
        {
            string problem = "no public key is known of this station";
            foreach (EnrolledKey key in keys.All)
            {
                if (!key.CountsAt(nowMs))
                {
                    continue;
                }

                Verdict verdict = OcmfVerifier.Verify(signed.Document, key.Key);
                if (verdict.Signature == SignatureState.Valid)
                {
                    return verdict.Valid ? Accept(@event, key, verdict.Document!, keys) : Refused(keys, key, verdict.Problem!);
                }

                problem = verdict.Problem!;
            }

            return Unknown(keys, problem);
        }

        private static Judgement Accept(TransactionEvent @event, EnrolledKey key, SignedDocument document, StationKeys keys)
        {
            bool fits = @event.Type switch
            {
                TransactionEvent.Started => document.IsBegin,
                TransactionEvent.Ended => document.IsReceipt,
                _ => document.IsBetween,
            };
            SignedReading last = document.Readings[^1];
            string? problem = !fits ? $"the document is not the one of a transaction's {@event.Type}"
                : document.Station != @event.Station ? "the document is another station's"
                : !last.IsRegister(@event.Signed!.RegisterMilliwattHours) ? "the value in the clear is not the one that is signed"
                : document.IsReceipt && last.Cause != CauseOf(@event.StoppedReason) ? $"it ends by {last.Cause}, which is not what {@event.StoppedReason} is"
                : null;
            return problem is not null ? Refused(keys, key, problem) : new Judgement(Outcome.Verified, keys)
            {
                Key = key,
                Document = document,
                Text = OcmfVerifier.TextOf(@event.Signed!.Document),
            };
        }

        /// <summary>The TX of an end by OCPP's stoppedReason (firmware/NanoCharger.Records/Documents/README.md); a space for a reason that no station of ours has.</summary>
        private static char CauseOf(string? stoppedReason)
        {
            return stoppedReason switch
            {
                "EVDisconnected" or "EnergyLimitReached" or "TimeLimitReached" => 'E',
                "Local" => 'L',
                "Remote" or "DeAuthorized" => 'R',
                "GroundFault" or "OvercurrentFault" or "ImmediateReset" or "Other" => 'A',
                "PowerLoss" => 'P',
                _ => ' ',
            };
        }

        private static Judgement Refused(StationKeys keys, EnrolledKey key, string why)
        {
            return new Judgement(Outcome.Refused, keys) { Key = key, Reason = why };
        }

        private static Judgement Unknown(StationKeys keys, string why)
        {
            return new Judgement(Outcome.KeyUnknown, keys) { Reason = why };
        }
    }
}
