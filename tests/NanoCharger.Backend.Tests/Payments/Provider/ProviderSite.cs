using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace NanoCharger.Testing.Payments
{
    /// <summary>Serves the provider's pages, as people's browsers ask for them.</summary>
    /// <param name="gate">The lock of everything.</param>
    /// <param name="books">What there is.</param>
    internal sealed class ProviderSite(Lock gate, ProviderBooks books)
    {
        /// <summary>Answers a browser.</summary>
        internal async Task Answer(HttpContext context)
        {
            string wanted = HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? (await context.Request.ReadFormAsync())["do"].ToString() : "";
            string card = wanted.Length > 0 ? context.Request.Form["card"].ToString() : "";
            string[] parts = context.Request.Path.Value!.Trim('/').Split('/');
            (string? page, string? there) = Do(parts, wanted, card);
            if (there is not null)
            {
                // 303: what was a form is asked for as a page.
                (context.Response.StatusCode, context.Response.Headers.Location) = (StatusCodes.Status303SeeOther, there);
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.StatusCode = page is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            await context.Response.WriteAsync(page ?? ProviderPages.Nothing());
        }

        private (string? Page, string? There) Do(string[] parts, string wanted, string card)
        {
            lock (gate)
            {
                books.Tick();
                try
                {
                    return parts switch
                    {
                        ["c", "pay", var session] => Pay(books.PageOf(session), wanted, card),
                        ["setup", "e", _, var token] => Fill(books.FormOf(token), wanted),
                        _ => (null, null),
                    };
                }
                catch (ProviderRefusal)
                {
                    return (null, null);
                }
            }
        }

        private (string? Page, string? There) Pay(ProviderRecords.Page page, string wanted, string card)
        {
            if (page.Intent?.Status == "requires_action" && wanted is ("yes" or "no"))
            {
                books.Answer(page, wanted == "yes");
                return wanted == "yes" ? (null, page.Success) : (ProviderPages.Pay(page, "Your bank says no."), null);
            }

            if (page.Status != "open")
            {
                return (ProviderPages.Over(page), null);
            }

            if (page.Intent?.Status == "requires_action")
            {
                return (ProviderPages.Ask(), null);
            }

            switch (wanted)
            {
                case "back":
                    return (null, page.Cancel);
                case "pay" when Same(card, ProviderPages.GoodCard):
                    books.Pay(page, false);
                    return (null, page.Success);
                case "pay" when Same(card, ProviderPages.AskingCard):
                    books.Pay(page, true);
                    return (ProviderPages.Ask(), null);
                case "pay" or "decline":
                    books.Decline(page);
                    return (ProviderPages.Pay(page, "Your bank says no."), null);
                default:
                    return (ProviderPages.Pay(page, ""), null);
            }
        }

        private (string? Page, string? There) Fill(ProviderRecords.Form? form, string wanted)
        {
            if (form is null)
            {
                return (null, null);
            }

            if (form.IsUsed || form.Ends <= books.Now)
            {
                return (null, form.Again);
            }

            if (wanted != "done")
            {
                return (ProviderPages.Form(), null);
            }

            form.IsUsed = true;
            books.Enable(form.Account);
            return (null, form.Back);
        }

        private static bool Same(string typed, string card)
        {
            return typed.Replace(" ", "", StringComparison.Ordinal) == card.Replace(" ", "", StringComparison.Ordinal);
        }
    }
}
