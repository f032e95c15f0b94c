using System;

namespace NanoCharger.Check.Cost
{
    /// <summary>What rewritten code calls: once at the start of each block of instructions.</summary>
    /// <remarks>Only threads that a <see cref="Recorder"/> has begun on are counted, each for itself.</remarks>
    public static class Counter
    {
        /// <summary>The place that collects the bytes of arrays; blocks are numbered from 1.</summary>
        internal const int ArrayBytes = 0;

        [ThreadStatic]
        private static long[]? _hits;

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
        /// <param name="headBytes">Size of an empty array.</param>
        public static int Array(int length, int elementBytes, int headBytes)
        {
            long[]? hits = _hits;
            if (hits != null)
            {
                hits[ArrayBytes] += headBytes + ((long)length * elementBytes);
            }
            return length;
        }

        /// <summary>Counts the present thread into this array, or into none.</summary>
        internal static void Attach(long[]? hits)
        {
            _hits = hits;
        }
    }
}
