using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Asks as a browser does, with cookies, and follows nothing by itself.</summary>
    internal sealed partial class WebClient : IDisposable
    {
        private readonly HttpClient _http;

        internal WebClient(string address)
        {
            Handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies, ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
            _http = new HttpClient(Handler) { BaseAddress = new Uri(address) };
        }

        internal CookieContainer Cookies { get; } = new();

        internal HttpClientHandler Handler { get; }

        /// <summary>What is said of itself with each request.</summary>
        internal System.Net.Http.Headers.HttpRequestHeaders Headers => _http.DefaultRequestHeaders;

        internal async Task<Answer> Get(string path)
        {
            using HttpResponseMessage answer = await _http.GetAsync(path);
            return await Answer.Of(answer);
        }

        internal async Task<Answer> Send(HttpRequestMessage request)
        {
            using HttpResponseMessage answer = await _http.SendAsync(request);
            return await Answer.Of(answer);
        }

        /// <summary>Opens a stream, which the caller reads.</summary>
        internal Task<HttpResponseMessage> Open(string path)
        {
            return _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        }

        /// <summary>Posts a form of a page: the page is asked for first, for its token.</summary>
        internal async Task<Answer> Post(string page, string action, params (string Name, string Value)[] fields)
        {
            Answer form = await Get(page);
            Match token = Token().Match(form.Text);
            Assert.True(token.Success, $"{page} has no form: {form.Status}");
            return await PostAlone(action, [.. fields, ("token", WebUtility.HtmlDecode(token.Groups[1].Value))]);
        }

        /// <summary>Posts what is given, and nothing else.</summary>
        internal async Task<Answer> PostAlone(string action, params (string Name, string Value)[] fields)
        {
            using FormUrlEncodedContent content = new(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
            using HttpResponseMessage answer = await _http.PostAsync(action, content);
            return await Answer.Of(answer);
        }

        internal async Task<Answer> SignIn(string mail, string password)
        {
            return await Post("/sign-in", "/sign-in", ("mail", mail), ("password", password));
        }

        public void Dispose()
        {
            _http.Dispose();
            Handler.Dispose();
        }

        [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }

    /// <summary>What came.</summary>
    internal sealed record Answer(int Status, string? Location, string Text, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>With blanks for those that do not break: where lines may break is for the eye.</summary>
        internal static string Plain(string text)
        {
            return text.Replace("&#xA0;", " ", StringComparison.Ordinal).Replace('\u00a0', ' ');
        }

        internal static async Task<Answer> Of(HttpResponseMessage answer)
        {
            Dictionary<string, string> headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(one => one.Key, one => string.Join("; ", one.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer((int)answer.StatusCode, answer.Headers.Location?.OriginalString, Plain(await answer.Content.ReadAsStringAsync()), headers);
        }
    }
}
