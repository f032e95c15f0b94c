using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Check.Heap
{
    /// <summary>What was alive at one moment.</summary>
    public sealed class HeapLook
    {
        internal const string Statics = "statics";

        private readonly Dictionary<(string Part, string Phase), long> _bytes = new();

        internal HeapLook(string phase, long staticBytes)
        {
            Phase = phase;
            StaticBytes = staticBytes;
        }

        /// <summary>The phase that had just ended.</summary>
        public string Phase { get; }

        /// <summary>Bytes of static fields and what they hold, which are there before Main.</summary>
        public long StaticBytes { get; }

        /// <summary>Bytes of everything else.</summary>
        public long Total => _bytes.Values.Sum();

        /// <summary>Bytes of texts made at run time, which are in the total.</summary>
        public long TextBytes { get; private set; }

        /// <summary>Bytes of a part.</summary>
        public long Of(string part)
        {
            return _bytes.Where(entry => entry.Key.Part == part).Sum(entry => entry.Value);
        }

        /// <summary>Bytes that were made in a phase.</summary>
        public long In(string phase)
        {
            return _bytes.Where(entry => entry.Key.Phase == phase).Sum(entry => entry.Value);
        }

        /// <summary>Bytes of a part that were made in a phase.</summary>
        public long Of(string part, string phase)
        {
            return _bytes.GetValueOrDefault((part, phase));
        }

        internal void Add(HeapItem item, string phase)
        {
            _bytes[(item.Part, phase)] = Of(item.Part, phase) + item.Bytes;
            TextBytes += item.Holder is string ? item.Bytes : 0;
        }
    }
}
