using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace NanoCharger.Backend.Web
{
    /// <summary>What every answer says to browsers; and pages answer to one name, by https where that is the address, whatever a request says of itself.</summary>
    internal sealed class Guard(RequestDelegate next, PublicAddress address)
    {
        /// <summary>Nothing comes from elsewhere, nothing stands in the page itself, nobody puts it in a frame.</summary>
        internal const string ContentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

        /// <summary>A year.</summary>
        private const string HttpsOnly = "max-age=31536000";

        private const string FormsStay = "form-action 'self'";

        /// <summary>Where else forms of this page may lead.</summary>
        private static readonly object LeavesTo = new();

        /// <summary>A form of the page that is asked for may send whoever posts it to these origins too.</summary>
        internal static void LetsLeaveTo(HttpContext http, IReadOnlyList<string> origins)
        {
            http.Items[LeavesTo] = string.Join(' ', origins);
        }

        /// <summary>The address itself is the key: it is told nobody, and found by no search.</summary>
        internal static bool IsSecret(PathString path)
        {
            return path.StartsWithSegments("/r");
        }

        public Task InvokeAsync(HttpContext http)
        {
            http.Response.OnStarting(() =>
            {
                IHeaderDictionary said = http.Response.Headers;
                said.ContentSecurityPolicy = http.Items[LeavesTo] is string origins ? ContentPolicy.Replace(FormsStay, FormsStay + " " + origins, StringComparison.Ordinal) : ContentPolicy;

                // For a script of the framework that we do not have.
                said.Remove("blazor-enhanced-nav");
                said.XContentTypeOptions = "nosniff";
                said["Referrer-Policy"] = IsSecret(http.Request.Path) ? "no-referrer" : "same-origin";
                if (IsSecret(http.Request.Path))
                {
                    said["X-Robots-Tag"] = "noindex";
                }

                // Also where a form sends whoever posted it: that may be an address which is a key.
                if (IsSecret(http.Request.Path) || HttpMethods.IsPost(http.Request.Method))
                {
                    said.CacheControl = "no-store";
                }

                said["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                if (address.IsSecure)
                {
                    // In clear browsers ignore it, and complain.
                    said["Cross-Origin-Opener-Policy"] = "same-origin";
                    said.StrictTransportSecurity = HttpsOnly;
                }

                return Task.CompletedTask;
            });

            // Probes and collectors ask by whichever name and way they know this machine.
            if (http.Request.Path.StartsWithSegments("/health") || http.Request.Path.StartsWithSegments("/metrics"))
            {
                return next(http);
            }

            if (!address.Answers(http.Request.Host) || (address.IsSecure && !http.Request.IsHttps))
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }

            return next(http);
        }
    }
}
