using NanoCharger.Ocpp.Profiles;
using NanoCharger.Ocpp.Variables;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What the answers to the backend's calls share.</summary>
    internal sealed class IncomingContext
    {
        private readonly AsciiWriter _transactionId = new AsciiWriter(OcppMessages.MaxTransactionIdLength);

        internal IncomingContext(OcppParts charger)
        {
            Charger = charger;
            Profiles = new ProfileKeeper(charger);
            Variables = new VariableTable(charger);
        }

        /// <summary>Whom the calls are for.</summary>
        internal OcppParts Charger { get; }

        /// <summary>The backend's charging profiles.</summary>
        internal ProfileKeeper Profiles { get; }

        /// <summary>The station's variables.</summary>
        internal VariableTable Variables { get; }

        /// <summary>True when a transaction is open and this is its id.</summary>
        internal bool IsOpen(string transactionId)
        {
            _transactionId.Clear();
            OcppMessages.PutTransactionId(_transactionId, Charger.Station, Charger.Status.TransactionNumber);
            return Charger.Status.TransactionNumber != 0 && Ascii.Same(_transactionId.Buffer, 0, _transactionId.Length, transactionId);
        }
    }
}
