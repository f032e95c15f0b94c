using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>A call that the backend may make: reads its payload, then does what it asks and answers.</summary>
    /// <remarks>Two steps, so that a payload with anything wrong in it changes nothing: <see cref="Answer"/> follows only on a sound one.</remarks>
    internal abstract class IncomingCall
    {
        /// <summary>A call by its name.</summary>
        /// <param name="action">As OCPP 2.0.1 writes it.</param>
        protected IncomingCall(string action)
        {
            Action = action;
        }

        /// <summary>The action's name.</summary>
        internal string Action { get; }

        /// <summary>True when it is answered though the backend has rejected the station (OCPP 2.0.1, B03); asked behind <see cref="Read"/>.</summary>
        internal virtual bool WhileRejected
        {
            get { return false; }
        }

        /// <summary>Reads the payload into fields of its own. What is wrong with it the reader remembers.</summary>
        /// <param name="payload">
        /// Stands before the first field. Each is to be read or skipped; one that the action does not have goes to <see cref="PayloadReader.Other"/>.
        /// </param>
        internal abstract void Read(PayloadReader payload);

        /// <summary>Does what was read, and writes the fields of the result.</summary>
        /// <param name="reply">Stands inside the result's payload.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal abstract void Answer(JsonWriter reply, long nowMicros);

        /// <summary>Writes Accepted, or Rejected with the reason.</summary>
        /// <param name="reply">The result.</param>
        /// <param name="refusal">A reasonCode, at most 20 characters; null for Accepted.</param>
        /// <param name="why">More of it, for a human, at most 512 characters; null for nothing.</param>
        protected static void Verdict(JsonWriter reply, string refusal, string why = null)
        {
            Status(reply, refusal == null ? "Accepted" : "Rejected");
            if (refusal != null)
            {
                reply.Name("statusInfo");
                Reason(reply, refusal, why);
            }
        }

        /// <summary>Writes a reason as an object (OCPP 2.0.1, StatusInfoType).</summary>
        protected static void Reason(JsonWriter reply, string code, string why)
        {
            reply.OpenObject().Name("reasonCode").Text(code);
            if (why != null)
            {
                reply.Name("additionalInfo").Text(why);
            }

            reply.CloseObject();
        }

        /// <summary>Writes a status without a reason.</summary>
        protected static void Status(JsonWriter reply, string status)
        {
            reply.Name("status").Text(status);
        }
    }
}
