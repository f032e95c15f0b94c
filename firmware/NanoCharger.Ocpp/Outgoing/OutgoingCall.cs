using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>A call that the station makes by itself: says when it is due, writes itself, takes the answer.</summary>
    /// <remarks>
    /// The outbox sends one at a time, again and again with the same bytes until it is answered, and asks nobody else meanwhile. So what
    /// <see cref="TryPrepare"/> or <see cref="Write"/> has put into a field is still there when the answer comes.
    /// </remarks>
    internal abstract class OutgoingCall
    {
        /// <summary>A call by its name.</summary>
        /// <param name="action">As OCPP 2.0.1 writes it.</param>
        protected OutgoingCall(string action)
        {
            Action = action;
        }

        /// <summary>The action's name.</summary>
        internal string Action { get; }

        /// <summary>True when it may be made although the backend has not accepted the station in this session (OCPP 2.0.1, B01 to B03).</summary>
        internal virtual bool BeforeAcceptance
        {
            get { return false; }
        }

        /// <summary>True while the backend has asked for it: then it may go while the station is only pending (OCPP 2.0.1, B02).</summary>
        internal virtual bool Asked
        {
            get { return false; }
        }

        /// <summary>True when nobody waits for the answer of the call under way any more: it is given up.</summary>
        internal virtual bool Withdrawn
        {
            get { return false; }
        }

        /// <summary>Asked each step while nothing is under way, in the order of the table: is there something to tell now?</summary>
        /// <remarks>Allocates nothing, and costs next to nothing when there is not.</remarks>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>True to be sent: <see cref="Write"/> follows at once.</returns>
        internal abstract bool TryPrepare(long nowMicros);

        /// <summary>Writes an id that what is told keeps for ever; else the outbox gives the call a new one.</summary>
        /// <param name="id">Empty.</param>
        /// <returns>False when it has none.</returns>
        internal virtual bool TryWriteId(AsciiWriter id)
        {
            return false;
        }

        /// <summary>Writes the fields of the payload.</summary>
        /// <param name="json">Stands inside the payload.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal abstract void Write(JsonWriter json, long nowMicros);

        /// <summary>The backend has answered.</summary>
        /// <param name="result">Its CALLRESULT.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal virtual void TakeResult(OcppFrame result, long nowMicros)
        {
        }

        /// <summary>The backend has answered that it cannot.</summary>
        /// <param name="error">Its CALLERROR; <see cref="OcppFrame.HasWord"/> tells the code.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal virtual void TakeError(OcppFrame error, long nowMicros)
        {
        }
    }
}
