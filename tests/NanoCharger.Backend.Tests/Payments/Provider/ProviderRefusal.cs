using System;
using System.Text.Json.Nodes;

namespace NanoCharger.Testing.Payments
{
    /// <summary>The provider says no.</summary>
    /// <param name="status">HTTP's number.</param>
    /// <param name="type">As the API's errors have it.</param>
    /// <param name="code">As the API's errors have it; null where it has none.</param>
    /// <param name="text">For people.</param>
    /// <param name="parameter">Which parameter; null where it is none's fault.</param>
    internal sealed class ProviderRefusal(int status, string type, string? code, string text, string? parameter = null) : Exception(text)
    {
        /// <summary>HTTP's number.</summary>
        internal int Status { get; } = status;

        /// <summary>Said before anything was begun: nothing is kept under its key.</summary>
        internal bool IsBeforeAnything { get; private init; }

        /// <summary>A parameter that cannot be.</summary>
        internal static ProviderRefusal Parameter(string code, string parameter, string text)
        {
            return new ProviderRefusal(400, "invalid_request_error", code, text, parameter) { IsBeforeAnything = true };
        }

        /// <summary>Not in this state.</summary>
        internal static ProviderRefusal State(string? code, string text)
        {
            return new ProviderRefusal(400, "invalid_request_error", code, text);
        }

        /// <summary>There is no such thing.</summary>
        internal static ProviderRefusal Missing(string what, string id)
        {
            return new ProviderRefusal(404, "invalid_request_error", "resource_missing", $"No such {what}: '{id}'", "id") { IsBeforeAnything = true };
        }

        /// <summary>The answer's body.</summary>
        /// <param name="secrets">What a careless message may hold; ours always does, so that whoever passes it on is found out.</param>
        internal JsonObject Body(string secrets)
        {
            return new JsonObject
            {
                ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = $"{Message} ({secrets})", ["param"] = parameter, ["doc_url"] = "https://stripe.com/docs/error-codes" },
            };
        }
    }
}
