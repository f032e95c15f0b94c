using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp
{
    /// <summary>A token in a message (OCPP 2.0.1, IdTokenType).</summary>
    internal sealed class IdToken
    {
        /// <summary>The token's text; empty when it is for nobody in particular.</summary>
        internal string Text { get; private set; }

        /// <summary>What kind of token it is.</summary>
        internal TokenType Type { get; private set; }

        /// <summary>Reads the present field's value. What is wrong with it the reader knows.</summary>
        internal void Read(PayloadReader payload)
        {
            bool hasText = false;
            bool hasType = false;
            Text = string.Empty;
            if (!payload.Enter("idToken"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("idToken"))
                {
                    Text = payload.Text("idToken.idToken", TokenText.MaxLength);
                    hasText = true;
                }
                else if (payload.IsField("type"))
                {
                    Type = (TokenType)(payload.OneOf("idToken.type", OcppWords.TokenTypes) + 1);
                    hasType = true;
                }
                else if (payload.IsField("additionalInfo"))
                {
                    payload.Skip();
                }
                else
                {
                    payload.Other("idToken");
                }
            }

            payload.Need(hasText, "idToken.idToken");
            payload.Need(hasType, "idToken.type");
            if (Text.Length > 0 && !TokenText.IsValid(Text))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "idToken.idToken", "a character that no identifier has");
            }
        }

        /// <summary>Writes a token as an object.</summary>
        /// <param name="json">Behind a name.</param>
        /// <param name="token">The token; null for nobody in particular.</param>
        /// <param name="type">What kind it is.</param>
        /// <param name="source">Who gave it: tells the kind where nobody has said it.</param>
        internal static void Write(JsonWriter json, string token, TokenType type, GrantSource source)
        {
            json.OpenObject();
            json.Name("idToken").Text(token ?? string.Empty);
            json.Name("type").Text(token == null ? "NoAuthorization" : OcppWords.Of(type) ?? Word(source));
            json.CloseObject();
        }

        // A reader tells the number of a card, not which of the two standards it follows: nearly all follow ISO 14443.
        private static string Word(GrantSource source)
        {
            switch (source)
            {
                case GrantSource.Backend:
                    return "Central";
                case GrantSource.Console:
                    return "Local";
                default:
                    return "ISO14443";
            }
        }
    }
}
