using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace NanoCharger.System.Tests
{
    /// <summary>The test runner as an adapter sees it: keeps what it is told.</summary>
    internal sealed class FakeFrameworkHandle : IFrameworkHandle
    {
        private readonly List<TestResult> _results = new List<TestResult>();

        public bool EnableShutdownAfterTestRun { get; set; }

        public IReadOnlyList<TestResult> Results => _results;

        public TestResult Result(string method)
        {
            return _results.Single(result => result.TestCase.FullyQualifiedName.EndsWith("." + method, StringComparison.Ordinal));
        }

        public void RecordResult(TestResult testResult)
        {
            _results.Add(testResult);
        }

        public void RecordStart(TestCase testCase)
        {
        }

        public void RecordEnd(TestCase testCase, TestOutcome outcome)
        {
        }

        public void RecordAttachments(IList<AttachmentSet> attachmentSets)
        {
        }

        public void SendMessage(TestMessageLevel testMessageLevel, string message)
        {
        }

        public int LaunchProcessWithDebuggerAttached(
            string filePath,
            string? workingDirectory,
            string? arguments,
            IDictionary<string, string?>? environmentVariables)
        {
            throw new NotSupportedException("The adapter runs tests in its own process.");
        }
    }
}
