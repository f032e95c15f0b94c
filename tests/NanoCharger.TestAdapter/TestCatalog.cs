using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace NanoCharger.TestAdapter
{
    /// <summary>Finds the tests of an assembly by the rules of nanoFramework's launcher.</summary>
    public static class TestCatalog
    {
        /// <summary>Tells whether the launcher on the device would load this assembly.</summary>
        /// <param name="source">Path of the assembly.</param>
        public static bool IsDeviceTestAssembly(string source)
        {
            return Path.GetFileNameWithoutExtension(source).Equals(FrameworkNames.TestAssembly, StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>Reads every [TestClass] of an assembly.</summary>
        /// <param name="source">Path of the assembly, whose dependencies lie beside it.</param>
        /// <param name="logger">Takes warnings about tests that the device would not run, or null.</param>
        /// <exception cref="FileNotFoundException">There is no such assembly.</exception>
        public static IReadOnlyList<DeviceTestClass> Read(string source, IMessageLogger? logger)
        {
            Assembly assembly = Assembly.LoadFrom(source);
            using DiaSession symbols = new DiaSession(source);
            List<DeviceTestClass> classes = new List<DeviceTestClass>();
            foreach (Type type in assembly.GetTypes())
            {
                if (type.IsClass && AttributesOf(type, FrameworkNames.TestClass).Any())
                {
                    WarnOfHiddenTests(type, logger);
                    classes.Add(ReadClass(type, source, symbols));
                }
            }

            return classes;
        }

        private static DeviceTestClass ReadClass(Type type, string source, DiaSession symbols)
        {
            MethodInfo[] methods = type.GetMethods().OrderBy(method => method.MetadataToken).ToArray();
            List<DeviceTest> plain = new List<DeviceTest>();
            List<DeviceTest> rows = new List<DeviceTest>();
            foreach (MethodInfo method in methods)
            {
                object[] rowAttributes = AttributesOf(method, FrameworkNames.DataRow).ToArray();
                for (int index = 0; index < rowAttributes.Length; index++)
                {
                    rows.Add(Row(type, method, rowAttributes[index], index, source, symbols));
                }

                if (rowAttributes.Length == 0 && AttributesOf(method, FrameworkNames.TestMethod).Any())
                {
                    plain.Add(new DeviceTest(Case(type, method, source, symbols), method, Array.Empty<object?>()));
                }
            }

            return new DeviceTestClass(
                methods.Where(method => AttributesOf(method, FrameworkNames.Setup).Any()).ToArray(),
                plain.Concat(rows).ToArray(),
                methods.Where(method => AttributesOf(method, FrameworkNames.Cleanup).Any()).ToArray());
        }

        private static DeviceTest Row(Type type, MethodInfo method, object attribute, int index, string source, DiaSession symbols)
        {
            PropertyInfo property = attribute.GetType().GetProperty(FrameworkNames.RowArguments)!;
            object?[] arguments = (object?[]?)property.GetValue(attribute) ?? Array.Empty<object?>();
            TestCase testCase = Case(type, method, source, symbols);
            testCase.DisplayName += "(" + string.Join(", ", arguments.Select(Show)) + ")";
            testCase.Id = IdOf(testCase.FullyQualifiedName, index);
            return new DeviceTest(testCase, method, arguments);
        }

        private static TestCase Case(Type type, MethodInfo method, string source, DiaSession symbols)
        {
            string name = type.FullName + "." + method.Name;
            TestCase testCase = new TestCase(name, TestExecutor.Uri, source) { DisplayName = name };
            DiaNavigationData? place = symbols.GetNavigationData(method.DeclaringType!.FullName!, method.Name);
            if (place?.FileName != null)
            {
                testCase.CodeFilePath = place.FileName;
                testCase.LineNumber = place.MinLineNumber;
            }

            return testCase;
        }

        // The rows of a method share its name, so the runner would take them for one test without an id of their own.
        private static Guid IdOf(string name, int row)
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name + "#" + row.ToString(CultureInfo.InvariantCulture)));
            return new Guid(hash.AsSpan(0, 16));
        }

        private static string Show(object? argument)
        {
            return argument switch
            {
                null => "null",
                string text => "\"" + text + "\"",
                object[] items => "[" + string.Join(", ", items.Select(Show)) + "]",
                _ => Convert.ToString(argument, CultureInfo.InvariantCulture)!,
            };
        }

        // The launcher compares attribute types for identity: a derived attribute does not count.
        private static IEnumerable<object> AttributesOf(MemberInfo member, string name)
        {
            return member.GetCustomAttributes(true).Where(attribute => attribute.GetType().FullName == name);
        }

        private static void WarnOfHiddenTests(Type type, IMessageLogger? logger)
        {
            const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
            foreach (MethodInfo method in type.GetMethods(Hidden))
            {
                if (AttributesOf(method, FrameworkNames.TestMethod).Any() || AttributesOf(method, FrameworkNames.DataRow).Any())
                {
                    logger?.SendMessage(TestMessageLevel.Warning, $"{type.FullName}.{method.Name} is not public: the device does not run it, nor does this adapter.");
                }
            }
        }
    }
}
