using System;
using System.Globalization;
using System.Text.Encodings.Web;

namespace NanoCharger.Testing.Payments
{
    /// <summary>The provider's pages: where a guest types his card, and where a manager says who he is. Plain forms.</summary>
    internal static class ProviderPages
    {
        /// <summary>The card that is taken, as it stands in the field already.</summary>
        internal const string GoodCard = "4242 4242 4242 4242";

        /// <summary>The bank of this one asks its customer first.</summary>
        internal const string AskingCard = "4000 0025 0000 3155";

        /// <summary>Where a guest pays.</summary>
        /// <param name="page">Which.</param>
        /// <param name="line">What was wrong; empty for nothing.</param>
        internal static string Pay(ProviderRecords.Page page, string line)
        {
            string amount = (page.Amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);
            return Page("Pay", $"""
                <h1>{amount} {page.Currency.ToUpperInvariant()}</h1>
                <p>{Encoded(page.What)}</p>
                {(line.Length == 0 ? "" : $"<p role=\"alert\" style=\"color:#a00\">{Encoded(line)}</p>")}
                <form method="post">
                <label>Card number <input name="card" autocomplete="off" value="{GoodCard}"></label>
                <button name="do" value="pay">Pay</button>
                <button name="do" value="decline">Decline</button>
                <button name="do" value="back">Back</button>
                </form>
                """);
        }

        /// <summary>Where a guest's bank asks him.</summary>
        internal static string Ask()
        {
            return Page("Your bank asks", """
                <h1>Your bank asks</h1>
                <p>Is it you?</p>
                <form method="post">
                <button name="do" value="yes">Yes</button>
                <button name="do" value="no">No</button>
                </form>
                """);
        }

        /// <summary>Where nobody can pay any more.</summary>
        internal static string Over(ProviderRecords.Page page)
        {
            return Page("Over", $"""
                <h1>{(page.Status == "complete" ? "This is paid" : "This page has ended")}</h1>
                <p><a href="{Encoded(page.Cancel)}">Back</a></p>
                """);
        }

        /// <summary>Where a manager says who he is.</summary>
        internal static string Form()
        {
            return Page("Who are you?", """
                <h1>Who are you?</h1>
                <form method="post"><button name="do" value="done">That is me</button></form>
                """);
        }

        /// <summary>There is no such page.</summary>
        internal static string Nothing()
        {
            return Page("Nothing here", "<h1>Nothing here</h1>");
        }

        private static string Page(string title, string body)
        {
            return $"""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><link rel="icon" href="data:,">
                <style>body {"{"} font: 18px sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem {"}"} input, button {"{"} font: inherit; display: block; width: 100%; margin: .5rem 0; padding: .6rem {"}"}</style></head>
                <body><main>
                {body}
                </main></body>
                </html>
                """;
        }

        private static string Encoded(string text)
        {
            return HtmlEncoder.Default.Encode(text);
        }
    }
}
