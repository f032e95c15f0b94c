using Microsoft.AspNetCore.Components;

namespace NanoCharger.Backend.Web.Views
{
    /// <summary>A page, or a part of one: what it shows is what it is given, and nothing else. It asks no database, no clock and no request.</summary>
    /// <typeparam name="TModel">What it is given.</typeparam>
    public abstract class View<TModel> : ComponentBase
    {
        /// <summary>What it shows.</summary>
        [Parameter]
        [EditorRequired]
        public TModel Model { get; set; } = default!;
    }
}
