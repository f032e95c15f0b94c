using System;
using System.Diagnostics.CodeAnalysis;
using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    /// <summary>The assertions of nanoFramework's test library; each throws <see cref="AssertFailedException"/> when it does not hold.</summary>
    public sealed partial class Assert
    {
        /// <summary>Fails when both are the same object.</summary>
        /// <param name="notExpected">The object that the test rules out.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        public static void AreNotSame(object? notExpected, object? actual, string message = "")
        {
            FailIf(ReferenceEquals(notExpected, actual), "Assert.AreNotSame", message);
        }

        /// <summary>Fails unless both are the same object. Values are boxed afresh and are never the same.</summary>
        /// <param name="expected">The object that the test expects.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        public static void AreSame(object? expected, object? actual, string message = "")
        {
            FailIf(!ReferenceEquals(expected, actual), "Assert.AreSame", message);
        }

        /// <summary>Fails unless <paramref name="value"/> contains <paramref name="expected"/>.</summary>
        /// <param name="expected">The part, not null.</param>
        /// <param name="value">The whole, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void Contains(string expected, string value, string message = "")
        {
            RequireBoth(expected, value, "Assert.Contains");
            FailIf(!value.Contains(expected, StringComparison.Ordinal), "Assert.Contains", $"'{value}' does not contain '{expected}'. {message}");
        }

        /// <summary>Fails when <paramref name="value"/> contains <paramref name="notExpected"/>.</summary>
        /// <param name="notExpected">The part, not null.</param>
        /// <param name="value">The whole, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void DoesNotContains(string notExpected, string value, string message = "")
        {
            RequireBoth(notExpected, value, "Assert.DoesNotContains");
            FailIf(value.Contains(notExpected, StringComparison.Ordinal), "Assert.DoesNotContains", $"'{value}' contains '{notExpected}'. {message}");
        }

        /// <summary>Fails unless <paramref name="value"/> ends with <paramref name="expected"/>.</summary>
        /// <param name="expected">The end, not null.</param>
        /// <param name="value">The whole, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void EndsWith(string expected, string value, string message = "")
        {
            RequireBoth(expected, value, "Assert.EndsWith");
            FailIf(!value.EndsWith(expected, StringComparison.Ordinal), "Assert.EndsWith", $"'{value}' does not end with '{expected}'. {message}");
        }

        /// <summary>Fails unless <paramref name="value"/> starts with <paramref name="expected"/>.</summary>
        /// <param name="expected">The start, not null.</param>
        /// <param name="value">The whole, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void StartsWith(string expected, string value, string message = "")
        {
            RequireBoth(expected, value, "Assert.StartsWith");
            FailIf(!value.StartsWith(expected, StringComparison.Ordinal), "Assert.StartsWith", $"'{value}' does not start with '{expected}'. {message}");
        }

        /// <summary>Fails when the condition is true.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="message">Added to the failure.</param>
        public static void IsFalse([DoesNotReturnIf(true)] bool condition, string message = "")
        {
            FailIf(condition, "Assert.IsFalse", message);
        }

        /// <summary>Fails when the condition is false.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="message">Added to the failure.</param>
        public static void IsTrue([DoesNotReturnIf(false)] bool condition, string message = "")
        {
            FailIf(!condition, "Assert.IsTrue", message);
        }

        /// <summary>Fails unless the value is of exactly this type: on the device a derived type does not count.</summary>
        /// <param name="value">The value; null is of no type.</param>
        /// <param name="expected">The type, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void IsInstanceOfType(object? value, Type expected, string message = "")
        {
            RequireNotNull(expected, nameof(expected), "Assert.IsInstanceOfType");
            FailIf(value?.GetType() != expected, "Assert.IsInstanceOfType", $"Expected type:<{expected}>. Actual type:<{Show(value?.GetType())}>. {message}");
        }

        /// <summary>Fails when the value is of exactly this type: on the device a derived type does not count.</summary>
        /// <param name="value">The value; null is of no type.</param>
        /// <param name="notExpected">The type, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void IsNotInstanceOfType(object? value, Type notExpected, string message = "")
        {
            RequireNotNull(notExpected, nameof(notExpected), "Assert.IsNotInstanceOfType");
            FailIf(value?.GetType() == notExpected, "Assert.IsNotInstanceOfType", $"Wrong type:<{notExpected}>. {message}");
        }

        /// <summary>Fails when the value is null.</summary>
        /// <param name="value">The value.</param>
        /// <param name="message">Added to the failure.</param>
        public static void IsNotNull([NotNull] object? value, string message = "")
        {
            FailIf(value == null, "Assert.IsNotNull", message);
        }

        /// <summary>Fails unless the value is null.</summary>
        /// <param name="value">The value.</param>
        /// <param name="message">Added to the failure.</param>
        public static void IsNull(object? value, string message = "")
        {
            FailIf(value != null, "Assert.IsNull", message);
        }

        /// <summary>Ends the test as skipped; in a setup method it skips the whole class.</summary>
        /// <param name="message">Why.</param>
        [DoesNotReturn]
        public static void SkipTest(string? message = null)
        {
            throw new SkipTestException(message);
        }

        /// <summary>Fails unless the action throws an exception of exactly this type, not of a derived one.</summary>
        /// <param name="exception">The type, not null.</param>
        /// <param name="action">What should throw, not null.</param>
        /// <param name="message">Added to the failure.</param>
        public static void ThrowsException(Type exception, Action action, string message = "")
        {
            RequireNotNull(exception, nameof(exception), "Assert.ThrowsException");
            RequireNotNull(action, nameof(action), "Assert.ThrowsException");
            Exception? thrown = null;
            try
            {
                action();
            }
            catch (Exception caught)
            {
                thrown = caught;
            }

            FailIf(thrown == null, "Assert.ThrowsException", $"No exception thrown. {exception.Name} was expected. {message}");
            FailIf(
                thrown!.GetType() != exception,
                "Assert.ThrowsException",
                $"Threw {thrown.GetType().Name}, but {exception.Name} was expected. {message} Its message: {thrown.Message}");
        }

        internal static void FailIf([DoesNotReturnIf(true)] bool failed, string assertion, string message)
        {
            if (failed)
            {
                throw new AssertFailedException($"{assertion} failed. {Show(message)}".TrimEnd());
            }
        }

        internal static void RequireNotNull([NotNull] object? value, string parameter, string assertion)
        {
            FailIf(value == null, assertion, $"The parameter '{parameter}' is null.");
        }

        /// <summary>A value as a failure shows it: null by name, and NUL characters visible.</summary>
        internal static string Show(object? value)
        {
            return (value?.ToString() ?? "(null)").Replace("\0", "\\0", StringComparison.Ordinal);
        }

        private static void RequireBoth([NotNull] string? expected, [NotNull] string? value, string assertion)
        {
            RequireNotNull(expected, nameof(expected), assertion);
            RequireNotNull(value, nameof(value), assertion);
        }
    }
}
