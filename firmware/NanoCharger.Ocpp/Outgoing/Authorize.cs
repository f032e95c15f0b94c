using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>May this card charge here? (OCPP 2.0.1, C01)</summary>
    internal sealed class Authorize : OutgoingCall
    {
        private readonly Authorisation _authorisation;
        private readonly TokenAnswer _answer = new TokenAnswer();
        private string _asking;

        internal Authorize(OutgoingContext context)
            : base("Authorize")
        {
            _authorisation = context.Charger.Authorisation;
        }

        internal override bool Withdrawn
        {
            get { return _asking != _authorisation.Pending; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            _asking = _authorisation.Pending;
            return _asking != null;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            json.Name("idToken");
            IdToken.Write(json, _asking, TokenType.BySource, GrantSource.Card);
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _answer.Read(result.Source, result.PayloadOffset, result.PayloadLength);
            _authorisation.Answer(_asking, _answer.Accepted, _answer.Tariff, nowMicros);
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            _authorisation.Answer(_asking, false, null, nowMicros);
        }
    }
}
