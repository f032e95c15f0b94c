using System.Collections;

namespace nanoFramework.TestFramework
{
    /// <summary>Assertions about collections.</summary>
    public sealed class CollectionAssert
    {
        /// <summary>Fails unless the collection has no element.</summary>
        /// <param name="collection">The collection, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void Empty(ICollection collection, string message = "")
        {
            Assert.RequireNotNull(collection, nameof(collection), "CollectionAssert.Empty");
            Assert.FailIf(collection.Count != 0, "CollectionAssert.Empty", $"{collection.Count} elements. {message}");
        }

        /// <summary>Fails unless the collection has an element.</summary>
        /// <param name="collection">The collection, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void NotEmpty(ICollection collection, string message = "")
        {
            Assert.RequireNotNull(collection, nameof(collection), "CollectionAssert.NotEmpty");
            Assert.FailIf(collection.Count == 0, "CollectionAssert.NotEmpty", message);
        }

        /// <summary>Fails unless both collections hold equal elements in the same order.</summary>
        /// <param name="expected">What the test expects; null equals only null.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        public static void AreEqual(ICollection? expected, ICollection? actual, string message = "")
        {
            string? difference = Difference(expected, actual);
            Assert.FailIf(difference != null, "CollectionAssert.AreEqual", $"{difference} {message}");
        }

        /// <summary>Fails when both collections hold equal elements in the same order.</summary>
        /// <param name="notExpected">What the test rules out.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        public static void AreNotEqual(ICollection? notExpected, ICollection? actual, string message = "")
        {
            Assert.FailIf(Difference(notExpected, actual) == null, "CollectionAssert.AreNotEqual", $"Both hold the same elements. {message}");
        }

        private static string? Difference(ICollection? expected, ICollection? actual)
        {
            if (ReferenceEquals(expected, actual))
            {
                return null;
            }

            if (expected == null || actual == null)
            {
                return "One of the collections is null.";
            }

            if (expected.Count != actual.Count)
            {
                return $"Expected {expected.Count} elements, found {actual.Count}.";
            }

            IEnumerator left = expected.GetEnumerator();
            IEnumerator right = actual.GetEnumerator();
            for (int index = 0; left.MoveNext() && right.MoveNext(); index++)
            {
                if (!Equals(left.Current, right.Current))
                {
                    return $"Element {index}: expected:<{Assert.Show(left.Current)}>, actual:<{Assert.Show(right.Current)}>.";
                }
            }

            return null;
        }
    }
}
