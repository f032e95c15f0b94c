using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>What the messages of this station have in common: frames (OCPP 2.0.1, part 4), and the fields that several carry.</summary>
    /// <remarks>What only one message has is with its operation, in Incoming or Outgoing.</remarks>
    public static class OcppMessages
    {
        /// <summary>Longest frame that is sent, ids and names at their longest: with room to spare.</summary>
        public const int MaxBytes = 4096;

        /// <summary>Longest id of a transaction (OCPP 2.0.1, TransactionType).</summary>
        internal const int MaxTransactionIdLength = 36;

        /// <summary>Vendor as BootNotification and customData name it.</summary>
        internal const string Vendor = "nanoCharger";

        /// <summary>The one EVSE of this station.</summary>
        internal const int Evse = 1;

        /// <summary>The one connector of that EVSE.</summary>
        internal const int Connector = 1;

        /// <summary>Opens a call, up to its payload's first field.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="id">The message's id.</param>
        /// <param name="action">The action.</param>
        internal static void OpenCall(JsonWriter json, AsciiWriter id, string action)
        {
            json.Clear();
            json.OpenArray().Number((int)FrameKind.Call);
            json.OpenText().Put(id.Buffer, 0, id.Length);
            json.CloseText().Text(action).OpenObject();
        }

        /// <summary>Opens the result of a call, up to its payload's first field.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="call">The call.</param>
        internal static void OpenResult(JsonWriter json, OcppFrame call)
        {
            json.Clear();
            json.OpenArray().Number((int)FrameKind.CallResult);
            call.CopyId(json.OpenText());
            json.CloseText().OpenObject();
        }

        /// <summary>Closes what <see cref="OpenCall"/> or <see cref="OpenResult"/> has opened.</summary>
        internal static void Close(JsonWriter json)
        {
            json.CloseObject().CloseArray();
        }

        /// <summary>The answer to a call that cannot be done.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="call">The call.</param>
        /// <param name="fault">Of which kind it is.</param>
        /// <param name="what">What was wrong, for a human; 255 characters at most.</param>
        internal static void CallError(JsonWriter json, OcppFrame call, CallFault fault, string what)
        {
            json.Clear();
            json.OpenArray().Number((int)FrameKind.CallError);
            call.CopyId(json.OpenText());
            json.CloseText().Text(Word(fault)).Text(what).OpenObject().CloseObject().CloseArray();
        }

        /// <summary>A transaction's id: the station's, and the transaction's number.</summary>
        internal static void PutTransactionId(AsciiWriter target, string station, long number)
        {
            target.Put(station);
            target.Put('-');
            target.Number(number);
        }

        /// <summary>The field that names a transaction.</summary>
        internal static void TransactionId(JsonWriter json, string station, long number)
        {
            PutTransactionId(json.Name("transactionId").OpenText(), station, number);
            json.CloseText();
        }

        /// <summary>OCPP has no field for a clock that was never set: customData says so, by OCMF's letter.</summary>
        internal static void ClockNote(JsonWriter json, ClockQuality quality)
        {
            if (quality == ClockQuality.Unknown)
            {
                json.Name("customData").OpenObject().Name("vendorId").Text(Vendor).Name("clock").Text("U").CloseObject();
            }
        }

        private static string Word(CallFault fault)
        {
            switch (fault)
            {
                case CallFault.FormatViolation:
                    return "FormatViolation";
                case CallFault.OccurrenceConstraintViolation:
                    return "OccurrenceConstraintViolation";
                case CallFault.PropertyConstraintViolation:
                    return "PropertyConstraintViolation";
                case CallFault.TypeConstraintViolation:
                    return "TypeConstraintViolation";
                case CallFault.SecurityError:
                    return "SecurityError";
                default:
                    return "NotImplemented";
            }
        }
    }
}
