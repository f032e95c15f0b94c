using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace NanoCharger.TestAdapter
{
    /// <summary>Runs one test class: set-up once, the chosen tests, clean-up once.</summary>
    internal sealed class TestClassRunner
    {
        private readonly IFrameworkHandle _handle;
        private readonly Func<bool> _isCancelled;

        internal TestClassRunner(IFrameworkHandle handle, Func<bool> isCancelled)
        {
            _handle = handle;
            _isCancelled = isCancelled;
        }

        internal void Run(DeviceTestClass testClass, IReadOnlyList<DeviceTest> tests)
        {
            Exception? setupFault = FirstFault(testClass.Setups);
            foreach (DeviceTest test in tests)
            {
                if (_isCancelled())
                {
                    break;
                }

                RunTest(test, setupFault);
            }

            // A skipped class was never set up, so the launcher does not clean it up. A class whose set-up failed half-way is cleaned up.
            if (!IsSkip(setupFault))
            {
                CleanUp(testClass.Cleanups, tests[0]);
            }
        }

        private void RunTest(DeviceTest test, Exception? setupFault)
        {
            _handle.RecordStart(test.TestCase);
            TestResult result = new TestResult(test.TestCase) { StartTime = DateTimeOffset.UtcNow, DisplayName = test.TestCase.DisplayName };
            long started = Stopwatch.GetTimestamp();
            Exception? fault = setupFault ?? Fault(test.Method, test.Arguments);
            result.Duration = Stopwatch.GetElapsedTime(started);
            Judge(result, fault, setupFault == null ? string.Empty : "Setup: ");
            Record(result);
        }

        private void CleanUp(IReadOnlyList<MethodInfo> cleanups, DeviceTest neighbour)
        {
            foreach (MethodInfo cleanup in cleanups)
            {
                Exception? fault = Fault(cleanup, Array.Empty<object?>());
                if (fault != null && !IsSkip(fault))
                {
                    // No test owns a failing clean-up, and a failure without a test would not be counted: it is reported as one of its own.
                    TestCase testCase = new TestCase(cleanup.DeclaringType!.FullName + "." + cleanup.Name, TestExecutor.Uri, neighbour.TestCase.Source);
                    TestResult result = new TestResult(testCase) { StartTime = DateTimeOffset.UtcNow };
                    Judge(result, fault, "Cleanup: ");
                    Record(result);
                }
            }
        }

        private void Record(TestResult result)
        {
            result.EndTime = result.StartTime + result.Duration;
            _handle.RecordEnd(result.TestCase, result.Outcome);
            _handle.RecordResult(result);
        }

        private static void Judge(TestResult result, Exception? fault, string origin)
        {
            if (fault == null)
            {
                result.Outcome = TestOutcome.Passed;
                return;
            }

            result.Outcome = IsSkip(fault) ? TestOutcome.Skipped : TestOutcome.Failed;
            result.ErrorMessage = origin + Describe(fault);
            result.ErrorStackTrace = IsSkip(fault) ? null : fault.StackTrace;
        }

        private static string Describe(Exception fault)
        {
            if (IsSkip(fault) || fault.GetType().Name == "AssertFailedException")
            {
                return fault.Message;
            }

            string text = fault.GetType().FullName + ": " + fault.Message;
            return fault is NullReferenceException
                ? text + " (Tests run without an instance of their class, as on the device: its fields must be static.)"
                : text;
        }

        private static Exception? FirstFault(IReadOnlyList<MethodInfo> methods)
        {
            foreach (MethodInfo method in methods)
            {
                Exception? fault = Fault(method, Array.Empty<object?>());
                if (fault != null)
                {
                    return fault;
                }
            }

            return null;
        }

        private static Exception? Fault(MethodInfo method, object?[] arguments)
        {
            try
            {
                DeviceCall.Invoke(method, arguments);
                return null;
            }
            catch (Exception fault)
            {
                return fault;
            }
        }

        private static bool IsSkip(Exception? fault)
        {
            return fault?.GetType().FullName == FrameworkNames.SkipTestException;
        }
    }
}
