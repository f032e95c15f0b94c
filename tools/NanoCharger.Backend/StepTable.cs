using System.Collections.Generic;

namespace NanoCharger.Backend
{
    /// <summary>Looks in a table of states, events and effects: what is not in it does not happen.</summary>
    internal static class StepTable
    {
        /// <summary>The step of an event; null where the state has none for it.</summary>
        internal static (TTo To, TEffect Effect)? Find<TFrom, TEvent, TTo, TEffect>(IReadOnlyList<(TFrom? From, TEvent Event, TTo To, TEffect Effect)> steps, TFrom? from, TEvent what)
            where TFrom : struct
            where TEvent : struct
        {
            foreach ((TFrom? state, TEvent @event, TTo to, TEffect effect) in steps)
            {
                if (EqualityComparer<TFrom?>.Default.Equals(state, from) && EqualityComparer<TEvent>.Default.Equals(@event, what))
                {
                    return (to, effect);
                }
            }

            return null;
        }
    }
}
