using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What comes out of a printer, as the browser prints it to a file.</summary>
    [Collection(Browsing.Name)]
    public sealed class PrintTests(Chromium browser)
    {
        /// <summary>Points of a millimetre.</summary>
        private const double Millimetre = 72 / 25.4;

        [BrowserTheory]
        [InlineData("en")]
        [InlineData("de")]
        public async Task A_label_is_one_page_of_7_by_5_cm_with_the_address_in_clear_and_as_a_code_that_is_read(string language)
        {
            await using WebHost host = await DemoHost.Start();
            await using Window window = await browser.Open(host, new Look(1440, language == "de", language));
            await window.SignIn((await host.Make(Role.Manager, language: language)).Mail);
            await window.Go("/stations/linden-03/label");
            using PdfDocument label = PdfDocument.Open(await Printed(window));
            Page page = Assert.Single(label.GetPages());
            Assert.Equal((70, 50), (Math.Round(page.Width / Millimetre), Math.Round(page.Height / Millimetre)));
            string address = host.Address + "/c/linden-03";
            string text = Text(page);
            Assert.Contains(address, text, StringComparison.Ordinal);
            Assert.Contains("Bay3", text, StringComparison.Ordinal);
            string rule = Regex.Replace(Languages.All[language]["guest.blink-rule"], "\\s", "");
            Assert.Contains(rule, text, StringComparison.Ordinal);
            Assert.Equal("Bay3".Length + address.Length + rule.Length, text.Length);
            Assert.Equal(address, Read(page));
        }

        [BrowserTheory]
        [InlineData("en")]
        [InlineData("de")]
        public async Task A_months_charges_are_printed_with_their_sums_and_without_what_only_a_screen_can_use(string language)
        {
            await using WebHost host = await DemoHost.Start();
            await using Window window = await browser.Open(host, new Look(360, language == "de", language));
            await window.SignIn((await host.Make(Role.Manager, language: language)).Mail);
            await window.Go("/charges?month=2026-11");
            int lines = await window.Page.Locator("table.charges tbody tr").CountAsync();
            string[] sums = [.. (await window.Page.Locator(".sums dd").AllInnerTextsAsync()).Select(sum => sum.Split('\n')[0])];
            using PdfDocument list = PdfDocument.Open(await Printed(window));
            string all = string.Concat(list.GetPages().Select(Text));
            Assert.All(list.GetPages(), page => Assert.Equal((210, 297), (Math.Round(page.Width / Millimetre), Math.Round(page.Height / Millimetre))));
            Assert.All(sums, sum => Assert.Contains(Regex.Replace(sum, "\\s", ""), all, StringComparison.Ordinal));

            // A table with its heads, a line a charge: not the cards of a phone.
            Assert.Contains(language == "de" ? "Beginn" : "Began", all, StringComparison.Ordinal);
            Assert.Equal(lines, Regex.Count(all, "[0-9]{2}[./]11[./]2026,[0-9]{2}:[0-9]{2}"));
            Assert.InRange(lines, 75, 90);
            Assert.InRange(list.NumberOfPages, 1, 4);
            string[] screen = language == "de" ? ["Abmelden", "Heute", "Anzeigen", "CSV"] : ["Signout", "Today", "Show", "CSV"];
            Assert.All(screen, word => Assert.DoesNotContain(word, all, StringComparison.Ordinal));
        }

        private static async Task<byte[]> Printed(Window window)
        {
            // By the browser's own way (CDP Page.printToPDF), on the paper that the style asks for, else A4.
            return await window.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, Format = "A4" });
        }

        /// <summary>All letters of a page; how words stand apart is the printer's.</summary>
        private static string Text(Page page)
        {
            return Regex.Replace(string.Concat(page.Letters.Select(letter => letter.Value)), "\\s", "");
        }

        /// <summary>The code that is painted in black on a page, by its squares: what a camera would see of it.</summary>
        private static string? Read(Page page)
        {
            const int DotsOfPoint = 8;
            (int width, int height) = ((int)(page.Width * DotsOfPoint), (int)(page.Height * DotsOfPoint));
            byte[] light = Enumerable.Repeat((byte)255, width * height).ToArray();
            foreach (PdfRectangle square in page.Paths.Where(path => path.IsFilled && IsBlack(path)).SelectMany(path => path).Select(sub => sub.GetBoundingRectangle()).OfType<PdfRectangle>())
            {
                for (int row = (int)Math.Round((page.Height - square.Top) * DotsOfPoint); row < (int)Math.Round((page.Height - square.Bottom) * DotsOfPoint); row++)
                {
                    Array.Fill(light, (byte)0, (row * width) + (int)Math.Round(square.Left * DotsOfPoint), (int)Math.Round(square.Width * DotsOfPoint));
                }
            }

            ZXing.RGBLuminanceSource source = new(light, width, height, ZXing.RGBLuminanceSource.BitmapFormat.Gray8);
            return new ZXing.QrCode.QRCodeReader().decode(new ZXing.BinaryBitmap(new ZXing.Common.HybridBinarizer(source)))?.Text;
        }

        private static bool IsBlack(PdfPath path)
        {
            (double red, double green, double blue) = path.FillColor?.ToRGBValues() ?? (1, 1, 1);
            return red + green + blue < 0.1;
        }
    }
}
