using System;

namespace nanoFramework.TestFramework
{
    // Overloads for each type, since the device has no generics. Values compare boxed, as they do there.
    public sealed partial class Assert
    {
        /// <summary>Fails unless both values are equal. Values of different types are never equal.</summary>
        /// <param name="expected">What the test expects.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        public static void AreEqual(object? expected, object? actual, string message = "")
        {
            FailIf(!Equals(expected, actual), "Assert.AreEqual", $"Expected:<{Show(expected)}>. Actual:<{Show(actual)}>. {message}");
        }

        /// <summary>Fails when both values are equal. Values of different types are never equal.</summary>
        /// <param name="notExpected">What the test rules out.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        public static void AreNotEqual(object? notExpected, object? actual, string message = "")
        {
            FailIf(Equals(notExpected, actual), "Assert.AreNotEqual", $"Both are:<{Show(actual)}>. {message}");
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(bool expected, bool actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(byte expected, byte actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(char expected, char actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(DateTime expected, DateTime actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(double expected, double actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(float expected, float actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(int expected, int actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(long expected, long actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(sbyte expected, sbyte actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(short expected, short actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(string? expected, string? actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(uint expected, uint actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(ulong expected, ulong actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        public static void AreEqual(ushort expected, ushort actual, string message = "")
        {
            AreEqual((object?)expected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(bool notExpected, bool actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(byte notExpected, byte actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(char notExpected, char actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(double notExpected, double actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(float notExpected, float actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(int notExpected, int actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(long notExpected, long actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(short notExpected, short actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(string? notExpected, string? actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(uint notExpected, uint actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        public static void AreNotEqual(ushort notExpected, ushort actual, string message = "")
        {
            AreNotEqual((object?)notExpected, actual, message);
        }
    }
}
