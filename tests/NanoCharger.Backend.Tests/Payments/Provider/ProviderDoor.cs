using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace NanoCharger.Testing.Payments
{
    /// <summary>Takes the API's requests: whose key it is, what goes wrong on the way, and what was answered before.</summary>
    /// <param name="gate">The lock of everything.</param>
    /// <param name="books">What there is.</param>
    /// <param name="shapes">How it is written.</param>
    /// <param name="server">Whose it is.</param>
    internal sealed class ProviderDoor(Lock gate, ProviderBooks books, ProviderShapes shapes, ProviderServer server)
    {
        private readonly ProviderApi _api = new(books, shapes);
        private readonly ProviderKeys _keys = new();
        private readonly List<ProviderRequest> _requests = [];

        /// <summary>What was asked, in order.</summary>
        internal IReadOnlyList<ProviderRequest> Requests
        {
            get
            {
                lock (gate)
                {
                    return [.. _requests];
                }
            }
        }

        /// <summary>Answers the platform.</summary>
        /// <param name="context">The request.</param>
        /// <param name="stopping">The server is taken away.</param>
        internal async Task Answer(HttpContext context, CancellationToken stopping)
        {
            ProviderRequest request = await Read(context.Request);
            ProviderFault fault = server.Fault?.Invoke(request) ?? ProviderFault.None;
            if (fault == ProviderFault.TimeoutBefore)
            {
                context.Abort();
                return;
            }

            ProviderAnswer answer = Early(request, fault, context.Request.Headers.Authorization.ToString()) ?? await Late(request, fault, stopping);
            if (fault == ProviderFault.TimeoutAfter)
            {
                context.Abort();
                return;
            }

            await Write(context.Response, fault == ProviderFault.Garbled ? new ProviderAnswer(server.GarbageStatus, server.Garbage) : answer);
        }

        private async Task<ProviderRequest> Read(HttpRequest request)
        {
            using StreamReader reader = new(request.Body);
            string body = await reader.ReadToEndAsync();
            Dictionary<string, string> parameters = QueryHelpers.ParseQuery(body.Length > 0 ? body : request.QueryString.Value).ToDictionary(one => one.Key, one => one.Value.ToString());
            string? key = request.Headers["Idempotency-Key"].FirstOrDefault();
            lock (gate)
            {
                ProviderRequest read = new(_requests.Count + 1, ProviderApi.StepOf(request.Method, request.Path.Value!).Step, request.Method, request.Path.Value!, parameters, key);
                _requests.Add(read);
                return read;
            }
        }

        /// <summary>What needs no work: who asks is unknown, the provider is busy, or it was answered before.</summary>
        private ProviderAnswer? Early(ProviderRequest request, ProviderFault fault, string authorization)
        {
            lock (gate)
            {
                books.Tick();
                try
                {
                    return authorization != "Bearer " + server.Key ? throw new ProviderRefusal(401, "invalid_request_error", null, $"Invalid API Key provided: {authorization}")
                        : fault == ProviderFault.TooMany ? throw new ProviderRefusal(429, "invalid_request_error", "rate_limit", "Too many requests hit the API too quickly.")
                        : fault == ProviderFault.Locked ? throw new ProviderRefusal(409, "invalid_request_error", "lock_timeout", "Another API request is currently accessing this object.")
                        : fault == ProviderFault.Refused ? throw new ProviderRefusal(402, "card_error", "card_declined", "The bank will not have it.")
                        : request.Key is null ? null : _keys.Begin(request.Key, Asked(request), books.Now);
                }
                catch (ProviderRefusal no)
                {
                    return Said(no);
                }
            }
        }

        private async Task<ProviderAnswer> Late(ProviderRequest request, ProviderFault fault, CancellationToken stopping)
        {
            if (fault == ProviderFault.Slow)
            {
                await Task.Delay(server.SlowFor, stopping);
            }

            lock (gate)
            {
                books.Tick();
                ProviderAnswer answer = fault == ProviderFault.Broken ? Broken() : Do(request);
                if (fault == ProviderFault.BrokenAfter && answer.IsKept)
                {
                    answer = Broken();
                }

                if (request.Key is not null)
                {
                    Keep(request.Key, answer);
                }

                return answer;
            }
        }

        private ProviderAnswer Do(ProviderRequest request)
        {
            try
            {
                return new ProviderAnswer(200, _api.Do(request).ToJsonString());
            }
            catch (ProviderRefusal no)
            {
                return Said(no) with { IsKept = !no.IsBeforeAnything };
            }
        }

        private void Keep(string key, ProviderAnswer answer)
        {
            if (answer.IsKept)
            {
                _keys.End(key, answer with { IsReplayed = true });
            }
            else
            {
                _keys.Forget(key);
            }
        }

        private ProviderAnswer Broken()
        {
            return Said(new ProviderRefusal(500, "api_error", null, "An unknown error occurred"));
        }

        /// <summary>With everything in the message that must not come into a log.</summary>
        private ProviderAnswer Said(ProviderRefusal no)
        {
            IEnumerable<string> secrets = books.Pages.Select(page => shapes.AddressOf(page)).Concat(books.Intents.Select(intent => intent.Id + intent.Secret));
            return new ProviderAnswer(no.Status, no.Body(string.Join(' ', secrets.Prepend(server.Key).Concat(server.WebhookSecrets))).ToJsonString());
        }

        private static string Asked(ProviderRequest request)
        {
            return request.Path + "?" + string.Join('&', request.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key + "=" + one.Value));
        }

        private async Task Write(HttpResponse response, ProviderAnswer answer)
        {
            (response.StatusCode, response.ContentType) = (answer.Status, "application/json");
            response.Headers.Date = books.Now.ToString("R");
            response.Headers["Request-Id"] = ProviderRecords.Id("req_", 14);
            if (answer.IsReplayed)
            {
                response.Headers["Idempotent-Replayed"] = "true";
            }

            await response.WriteAsync(answer.Body);
        }
    }
}
