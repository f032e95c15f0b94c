using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Guests;

namespace NanoCharger.Backend.Web
{
    /// <summary>Sends a part of a page whenever it is another, until who looks goes, his session ends or the program stops.</summary>
    internal sealed class LiveStream(Visit visit)
    {
        /// <summary>How often it looks.</summary>
        internal static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

        /// <summary>After so many looks without news a line keeps proxies from closing it.</summary>
        private const int LooksOfSilence = 10;

        /// <summary>What the script is told where the session has ended, or what it shows is gone: it asks for the page anew, and comes to the sign-in, or to what the page says then.</summary>
        private const string End = "event: end\ndata: end\n\n";

        internal async Task Run<TFragment>(Func<Visit, Task<object?>> model)
            where TFragment : IComponent
        {
            WebClock clock = visit.Get<WebClock>();
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(visit.Http.RequestAborted, visit.Get<IHostApplicationLifetime>().ApplicationStopping);
            HttpResponse response = visit.Http.Response;
            using RateLimitLease? line = visit.Session is null ? visit.Get<GuestLimits>().Line(visit.From) : null;
            if (line is { IsAcquired: false })
            {
                response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }

            if (await model(visit) is not { } shown)
            {
                response.StatusCode = response.StatusCode >= StatusCodes.Status400BadRequest ? response.StatusCode : StatusCodes.Status404NotFound;
                return;
            }

            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            try
            {
                Sessions sessions = visit.Get<Sessions>();
                int left = Left(sessions);
                string? last = null;
                for (int silent = 0; ; silent++)
                {
                    string now = await Render<TFragment>(shown);
                    if (now != last || silent >= LooksOfSilence)
                    {
                        await response.WriteAsync(now == last ? ": \n\n" : Event(now), stop.Token);
                        await response.Body.FlushAsync(stop.Token);
                        (last, silent) = (now, 0);
                    }

                    await Task.Delay(Between, clock.Time, stop.Token);
                    if (Left(sessions) != left)
                    {
                        // The line is cut, and opened again by whose cookie still holds.
                        return;
                    }

                    if (!await Holds(sessions) || await model(visit) is not { } next)
                    {
                        await response.WriteAsync(End, stop.Token);
                        return;
                    }

                    shown = next;
                }
            }
            catch (OperationCanceledException)
            {
                // Whoever looked has gone, or the program stops.
            }
        }

        /// <summary>Who is not signed in, as a guest, never signs out.</summary>
        private int Left(Sessions sessions)
        {
            return visit.Session is { } session ? sessions.Left(session.Person) : 0;
        }

        private async Task<bool> Holds(Sessions sessions)
        {
            return visit.Session is not { } session || await sessions.Look(session) is not null;
        }

        /// <summary>A part of a page as text.</summary>
        internal async Task<string> Render<TFragment>(object model)
            where TFragment : IComponent
        {
            await using HtmlRenderer renderer = new(visit.Http.RequestServices, visit.Get<ILoggerFactory>());
            return await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<TFragment>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model }))).ToHtmlString());
        }

        private static string Event(string text)
        {
            StringBuilder lines = new();
            foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
            {
                lines.Append("data: ").Append(line).Append('\n');
            }

            return lines.Append('\n').ToString();
        }
    }
}
