using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace NanoCharger.Backend
{
    /// <summary>What is remembered under names that anybody may make up: of too many all are forgotten, so that nobody fills the memory with them.</summary>
    internal sealed class Bounded<T>
        where T : class
    {
        /// <summary>More than a company has.</summary>
        internal const int Most = 4096;

        private readonly ConcurrentDictionary<string, T> _all = new(StringComparer.Ordinal);

        /// <summary>How many are remembered.</summary>
        internal int Count => _all.Count;

        /// <summary>What is remembered under a name; null where nothing is.</summary>
        internal T? Find(string name)
        {
            return _all.GetValueOrDefault(name);
        }

        /// <summary>Remembers something.</summary>
        internal void Keep(string name, T value)
        {
            if (_all.Count >= Most && !_all.ContainsKey(name))
            {
                _all.Clear();
            }

            _all[name] = value;
        }
    }
}
