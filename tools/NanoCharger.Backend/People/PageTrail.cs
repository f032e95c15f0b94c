using System;
using System.Collections.Generic;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What pages change of residents and cards, as lines of the trail.</summary>
    internal sealed class PageTrail(Actor actor) : ITrail
    {
        /// <summary>The keys of the words in the language files.</summary>
        private static readonly Dictionary<string, string> Kinds = new()
        {
            ["added"] = ChangeKind.ResidentAdded,
            ["name and address changed"] = "change.name-and-address-changed",
            ["sign-in given"] = "change.sign-in-given",
            ["sign-in taken away"] = "change.sign-in-taken-away",
            ["moved in"] = "change.moved-in",
            ["moved out"] = "change.moved-out",
            ["blocked"] = "change.blocked",
            ["unblocked"] = "change.unblocked",
            ["card given"] = "change.card-given",
            ["card ended"] = "change.card-ended",
            ["card renamed"] = "change.card-renamed",
            ["card blocked"] = "change.card-blocked",
            ["card unblocked"] = "change.card-unblocked",
            ["to be erased"] = "change.to-be-erased",
        };

        /// <inheritdoc/>
        public void Add(PlatformContext context, Change change)
        {
            ArgumentNullException.ThrowIfNull(change);
            Trail.Add(context, actor with { Tenant = change.Tenant }, Kinds.GetValueOrDefault(change.What, change.What), change.Of.Stored(), after: change.To?.Stored());
            context.SaveChanges();
        }
    }
}
