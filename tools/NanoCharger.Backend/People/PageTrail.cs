using System;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What pages change of residents and cards, as lines of the trail.</summary>
    internal sealed class PageTrail(Actor actor) : ITrail
    {
        /// <summary>The key of a change's words in the language files.</summary>
        internal static string Kind(string what)
        {
            return "change." + what.Replace(' ', '-');
        }

        /// <inheritdoc/>
        public void Add(PlatformContext context, Change change)
        {
            ArgumentNullException.ThrowIfNull(change);
            Trail.Add(context, actor with { Tenant = change.Tenant }, Kind(change.What), change.Of, change.From, change.To);
            context.SaveChanges();
        }
    }
}
