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
        /// <returns>The event with what its document says; registers and times of a receipt take the place of those in the clear.</returns>
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
            if (!verdict.Billable)
            {
                throw Unverified(verdict.Problem!);
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
            if (last.RegisterMilliwattHours != @event.Signed!.RegisterMilliwattHours)
            {
                throw Refused("the value in the clear is not the one that is signed");
            }

            if (document.IsReceipt && last.Cause != CauseOf(@event.StoppedReason))
            {
                throw Refused($"it ends by {last.Cause}, which is not what {@event.StoppedReason} is");
            }

            SignedReading first = document.Readings[0];
            TransactionEvent accepted = @event with
            {
                Key = key,
                Pagination = document.Pagination,
                DocumentText = OcmfVerifier.TextOf(@event.Signed.Document),
                FirstReading = FormattableString.Invariant($"{first.Time:yyyy-MM-dd'T'HH:mm:ss.fff} {first.Clock} {first.RegisterMilliwattHours}"),
                Identity = $"{document.Identified} {document.IdentificationType} {document.Identification}",
                Token = document.Identification,
                TariffText = document.TariffText,
            };
            return document.IsReceipt
                ? accepted with
                {
                    BeginRegister = first.RegisterMilliwattHours,
                    EndRegister = last.RegisterMilliwattHours,
                    ReceiptBegin = first.Time,
                    ReceiptEnd = last.Time,
                    TimesCount = first.TimeCounts && last.TimeCounts,
                }
                : accepted;
        }

        /// <summary>A receipt repeats the begin document's reading, is for the same customer, and was signed after it.</summary>
        /// <param name="receipt">The event with the verified receipt.</param>
        /// <param name="firstReading">Of the begin document, as <see cref="TransactionEvent.FirstReading"/>.</param>
        /// <param name="identity">Of the begin document, as <see cref="TransactionEvent.Identity"/>.</param>
        /// <param name="pagination">Number of the begin document.</param>
        /// <exception cref="OcppViolation">It does not go with it.</exception>
        internal static void RequireSameTransaction(TransactionEvent receipt, string firstReading, string identity, long pagination)
        {
            string? wrong = receipt.FirstReading != firstReading ? $"its first reading ({receipt.FirstReading}) is not the one of the begin document T{pagination} ({firstReading})"
                : receipt.Identity != identity ? $"it is for another customer than the begin document T{pagination}"
                : receipt.Pagination <= pagination ? $"its number T{receipt.Pagination} is not above the one of the begin document T{pagination}"
                : null;
            if (wrong is not null)
            {
                throw Refused(wrong);
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
