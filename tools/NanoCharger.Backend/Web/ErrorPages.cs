using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Web.Views;

namespace NanoCharger.Backend.Web
{
    /// <summary>Every refusal and every failure as a page, in the language of who asked; never what went wrong inside.</summary>
    internal sealed class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
    {
        private static readonly Dictionary<int, (string Title, string What, string? Hint)> Words = new()
        {
            [StatusCodes.Status400BadRequest] = ("error.400", "error.400-what", "error.400-hint"),
            [StatusCodes.Status403Forbidden] = ("error.403", "error.403-what", "error.403-hint"),
            [StatusCodes.Status404NotFound] = ("error.404", "error.404-what", null),
            [StatusCodes.Status410Gone] = ("error.410", "error.410-what", "error.410-hint"),
            [StatusCodes.Status413PayloadTooLarge] = ("error.413", "error.413-what", null),
            [StatusCodes.Status429TooManyRequests] = ("error.429", "error.429-what", "error.429-hint"),
            [StatusCodes.Status500InternalServerError] = ("error.500", "error.500-what", "error.500-hint"),
        };

        public async Task InvokeAsync(HttpContext http)
        {
            try
            {
                await next(http);
            }
            catch (BadHttpRequestException problem) when (!http.Response.HasStarted)
            {
                http.Response.StatusCode = problem.StatusCode;
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (!http.Response.HasStarted)
            {
                log.PageFailed(http.Request.Method, Guard.IsSecret(http.Request.Path) ? "/r/..." : http.Request.Path, problem);
                http.Response.Clear();
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }

            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } answer && (answer.ContentLength ?? 0) == 0)
            {
                await Show(http, answer.StatusCode);
            }
        }

        /// <summary>It asks nothing that could fail again: no session, no database.</summary>
        private static async Task Show(HttpContext http, int status)
        {
            Language text = new Visit(http).Text;
            (string title, string what, string? hint) = Words.GetValueOrDefault(status, Words[status < StatusCodes.Status500InternalServerError ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError]);
            if (status == StatusCodes.Status429TooManyRequests)
            {
                http.Response.Headers.RetryAfter = "60";
            }

            http.Response.Headers.CacheControl = "no-store";
            Frame frame = new(text, text[title], "", [], null, null);
            await new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<ErrorView>(new Dictionary<string, object?> { ["Model"] = new ErrorModel(frame, text[what], hint is null ? null : text[hint]) })
            {
                StatusCode = status,
                PreventStreamingRendering = true,
            }.ExecuteAsync(http);
        }
    }
}
