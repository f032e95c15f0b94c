using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace NanoCharger.Bench.Brokers
{
    /// <summary>One run of the mosquitto executable, from its start to its end.</summary>
    internal sealed class MosquittoProcess
    {
        private const int KeptLines = 20;

        /// <summary>
        /// Runs the broker ($1, configuration $2) and kills it when our end of the standard input closes: the kernel closes it even
        /// when this process is killed. Descriptor 3 first, since a background job of the shell reads nothing from its standard input.
        /// The watcher must not hold the broker's standard error, or its end would go unnoticed. KILL, since the broker has nothing
        /// to save and takes 100 ms over an orderly end. A broker that ends by itself takes its watcher along, which must not kill
        /// whoever gets the same process number later.
        /// </summary>
        private const string Guardian = """
            exec 3<&0
            "$1" -c "$2" 3<&- &
            broker=$!
            { cat <&3; kill -KILL "$broker"; } >/dev/null 2>&1 &
            watcher=$!
            exec 3<&-
            wait "$broker"
            kill "$watcher"
            """;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly object _gate = new();
        private readonly Queue<string> _lastLines = new();
        private readonly Process _process;
        private bool _running;
        private bool _ended;

        /// <summary>Launches it in a session of its own: Ctrl-C at the terminal must not reach the broker before our last messages have.</summary>
        internal MosquittoProcess(string executable, string configuration)
        {
            ProcessStartInfo start = new("setsid", ["sh", "-c", Guardian, "sh", executable, configuration])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            };
            _process = new Process { StartInfo = start };
            _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
            _process.Start();
            _process.BeginErrorReadLine();
        }

        /// <summary>The last lines of its log, for an error message.</summary>
        internal string LastLines
        {
            get
            {
                lock (_gate)
                {
                    return string.Join(" | ", _lastLines);
                }
            }
        }

        /// <summary>Waits for its own word that it listens; false when it has ended instead, or says nothing for 10 s.</summary>
        internal bool WaitUntilRunning()
        {
            lock (_gate)
            {
                long deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
                long left;
                while (!_running && !_ended && (left = deadline - Environment.TickCount64) > 0)
                {
                    Monitor.Wait(_gate, (int)left);
                }

                return _running;
            }
        }

        /// <summary>Ends it and waits for the end.</summary>
        internal void Stop()
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(Patience))
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }

        private void OnLine(string? line)
        {
            lock (_gate)
            {
                if (line is null)
                {
                    _ended = true;
                }
                else
                {
                    _running |= line.EndsWith(" running", StringComparison.Ordinal);
                    _lastLines.Enqueue(line);
                    if (_lastLines.Count > KeptLines)
                    {
                        _lastLines.Dequeue();
                    }
                }

                Monitor.PulseAll(_gate);
            }
        }
    }
}
