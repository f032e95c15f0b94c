using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>A window of the browser that notes every error of its console and every request to another host, and says so when it is looked at.</summary>
    internal sealed class Window : IAsyncDisposable
    {
        private static readonly string[] Grave = ["serious", "critical"];

        /// <summary>Where pictures go: the folder that SHOTS names, else nowhere.</summary>
        private static readonly string? Shots = Environment.GetEnvironmentVariable("SHOTS");

        private readonly WebHost _host;
        private readonly Look _look;
        private readonly bool _scripts;
        private readonly List<string> _wrong = [];

        internal Window(WebHost host, IPage page, Look look, bool scripts = true)
        {
            _scripts = scripts;
            _host = host;
            _look = look;
            Page = page;
            page.Console += (_, line) =>
            {
                // What the program refuses on purpose is told by the browser too.
                if (line.Type is "error" or "warning" && !line.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
                {
                    _wrong.Add($"{line.Type}: {line.Text}");
                }
            };
            page.PageError += (_, error) => _wrong.Add(error);
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(host.Address, StringComparison.Ordinal) && !(request.IsNavigationRequest && MayLeaveTo is { } origin && request.Url.StartsWith(origin + "/", StringComparison.Ordinal)) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                {
                    _wrong.Add("asked elsewhere: " + request.Url);
                }
            };
        }

        internal IPage Page { get; }

        /// <summary>Where else he may be sent, and nothing be fetched from; null: nowhere.</summary>
        internal string? MayLeaveTo { get; set; }

        /// <summary>Goes to a page.</summary>
        internal async Task Go(string path)
        {
            // Not "load" and silence: a page that lives never falls silent.
            await Page.GotoAsync(_host.Address + path);
        }

        /// <summary>Signs in.</summary>
        internal async Task SignIn(string mail)
        {
            await Go("/sign-in");
            await Fill(("mail", mail), ("password", WebHost.Password));
            await Send();
        }

        /// <summary>Fills fields by their names.</summary>
        internal async Task Fill(params (string Name, string Value)[] fields)
        {
            foreach ((string name, string value) in fields)
            {
                await Page.Locator($"main [name={name}]").FillAsync(value);
            }
        }

        /// <summary>Presses the page's first button, and waits for what comes.</summary>
        internal async Task Send(string button = "main form button")
        {
            await Page.EvaluateAsync("document.documentElement.dataset.before = 'yes'");
            await Page.Locator(button).First.ClickAsync();


            // Looked at from outside: the pages' own policy lets no script wait within them.
            for (int looks = 0; looks < 600 && !await IsNew(); looks++)
            {
                await Task.Delay(50);
            }
        }

        private async Task<bool> IsNew()
        {
            try
            {
                return await Page.EvaluateAsync<bool>("!document.documentElement.dataset.before && document.readyState === 'complete'");
            }
            catch (PlaywrightException)
            {
                // The page goes just now.
                return false;
            }
        }

        internal Task<string> Title()
        {
            return Page.Locator("h1").InnerTextAsync();
        }

        /// <summary>Looks at the page: nothing is wrong at the console, nothing was asked elsewhere, nobody is kept out of it (axe), nothing sticks out at the side; and takes its picture.</summary>
        internal async Task LookAt(string name)
        {
            Assert.Empty(_wrong);
            int over = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{name} {_look}: sticks out by {over} pixels");
            if (Shots is not null)
            {
                Directory.CreateDirectory(Shots);
                await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Shots, $"{name}-{_look}.png"), FullPage = true });
            }

            if (_scripts)
            {
                // Where pages run no scripts it would wait for ever.
                Deque.AxeCore.Commons.AxeResult result = await Page.RunAxe();
                Assert.Empty(result.Violations.Where(one => Grave.Contains(one.Impact))
                    .Select(one => $"{name} {_look}: {one.Id}: {string.Join("; ", one.Nodes.Select(node => node.Html + " " + string.Join(", ", node.Any.Select(check => check.Message))))}"));
            }

            string small = await Page.EvaluateAsync<string>(
                """
                [...document.querySelectorAll('main button, main .button, main input:not([type=hidden]), main select, nav a, summary')]
                    .filter(one => one.getClientRects().length && !one.closest('label.tick') && one.getBoundingClientRect().height < 44)
                    .map(one => one.outerHTML.slice(0, 120) + ' ' + one.getBoundingClientRect().height).join('; ')
                """);
            Assert.True(small.Length == 0, $"{name} {_look}: too small for a thumb: {small}");
        }

        public async ValueTask DisposeAsync()
        {
            await Page.Context.CloseAsync();
        }
    }
}
