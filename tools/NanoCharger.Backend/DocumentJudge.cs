using System;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>Whether a signed document may be billed by: verified before anything of it is used.</summary>
    internal static class DocumentJudge
    {
        /// <summary>What every refusal of a document begins with.</summary>
        internal const string RefusedWords = "signed document refused: ";

        /// <summary>Verifies an event's document; an event without one has nothing to verify.</summary>
        /// <param name="event">The event.</param>
        /// <param name="registered">The key that is registered for its station; null while there is none.</param>
        /// <returns>The event with what its document says.</returns>
        /// <exception cref="OcppViolation">The document does not verify, or does not belong to this event.</exception>
        internal static TransactionEvent Judge(TransactionEvent @event, StationKey? registered)
        {
            if (@event.Signed is not { } signed)
            {
                return @event;
            }

            StationKey key = registered ?? signed.Key ?? throw Unverified("no public key is known of this station");
            if (signed.Key is not null && signed.Key.Hex != key.Hex)
            {
                throw Unverified("the public key is not the one that is registered for this station");
            }

            Verdict verdict = OcmfVerifier.Verify(signed.Document, key);
            if (!verdict.Valid)
            {
                // Where the key has signed what cannot be, no other key will ever help: waiting for one would be for ever.
                throw verdict.Signature == SignatureState.Valid ? Refused(verdict.Problem!) : Unverified(verdict.Problem!);
            }

            return Accept(@event, key, verdict.Document!);
        }

        private static TransactionEvent Accept(TransactionEvent @event, StationKey key, SignedDocument document)
        {
            bool fits = @event.Type switch
            {
                TransactionEvent.Started => document.IsBegin,
                TransactionEvent.Ended => document.IsReceipt,
                _ => document.IsPeriodic,
            };
            if (!fits)
            {
                throw Refused($"the document is not the one of a transaction's {@event.Type}");
            }

            if (document.Station != @event.Station)
            {
                throw Refused("the document is another station's");
            }

            SignedReading last = document.Readings[^1];
            if (!last.IsRegister(@event.Signed!.RegisterMilliwattHours))
            {
                throw Refused("the value in the clear is not the one that is signed");
            }

            if (document.IsReceipt && last.Cause != CauseOf(@event.StoppedReason))
            {
                throw Refused($"it ends by {last.Cause}, which is not what {@event.StoppedReason} is");
            }

            return @event with { Key = key, Said = document, DocumentText = OcmfVerifier.TextOf(@event.Signed.Document) };
        }

        /// <summary>A document has to go with those of its station that are here: a receipt with its begin, and each with its neighbours by number.</summary>
        /// <param name="verified">The event with its verified document.</param>
        /// <param name="begin">The begin document of its transaction; null while there is none.</param>
        /// <param name="before">The one with the next lower number of the station; null where there is none.</param>
        /// <param name="after">The one with the next higher number of the station; null where there is none.</param>
        /// <exception cref="OcppViolation">It does not.</exception>
        internal static void RequireSeries(SignedDocument verified, SignedDocument? begin, SignedDocument? before, SignedDocument? after)
        {
            ReadOnlySpan<string?> problems =
            [
                verified.IsReceipt && begin is not null ? DocumentBond.Problem(begin, verified) : null,
                before is null ? null : DocumentSeries.Contradiction(before, verified),
                after is null ? null : DocumentSeries.Contradiction(verified, after),
            ];
            foreach (string? problem in problems)
            {
                if (problem is not null)
                {
                    throw Refused(problem);
                }
            }
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

        /// <summary>The document holds and does not belong here: the station tries it thrice, sets its record aside and goes on; people here are told.</summary>
        internal static OcppViolation Refused(string why)
        {
            return new OcppViolation(OcppError.PropertyConstraintViolation, RefusedWords + why);
        }

        /// <summary>The document does not hold under the key that is known: the station waits, in order, until an operator has registered the right one.</summary>
        private static OcppViolation Unverified(string why)
        {
            return new OcppViolation(OcppError.SecurityError, RefusedWords + why);
        }
    }
}
