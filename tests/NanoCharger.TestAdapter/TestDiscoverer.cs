using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace NanoCharger.TestAdapter
{
    /// <summary>Lists the device's tests to the runner (`dotnet test --list-tests`, test explorers).</summary>
    [FileExtension(".dll")]
    [DefaultExecutorUri(TestExecutor.UriText)]
    public sealed class TestDiscoverer : ITestDiscoverer
    {
        /// <summary>Sends every test of the assemblies named NFUnitTest; any other is left to its own adapter.</summary>
        /// <param name="sources">Paths of assemblies.</param>
        /// <param name="discoveryContext">Not used.</param>
        /// <param name="logger">Takes warnings.</param>
        /// <param name="discoverySink">Takes the tests.</param>
        public void DiscoverTests(
            IEnumerable<string> sources,
            IDiscoveryContext discoveryContext,
            IMessageLogger logger,
            ITestCaseDiscoverySink discoverySink)
        {
            IEnumerable<DeviceTestClass> classes = sources.Where(TestCatalog.IsDeviceTestAssembly).SelectMany(source => TestCatalog.Read(source, logger));
            foreach (DeviceTest test in classes.SelectMany(testClass => testClass.Tests))
            {
                discoverySink.SendTestCase(test.TestCase);
            }
        }
    }
}
