using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Comparison of arrays for tests.</summary>
    public static class TestExtensions
    {
        /// <summary>Tells whether two arrays hold the same values of the same types in the same order.</summary>
        /// <param name="a">One array.</param>
        /// <param name="b">The other array.</param>
        /// <returns>False when either is null. Reference types are equal only when they are the same object, as on the device.</returns>
        public static bool SequenceEqual(this Array a, Array b)
        {
            if (a == null || b == null || a.Length != b.Length)
            {
                return false;
            }

            for (int index = 0; index < a.Length; index++)
            {
                if (!SameElement(a.GetValue(index), b.GetValue(index)))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool SameElement(object? left, object? right)
        {
            return left is ValueType ? left.Equals(right) : ReferenceEquals(left, right);
        }
    }
}
