using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>The test needs a browser: Debian's chromium. Skipped with the reason where there is none.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class BrowserFactAttribute : FactAttribute
    {
        public BrowserFactAttribute()
        {
            Skip = Chromium.Absent;
        }
    }

    /// <inheritdoc cref="BrowserFactAttribute"/>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class BrowserTheoryAttribute : TheoryAttribute
    {
        public BrowserTheoryAttribute()
        {
            Skip = Chromium.Absent;
        }
    }

    /// <summary>One browser for all tests of a collection; each test has windows of its own.</summary>
    public sealed class Chromium : IAsyncLifetime
    {
        private const string Executable = "/usr/bin/chromium";

        private IPlaywright? _playwright;
        private IBrowser? _browser;

        /// <summary>Why there is none; null where there is one.</summary>
        internal static string? Absent => File.Exists(Executable) ? null : $"there is no {Executable}: apt-get install chromium";

        /// <summary>A window, with cookies of its own, that is watched: see <see cref="Window"/>.</summary>
        /// <param name="host">Whose pages it shows.</param>
        /// <param name="look">Its width, its light and its language.</param>
        /// <param name="scripts">False where its owner lets no page run any.</param>
        internal async Task<Window> Open(WebHost host, Look look, bool scripts = true)
        {
            IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
            {
                BaseURL = host.Address,
                Locale = look.Language,
                JavaScriptEnabled = scripts,
                ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,

                // What moves is measured where it stands.
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = look.Width, Height = look.Width < 800 ? 740 : 900 },
            });
            context.SetDefaultTimeout(30_000);
            return new Window(host, await context.NewPageAsync(), look, scripts);
        }

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            if (Absent is not null)
            {
                return;
            }

            _playwright = await Playwright.CreateAsync();

            // Root has no sandbox; nothing that the tests show is foreign.
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu"] });
        }

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            if (_browser is not null)
            {
                await _browser.DisposeAsync();
            }

            _playwright?.Dispose();
        }
    }

    /// <summary>Tests of pages, with one browser; they run one after the other.</summary>
    [CollectionDefinition(Name)]
    public sealed class Browsing : ICollectionFixture<Chromium>
    {
        internal const string Name = "browsing";
    }

    /// <summary>Stories, with another browser, beside the tests of pages.</summary>
    [CollectionDefinition(Name)]
    public sealed class Telling : ICollectionFixture<Chromium>
    {
        internal const string Name = "telling";
    }

    /// <summary>How somebody looks at a page.</summary>
    /// <param name="Width">Of his window, in pixels.</param>
    /// <param name="Dark">He likes it dark.</param>
    /// <param name="Language">What his browser asks for.</param>
    internal readonly record struct Look(int Width = 1440, bool Dark = false, string Language = "en")
    {
        /// <summary>Phone and desk, by day and by night, in each language: two looks have each of them once, LOOKS=4 takes two more.</summary>
        internal static readonly Look[] All = Environment.GetEnvironmentVariable("LOOKS") == "4"
            ? [new(360, false, "de"), new(360, true, "en"), new(1440, false, "en"), new(1440, true, "de")]
            : [new(360, false, "de"), new(1440, true, "en")];

        /// <inheritdoc/>
        public override string ToString()
        {
            return FormattableString.Invariant($"{Width}-{(Dark ? "dark" : "light")}-{Language}");
        }
    }
}
