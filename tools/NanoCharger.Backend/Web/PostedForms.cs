using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web
{
    /// <summary>A click too many does nothing twice: a form that is posted again from the same page with the same fields waits for the first, and is answered as that was. Known to this worker alone, for a minute.</summary>
    internal sealed class PostedForms(WebClock clock)
    {
        private const long KnownMs = 60_000;

        private readonly ConcurrentDictionary<string, Posted> _known = new(StringComparer.Ordinal);

        /// <summary>Does what a form does, or answers as it was answered.</summary>
        /// <param name="http">The request: its token was looked at, and each page has another.</param>
        /// <param name="form">Does it.</param>
        internal async Task<IResult> Once(HttpContext http, Func<Task<IResult>> form)
        {
            string key = Key(http.Request);
            Posted mine = new(clock.NowMs);
            Posted first = _known.AddOrUpdate(key, mine, (_, known) => IsOver(known) ? mine : known);
            if (!ReferenceEquals(first, mine) && await first.Answered.Task is { } answer)
            {
                (http.Response.StatusCode, http.Response.Headers.Location, http.Response.Headers.SetCookie) = (answer.Status, answer.Location, answer.Cookies);
                return answer.Result;
            }

            Answer? mineIs = null;
            try
            {
                IResult result = await form();
                HttpResponse said = http.Response;
                bool did = said.StatusCode < StatusCodes.Status400BadRequest && result is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest };
                mineIs = did ? new Answer(result, said.StatusCode, said.Headers.Location, said.Headers.SetCookie) : null;
                return result;
            }
            finally
            {
                if (mineIs is null)
                {
                    // It has done nothing: the same once more is tried once more.
                    _known.TryRemove(key, out _);
                }

                mine.Answered.TrySetResult(mineIs);
                Forget();
            }
        }

        private static string Key(HttpRequest request)
        {
            StringBuilder all = new(request.Path);
            foreach ((string name, StringValues value) in request.Form.OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                all.Append('\n').Append(name).Append('\0').Append(value.ToString());
            }

            foreach (IFormFile file in request.Form.Files)
            {
                all.Append('\n').Append(file.FileName).Append('\0').Append(file.Length);
            }

            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
        }

        /// <summary>An answer may hold a link that is shown once: it is kept no longer than it is of use.</summary>
        private void Forget()
        {
            foreach ((string key, _) in _known.Where(one => IsOver(one.Value)))
            {
                _known.TryRemove(key, out _);
            }
        }

        private bool IsOver(Posted one)
        {
            return clock.NowMs - one.AtMs is < 0 or >= KnownMs;
        }

        private sealed record Posted(long AtMs)
        {
            public TaskCompletionSource<Answer?> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        private sealed record Answer(IResult Result, int Status, StringValues Location, StringValues Cookies);
    }
}
