using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace NanoCharger.TestAdapter
{
    /// <summary>Runs the device's tests in the host's own process, one after another, class by class.</summary>
    [ExtensionUri(UriText)]
    public sealed class TestExecutor : ITestExecutor
    {
        /// <summary>The identity of this executor, as attributes need it.</summary>
        public const string UriText = "executor://nanocharger/testadapter";

        /// <summary>The identity of this executor.</summary>
        public static readonly Uri Uri = new Uri(UriText);

        private volatile bool _cancelled;

        /// <summary>Runs all tests of the assemblies named NFUnitTest that the filter of the run lets through.</summary>
        /// <param name="sources">Paths of assemblies; any other name is left to its own adapter.</param>
        /// <param name="runContext">Holds the filter.</param>
        /// <param name="frameworkHandle">Takes the results.</param>
        public void RunTests(IEnumerable<string>? sources, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
        {
            Func<TestCase, bool>? filter = ReadFilter(runContext, frameworkHandle!);
            if (filter != null)
            {
                Run((sources ?? Array.Empty<string>()).Where(TestCatalog.IsDeviceTestAssembly), filter, frameworkHandle!);
            }
        }

        /// <summary>Runs the tests given.</summary>
        /// <param name="tests">Tests as <see cref="TestCatalog"/> found them.</param>
        /// <param name="runContext">Not used: the tests are chosen already.</param>
        /// <param name="frameworkHandle">Takes the results.</param>
        public void RunTests(IEnumerable<TestCase>? tests, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
        {
            ILookup<string, Guid> chosen = (tests ?? Array.Empty<TestCase>()).ToLookup(test => test.Source, test => test.Id);
            foreach (IGrouping<string, Guid> source in chosen)
            {
                HashSet<Guid> ids = source.ToHashSet();
                Run(new[] { source.Key }, test => ids.Contains(test.Id), frameworkHandle!);
            }
        }

        /// <summary>Stops after the test that is running.</summary>
        public void Cancel()
        {
            _cancelled = true;
        }

        private void Run(IEnumerable<string> sources, Func<TestCase, bool> chosen, IFrameworkHandle handle)
        {
            _cancelled = false;
            TestClassRunner runner = new TestClassRunner(handle, () => _cancelled);
            foreach (DeviceTestClass testClass in sources.SelectMany(source => TestCatalog.Read(source, handle)))
            {
                DeviceTest[] tests = testClass.Tests.Where(test => chosen(test.TestCase)).ToArray();
                if (tests.Length > 0 && !_cancelled)
                {
                    runner.Run(testClass, tests);
                }
            }
        }

        private static Func<TestCase, bool>? ReadFilter(IRunContext? runContext, IFrameworkHandle handle)
        {
            Dictionary<string, TestProperty> properties = new Dictionary<string, TestProperty>(StringComparer.OrdinalIgnoreCase)
            {
                ["FullyQualifiedName"] = TestCaseProperties.FullyQualifiedName,
                ["DisplayName"] = TestCaseProperties.DisplayName,
                ["Name"] = TestCaseProperties.DisplayName,
            };
            try
            {
                ITestCaseFilterExpression? filter = runContext?.GetTestCaseFilter(properties.Keys, name => properties.GetValueOrDefault(name)!);
                return test => filter == null
                    || filter.MatchTestCase(test, name => properties.TryGetValue(name, out TestProperty? property) ? test.GetPropertyValue(property) : null);
            }
            catch (TestPlatformFormatException error)
            {
                handle.SendMessage(TestMessageLevel.Error, error.Message);
                return null;
            }
        }
    }
}
