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
            routes.MapGet(pattern, (Delegate)((HttpContext http) => Get(new Visit(http), policy, page))).RequireAuthorization(policy).WithMetadata(PageMark.Page);
        }

        /// <summary>A form: it does one thing, and sends whoever posted it on.</summary>
        /// <param name="routes">Where.</param>
        /// <param name="pattern">Its address.</param>
        /// <param name="policy">Who may post it.</param>
        /// <param name="form">What it does.</param>
        /// <param name="once">A click too many does nothing twice, also where nobody needs to be signed in.</param>
        internal static void MapForm(this IEndpointRouteBuilder routes, string pattern, string policy, Func<Visit, Task<IResult>> form, bool once = false)
        {
            bool isOnce = once || Policies.IsOfTenant(policy) || policy is Policies.Access or Policies.Operator or Policies.Resident;
            routes.MapPost(pattern, (Delegate)((HttpContext http) => Post(http, policy, form, isOnce))).RequireAuthorization(policy).WithMetadata(PageMark.Form);
        }

        /// <summary>A live part of a page, as server-sent events: the fragment that the page rendered, each time it is another; a model of null is of something that is not there for him.</summary>
        internal static void MapLive<TFragment>(this IEndpointRouteBuilder routes, string pattern, string policy, Func<Visit, Task<object?>> model)
            where TFragment : Microsoft.AspNetCore.Components.IComponent
        {
            routes.MapGet(pattern, (HttpContext http) => Stream<TFragment>(new Visit(http), policy, model)).RequireAuthorization(policy).WithMetadata(PageMark.Live);
        }

        /// <summary>What is of one tenant is shown to no operator before he has said which.</summary>
        private static bool MustChoose(Visit visit, string policy)
        {
            return visit.Holder is { MustChoose: true } && Policies.IsOfTenant(policy);
        }

        private static Task<IResult> Get(Visit visit, string policy, Func<Visit, Task<IResult>> page)
        {
            return MustChoose(visit, policy) ? Task.FromResult(visit.Go("/sign-in/as?to=" + Uri.EscapeDataString(visit.Http.Request.Path + visit.Http.Request.QueryString))) : page(visit);
        }

        private static Task Stream<TFragment>(Visit visit, string policy, Func<Visit, Task<object?>> model)
            where TFragment : Microsoft.AspNetCore.Components.IComponent
        {
            if (!MustChoose(visit, policy))
            {
                return new LiveStream(visit).Run<TFragment>(model);
            }

            visit.Http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        private static async Task<IResult> Post(HttpContext http, string policy, Func<Visit, Task<IResult>> form, bool once)
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
            if (MustChoose(visit, policy))
            {
                return visit.Go("/sign-in/as");
            }

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
