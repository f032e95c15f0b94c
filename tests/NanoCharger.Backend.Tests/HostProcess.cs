using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The program itself, as an operator starts it, in a folder of its own.</summary>
    internal sealed class HostProcess : IDisposable
    {
        /// <summary>So long it is waited for, start and end.</summary>
        internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

        private static readonly HttpClient Http = new();

        private readonly Process _process;
        private readonly Task<string> _output;
        private readonly Task<string> _errors;

        private HostProcess(Process process, int webPort, int brokerPort)
        {
            _process = process;
            WebPort = webPort;
            BrokerPort = brokerPort;
            _output = process.StandardOutput.ReadToEndAsync();
            _errors = process.StandardError.ReadToEndAsync();
        }

        internal int WebPort { get; }

        internal int BrokerPort { get; }

        /// <summary>Runs a command to its end.</summary>
        /// <returns>Exit code, standard output and standard error.</returns>
        internal static (int Code, string Output, string Errors) Run(string folder, params string[] arguments)
        {
            return Run(folder, static _ => { }, arguments);
        }

        /// <summary>Runs a command to its end, in another environment or as somebody else.</summary>
        internal static (int Code, string Output, string Errors) Run(string folder, Action<ProcessStartInfo> change, params string[] arguments)
        {
            ProcessStartInfo start = Prepare(folder, arguments);
            change(start);
            using HostProcess running = new(Process.Start(start)!, 0, 0);
            return running.End();
        }

        /// <summary>Starts <c>serve</c>, and ends it by a signal as soon as it says this.</summary>
        internal static (int Code, string Errors) ServeUntil(string said, string folder)
        {
            using Process process = Begin(folder, ["serve", "--urls", "http://127.0.0.1:0", "--broker-port", "0"]);
            string errors = "";
            while (!errors.Contains(said, StringComparison.Ordinal) && process.StandardError.ReadLine() is { } line)
            {
                errors += line + "\n";
            }

            using HostProcess running = new(process, 0, 0);
            running.Signal("TERM");
            (int code, _, string rest) = running.End();
            return (code, errors + rest);
        }

        /// <summary>Starts <c>serve</c> on free ports and waits until it is ready.</summary>
        internal static async Task<HostProcess> Serve(string folder, params string[] more)
        {
            (int web, int broker) = (FreePort(), FreePort());
            HostProcess running = new(
                Begin(folder, ["serve", "--urls", $"http://127.0.0.1:{web}", "--broker-port", broker.ToString(System.Globalization.CultureInfo.InvariantCulture), .. more]), web, broker);
            for (Stopwatch waiting = Stopwatch.StartNew(); waiting.Elapsed < Patience && !running._process.HasExited; await Task.Delay(50))
            {
                try
                {
                    if ((await running.Get("/health/ready")).Code == 200)
                    {
                        return running;
                    }
                }
                catch (HttpRequestException)
                {
                    // Not yet.
                }
            }

            running._process.Kill();
            throw new InvalidOperationException("serve does not become ready: " + running.End().Errors);
        }

        /// <summary>Starts two of them at once, as <see cref="Serve"/>.</summary>
        internal static async Task<HostProcess[]> ServeTwice(string folder, params string[] more)
        {
            Task<HostProcess>[] starting = [Serve(folder, more), Serve(folder, more)];
            try
            {
                return await Task.WhenAll(starting);
            }
            catch
            {
                // The one goes with the other.
                foreach (Task<HostProcess> started in starting.Where(one => one.IsCompletedSuccessfully))
                {
                    (await started).Dispose();
                }

                throw;
            }
        }

        internal async Task<(int Code, string Text)> Get(string path)
        {
            using HttpResponseMessage answer = await Http.GetAsync($"http://127.0.0.1:{WebPort}{path}");
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        /// <summary>Ends it as nobody can prepare for.</summary>
        internal void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        /// <summary>Calls that it has answered by a result so far.</summary>
        internal async Task<long> Answered()
        {
            (_, string metrics) = await Get("/metrics");
            string line = metrics.Split('\n').First(one => one.StartsWith("nanocharger_calls_answered_total{", StringComparison.Ordinal));
            return long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }

        /// <summary>Sends a signal, TERM or INT.</summary>
        internal void Signal(string name)
        {
            using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        /// <summary>Sends a signal, and shortly after it another.</summary>
        internal void SignalTwice(string name)
        {
            using Process kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}; sleep 0.1; kill -{name} {_process.Id}"]);
            kill.WaitForExit();
        }

        /// <summary>Waits for its end.</summary>
        internal (int Code, string Output, string Errors) End()
        {
            Assert.True(_process.WaitForExit(Patience), "the program does not end");
            return (_process.ExitCode, _output.GetAwaiter().GetResult(), _errors.GetAwaiter().GetResult());
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            _process.Dispose();
        }

        private static Process Begin(string folder, IEnumerable<string> arguments)
        {
            return Process.Start(Prepare(folder, arguments))!;
        }

        private static ProcessStartInfo Prepare(string folder, IEnumerable<string> arguments)
        {
            return new ProcessStartInfo("dotnet", [typeof(PaymentBackend).Assembly.Location, .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        }

        private static int FreePort()
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
