using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>Whether a signed document may be billed by: verified before anything of it is used.</summary>
    internal static class DocumentJudge
    {
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

            StationKey key = registered ?? signed.Key ?? throw Refused("no public key is known of this station");
            if (signed.Key is not null && signed.Key.Hex != key.Hex)
            {
                throw Refused("the public key is not the one that is registered for this station");
            }

            Verdict verdict = OcmfVerifier.Verify(signed.Document, key);
            if (!verdict.Billable)
            {
                throw Refused(verdict.Problem!);
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

            TransactionEvent accepted = @event with { Key = key, Pagination = document.Pagination, DocumentText = OcmfVerifier.TextOf(@event.Signed.Document) };
            return document.IsReceipt
                ? accepted with
                {
                    BeginRegister = document.Readings[0].RegisterMilliwattHours,
                    EndRegister = last.RegisterMilliwattHours,
                    ReceiptBegin = document.Readings[0].Time,
                    ReceiptEnd = last.Time,
                }
                : accepted;
        }

        /// <summary>The document is refused; the station's record is kept there and told to people here.</summary>
        internal static OcppViolation Refused(string why)
        {
            return new OcppViolation(OcppError.SecurityError, "signed document refused: " + why);
        }
    }
}
