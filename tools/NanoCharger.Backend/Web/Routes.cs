using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace NanoCharger.Backend.Web
{
    /// <summary>How a page, a form and a live part are registered: each with its policy, and no form without the token of the page that it stood on.</summary>
    internal static class Routes
    {
        /// <summary>A page.</summary>
        internal static void MapPage(this IEndpointRouteBuilder routes, string pattern, string policy, Func<Visit, Task<IResult>> page)
        {
            routes.MapGet(pattern, (Delegate)((HttpContext http) => page(new Visit(http)))).RequireAuthorization(policy).WithMetadata(PageMark.Page);
        }

        /// <summary>A form: it does one thing, and sends whoever posted it on.</summary>
        internal static void MapForm(this IEndpointRouteBuilder routes, string pattern, string policy, Func<Visit, Task<IResult>> form)
        {
            routes.MapPost(pattern, (Delegate)((HttpContext http) => Post(http, form, policy is Policies.Money or Policies.Stations or Policies.Operator))).RequireAuthorization(policy).WithMetadata(PageMark.Form);
        }

        /// <summary>A live part of a page, as server-sent events: the fragment that the page rendered, each time it is another.</summary>
        internal static void MapLive<TFragment>(this IEndpointRouteBuilder routes, string pattern, string policy, Func<Visit, Task<object>> model)
            where TFragment : Microsoft.AspNetCore.Components.IComponent
        {
            routes.MapGet(pattern, (HttpContext http) => new LiveStream(new Visit(http)).Run<TFragment>(model)).RequireAuthorization(policy).WithMetadata(PageMark.Live);
        }

        private static async Task<IResult> Post(HttpContext http, Func<Visit, Task<IResult>> form, bool once)
        {
            try
            {
                await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
            }
            catch (AntiforgeryValidationException refused)
            {
                // Without a token, or with one that could not be read since the form is longer than any of ours.
                return Visit.Refuse(refused.InnerException is BadHttpRequestException large ? large.StatusCode : StatusCodes.Status400BadRequest);
            }

            Visit visit = new(http);
            await visit.ReadForm();
            // What changes nothing but who is signed in answers with cookies of its own, each time.
            return once ? await http.RequestServices.GetRequiredService<PostedForms>().Once(http, () => form(visit)) : await form(visit);
        }
    }

    /// <summary>What a route is; machine routes have none.</summary>
    internal enum PageMark
    {
        Page = 1,
        Form = 2,
        Live = 3,
    }
}
