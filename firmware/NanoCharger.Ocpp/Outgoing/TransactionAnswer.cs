using NanoCharger.Records.SessionLog;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What the backend says of the token when it answers a TransactionEvent (OCPP 2.0.1, C15 and E01).</summary>
    internal sealed class TransactionAnswer
    {
        private readonly OcppParts _charger;
        private readonly TokenAnswer _answer = new TokenAnswer();

        internal TransactionAnswer(OcppParts charger)
        {
            _charger = charger;
        }

        /// <summary>Takes it over: only of the transaction that is open, since the answer for an earlier one may come late. A token that was let in without the backend may turn out to be none of its own.</summary>
        internal void Take(OcppFrame result, LogRecord of)
        {
            _answer.Read(result.Source, result.PayloadOffset, result.PayloadLength);
            LogRecord open = _charger.Log.OpenTransaction;
            if (!_answer.Told || open == null || open.Transaction != of.Transaction)
            {
                return;
            }

            if (!_answer.Accepted)
            {
                _charger.Authorisation.Withdraw(of.Token);
            }
            else if (_answer.Tariff != null)
            {
                _charger.Authorisation.TellTariff(of.Token, _answer.Tariff);
            }
        }
    }
}
