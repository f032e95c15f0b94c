using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using NanoCharger.System.Tests.AdapterSamples;
using NanoCharger.TestAdapter;
using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>Runs the classes of the folder AdapterSamples through the adapter as the test runner would.</summary>
    public sealed class TestAdapterTests
    {
        private static readonly string Source = typeof(TestAdapterTests).Assembly.Location;

        [Fact]
        public void Passes_fails_and_skips_as_the_test_did()
        {
            FakeFrameworkHandle handle = Run(typeof(OutcomeSample));

            Assert.Equal(TestOutcome.Passed, handle.Result("Passes").Outcome);
            Assert.Equal(TestOutcome.Passed, handle.Result("PassesWithoutAnInstance").Outcome);
            Assert.Equal(TestOutcome.Passed, handle.Result("ExpectsAnException").Outcome);
            Assert.Equal(TestOutcome.Failed, handle.Result("Fails").Outcome);
            Assert.Contains("Expected:<1>. Actual:<2>.", handle.Result("Fails").ErrorMessage);
            Assert.Contains("AdapterSamples", handle.Result("Fails").ErrorStackTrace);
            Assert.Equal(TestOutcome.Skipped, handle.Result("Skips").Outcome);
            Assert.Equal("no such part here", handle.Result("Skips").ErrorMessage);
            Assert.Equal(6, handle.Results.Count);
        }

        [Fact]
        public void Fails_a_test_that_needs_an_instance_since_the_device_has_none()
        {
            TestResult result = Run(typeof(OutcomeSample)).Result("NeedsAnInstance");

            Assert.Equal(TestOutcome.Failed, result.Outcome);
            Assert.Contains("must be static", result.ErrorMessage);
        }

        [Fact]
        public void Runs_set_up_once_then_tests_then_rows_then_clean_up_once()
        {
            OrderSample.Steps.Clear();

            FakeFrameworkHandle handle = Run(typeof(OrderSample));

            Assert.Equal(new[] { "setup", "first", "second", "row 1", "row 2", "cleanup" }, OrderSample.Steps);
            Assert.All(handle.Results, result => Assert.Equal(TestOutcome.Passed, result.Outcome));
        }

        [Fact]
        public void Gives_each_row_an_id_and_a_name_with_its_arguments()
        {
            FakeFrameworkHandle handle = Run(typeof(RowSample));

            string[] names = handle.Results.Select(result => result.TestCase.DisplayName.Split('.').Last()).ToArray();
            Assert.Equal(new[] { "Sums(1, 2, 3)", "Sums(2, 2, 5)", "Names(\"a\", null)", "TakesTwo(1)" }, names);
            Assert.Equal(4, handle.Results.Select(result => result.TestCase.Id).Distinct().Count());
            TestOutcome[] outcomes = handle.Results.Select(result => result.Outcome).ToArray();
            Assert.Equal(new[] { TestOutcome.Passed, TestOutcome.Failed, TestOutcome.Passed, TestOutcome.Failed }, outcomes);
            Assert.Contains("takes 2 arguments, the row has 1", handle.Results[3].ErrorMessage);
        }

        [Fact]
        public void Runs_one_row_alone_when_the_runner_asks_for_it()
        {
            TestCase second = Cases(typeof(RowSample))[1];
            FakeFrameworkHandle handle = new FakeFrameworkHandle();

            new TestExecutor().RunTests(new[] { second }, null, handle);

            Assert.Equal(second.Id, Assert.Single(handle.Results).TestCase.Id);
        }

        [Fact]
        public void Fails_every_test_of_a_class_whose_set_up_fails_and_cleans_up()
        {
            FailingSetupSample.Steps.Clear();

            FakeFrameworkHandle handle = Run(typeof(FailingSetupSample));

            Assert.Equal(2, handle.Results.Count);
            Assert.All(handle.Results, result => Assert.Equal(TestOutcome.Failed, result.Outcome));
            Assert.All(handle.Results, result => Assert.Contains("no supply", result.ErrorMessage));
            Assert.Equal(new[] { "cleanup" }, FailingSetupSample.Steps);
        }

        [Fact]
        public void Skips_every_test_of_a_class_whose_set_up_skips()
        {
            SkippingSetupSample.Steps.Clear();

            FakeFrameworkHandle handle = Run(typeof(SkippingSetupSample));

            Assert.Equal(TestOutcome.Skipped, Assert.Single(handle.Results).Outcome);
            Assert.Contains("board only", handle.Results[0].ErrorMessage);
            Assert.Empty(SkippingSetupSample.Steps);
        }

        [Fact]
        public void Reports_a_failing_clean_up_as_a_failure_of_its_own()
        {
            FakeFrameworkHandle handle = Run(typeof(FailingCleanupSample));

            Assert.Equal(TestOutcome.Passed, handle.Result("Passes").Outcome);
            Assert.Equal(TestOutcome.Failed, handle.Result("CleansUp").Outcome);
        }

        [Fact]
        public void Knows_the_line_of_a_test()
        {
            TestCase test = Cases(typeof(RowSample))[0];

            Assert.EndsWith("RowSample.cs", test.CodeFilePath);
            Assert.True(test.LineNumber > 1);
        }

        [Fact]
        public void Leaves_assemblies_of_another_name_to_their_own_adapter()
        {
            FakeFrameworkHandle handle = new FakeFrameworkHandle();

            new TestExecutor().RunTests(new[] { Source }, null, handle);

            Assert.Empty(handle.Results);
        }

        private static FakeFrameworkHandle Run(Type sample)
        {
            FakeFrameworkHandle handle = new FakeFrameworkHandle();
            new TestExecutor().RunTests(Cases(sample), null, handle);
            return handle;
        }

        private static IReadOnlyList<TestCase> Cases(Type sample)
        {
            return TestCatalog.Read(Source, null)
                .SelectMany(testClass => testClass.Tests)
                .Select(test => test.TestCase)
                .Where(test => test.FullyQualifiedName.StartsWith(sample.FullName + ".", StringComparison.Ordinal))
                .ToArray();
        }
    }
}
