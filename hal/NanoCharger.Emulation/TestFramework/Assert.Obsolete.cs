using System;
using System.Collections;

namespace nanoFramework.TestFramework
{
    // The names of an earlier version. The device's library still has them and warns, so this one does too.
    public sealed partial class Assert
    {
        private const string UseInstead = "An earlier name: use ";

        /// <summary>Fails unless both arrays hold the same values in the same order.</summary>
        /// <param name="expected">What the test expects.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        [Obsolete(UseInstead + "CollectionAssert.AreEqual")]
        public static void Equal(Array expected, Array actual, string message = "")
        {
            FailIf(!expected.SequenceEqual(actual), "Assert.Equal", message);
        }

        /// <summary>Fails when both arrays hold the same values in the same order.</summary>
        /// <param name="notExpected">What the test rules out.</param>
        /// <param name="actual">What the code made.</param>
        /// <param name="message">Added to the failure.</param>
        [Obsolete(UseInstead + "CollectionAssert.AreNotEqual")]
        public static void NotEqual(Array notExpected, Array actual, string message = "")
        {
            FailIf(notExpected.SequenceEqual(actual), "Assert.NotEqual", message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(bool expected, bool actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(byte expected, byte actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(char expected, char actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(DateTime expected, DateTime actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(double expected, double actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(float expected, float actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(int expected, int actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(long expected, long actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(sbyte expected, sbyte actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(short expected, short actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(string? expected, string? actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(uint expected, uint actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(ulong expected, ulong actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreEqual")]
        public static void Equal(ushort expected, ushort actual, string message = "")
        {
            AreEqual(expected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(bool notExpected, bool actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(byte notExpected, byte actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(char notExpected, char actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(DateTime notExpected, DateTime actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(double notExpected, double actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(float notExpected, float actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(int notExpected, int actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(long notExpected, long actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(sbyte notExpected, sbyte actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(short notExpected, short actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(string? notExpected, string? actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(uint notExpected, uint actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(ulong notExpected, ulong actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="AreNotEqual(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotEqual")]
        public static void NotEqual(ushort notExpected, ushort actual, string message = "")
        {
            AreNotEqual(notExpected, actual, message);
        }

        /// <inheritdoc cref="CollectionAssert.Empty(ICollection, string)"/>
        [Obsolete(UseInstead + "CollectionAssert.Empty")]
        public static void Empty(ICollection collection, string message = "")
        {
            CollectionAssert.Empty(collection, message);
        }

        /// <inheritdoc cref="CollectionAssert.NotEmpty(ICollection, string)"/>
        [Obsolete(UseInstead + "CollectionAssert.NotEmpty")]
        public static void NotEmpty(ICollection collection, string message = "")
        {
            CollectionAssert.NotEmpty(collection, message);
        }

        /// <inheritdoc cref="IsFalse(bool, string)"/>
        [Obsolete(UseInstead + "IsFalse")]
        public static void False(bool condition, string message = "")
        {
            IsFalse(condition, message);
        }

        /// <inheritdoc cref="IsTrue(bool, string)"/>
        [Obsolete(UseInstead + "IsTrue")]
        public static void True(bool condition, string message = "")
        {
            IsTrue(condition, message);
        }

        /// <inheritdoc cref="IsInstanceOfType(object, Type, string)"/>
        [Obsolete(UseInstead + "IsInstanceOfType")]
        public static void IsType(Type expectedType, object? value, string message = "")
        {
            IsInstanceOfType(value, expectedType, message);
        }

        /// <inheritdoc cref="IsNotInstanceOfType(object, Type, string)"/>
        [Obsolete(UseInstead + "IsNotInstanceOfType")]
        public static void IsNotType(Type wrongType, object? value, string message = "")
        {
            IsNotInstanceOfType(value, wrongType, message);
        }

        /// <inheritdoc cref="IsNull(object, string)"/>
        [Obsolete(UseInstead + "IsNull")]
        public static void Null(object? value, string message = "")
        {
            IsNull(value, message);
        }

        /// <inheritdoc cref="IsNotNull(object, string)"/>
        [Obsolete(UseInstead + "IsNotNull")]
        public static void NotNull(object? value, string message = "")
        {
            IsNotNull(value, message);
        }

        /// <inheritdoc cref="AreSame(object, object, string)"/>
        [Obsolete(UseInstead + "AreSame")]
        public static void Same(object? expected, object? actual, string message = "")
        {
            AreSame(expected, actual, message);
        }

        /// <inheritdoc cref="AreNotSame(object, object, string)"/>
        [Obsolete(UseInstead + "AreNotSame")]
        public static void NotSame(object? notExpected, object? actual, string message = "")
        {
            AreNotSame(notExpected, actual, message);
        }

        /// <inheritdoc cref="ThrowsException(Type, Action, string)"/>
        [Obsolete(UseInstead + "ThrowsException")]
        public static void Throws(Type exceptionType, Action action, string message = "")
        {
            ThrowsException(exceptionType, action, message);
        }
    }
}
