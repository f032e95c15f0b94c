using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>The bench as a process of its own, or the backend.</summary>
    internal sealed class BenchCommand : IDisposable
    {
        public const int Interrupt = 2;
        public const int Kill = 9;
        public const int Terminate = 15;

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        private readonly Process _process;
        private readonly StringBuilder _output = new StringBuilder();
        private readonly StringBuilder _error = new StringBuilder();
        private readonly ManualResetEventSlim _spoke = new ManualResetEventSlim();

        private BenchCommand(string program, string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
            _process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
            _process.Start();
            _process.StandardInput.Close();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>Starts it.</summary>
        public static BenchCommand Start(params string[] arguments)
        {
            return new BenchCommand("NanoCharger.Bench.dll", arguments);
        }

        /// <summary>Runs it to its end.</summary>
        public static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using BenchCommand bench = Start(arguments);
            return bench.End();
        }

        /// <summary>Runs the backend to its end.</summary>
        public static (int Code, string Output, string Error) Backend(params string[] arguments)
        {
            using BenchCommand backend = new BenchCommand("NanoCharger.Backend.dll", arguments);
            return backend.End();
        }

        /// <summary>Waits until it has printed a line.</summary>
        public void WaitUntilItSpeaks()
        {
            _spoke.Wait();
        }

        /// <summary>Waits until it has printed something.</summary>
        public void WaitUntilItSays(string what)
        {
            bool Said()
            {
                lock (_output)
                {
                    return _output.ToString().Contains(what, StringComparison.Ordinal) || _process.HasExited;
                }
            }

            Assert.True(SpinWait.SpinUntil(Said, Patience), what);
        }

        /// <summary>Sends it a signal.</summary>
        public void Signal(int signal)
        {
            _ = Send(_process.Id, signal);
        }

        /// <summary>Waits for its end.</summary>
        public (int Code, string Output, string Error) End()
        {
            _process.WaitForExit();
            return (_process.ExitCode, _output.ToString(), _error.ToString());
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(true);
                _process.WaitForExit();
            }

            _process.Dispose();
            _spoke.Dispose();
        }

        private void Take(StringBuilder text, string? line)
        {
            if (line != null)
            {
                lock (text)
                {
                    text.Append(line).Append('\n');
                }

                _spoke.Set();
            }
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Send(int process, int signal);
    }
}
