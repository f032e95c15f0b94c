using System;
using NanoCharger.Check.Heap;

namespace NanoCharger.Check.Cost
{
    /// <summary>What rewritten code calls: once at the start of each block of instructions.</summary>
    /// <remarks>Only threads that a <see cref="Recorder"/> has begun on are counted, each for itself.</remarks>
    public static class Counter
    {
        [ThreadStatic]
        private static long[]? _hits;

        [ThreadStatic]
        private static long[]? _arrayBytes;

        /// <summary>A block of instructions begins.</summary>
        /// <param name="block">Its number.</param>
        public static void Hit(int block)
        {
            long[]? hits = _hits;
            if (hits != null)
            {
                hits[block]++;
            }
        }

        /// <summary>An array is about to be made.</summary>
        /// <param name="length">Of the array; handed through.</param>
        /// <param name="elementBytes">Size of an element.</param>
        /// <param name="block">Number of the block that makes it.</param>
        public static int Array(int length, int elementBytes, int block)
        {
            long[]? bytes = _arrayBytes;
            if (bytes != null)
            {
                bytes[block] += HeapLayout.Array(length, elementBytes);
            }
            return length;
        }

        /// <summary>Counts the present thread into these arrays, a place for each block, or into none.</summary>
        internal static void Attach(long[]? hits, long[]? arrayBytes)
        {
            _hits = hits;
            _arrayBytes = arrayBytes;
        }
    }
}
