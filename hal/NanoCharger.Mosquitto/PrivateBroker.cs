using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoCharger.Mosquitto
{
    /// <summary>A mosquitto of our own on a free port of the loopback address, for one bench or one test.</summary>
    /// <remarks>It keeps nothing on disk and dies with this process. One owner: not for calls from several threads at a time.</remarks>
    public sealed class PrivateBroker : IDisposable
    {
        private const int PortAttempts = 20;

        private readonly string _executable;
        private BrokerProcess? _process;

        private PrivateBroker(string executable)
        {
            _executable = executable;
        }

        /// <summary>The address it listens on.</summary>
        public string Host => "127.0.0.1";

        /// <summary>The TCP port it listens on; it stays the same over <see cref="Stop"/> and <see cref="Restart"/>.</summary>
        public int Port { get; private set; }

        /// <summary>Starts a broker on a free port and returns when it accepts connections.</summary>
        /// <exception cref="MosquittoException">mosquitto is not installed, or does not start; the message has its last lines.</exception>
        public static PrivateBroker Start()
        {
            PrivateBroker broker = new(FindExecutable());
            string lastLines = "";
            for (int attempt = 0; attempt < PortAttempts; attempt++)
            {
                broker.Port = FreePort();
                if (broker.TryRun(out lastLines))
                {
                    return broker;
                }
            }

            throw new MosquittoException(
                MosquittoFailure.BrokerFailed, "The private mosquitto does not start. Its last lines: " + lastLines);
        }

        /// <summary>Ends the broker: its clients lose their connections, and what it retained is gone. Harmless when it does not run.</summary>
        public void Stop()
        {
            _process?.Stop();
            _process = null;
        }

        /// <summary>Starts the stopped broker again, empty, on the same port.</summary>
        /// <exception cref="MosquittoException">It does not start, for instance because somebody else has taken the port.</exception>
        /// <exception cref="InvalidOperationException">It has not been stopped.</exception>
        public void Restart()
        {
            if (_process is not null)
            {
                throw new InvalidOperationException("The broker runs already.");
            }

            if (!TryRun(out string lastLines))
            {
                throw new MosquittoException(
                    MosquittoFailure.BrokerFailed, $"The private mosquitto does not start again on port {Port}. Its last lines: {lastLines}");
            }
        }

        /// <inheritdoc cref="Stop"/>
        public void Dispose()
        {
            Stop();
        }

        private bool TryRun(out string lastLines)
        {
            string configuration = Path.Combine(Path.GetTempPath(), $"nanocharger-broker-{Guid.NewGuid():N}.conf");
            File.WriteAllText(configuration, Configuration());
            try
            {
                BrokerProcess process = new(_executable, configuration);
                bool running = process.WaitUntilRunning();
                lastLines = process.LastLines;
                if (running)
                {
                    _process = process;
                }
                else
                {
                    process.Stop();
                }

                return running;
            }
            finally
            {
                File.Delete(configuration);
            }
        }

        private string Configuration()
        {
            StringBuilder text = new();
            text.Append("listener ").Append(Port).Append(' ').Append(Host).Append('\n');
            text.Append("allow_anonymous true\npersistence false\nset_tcp_nodelay true\n");
            text.Append("log_dest stderr\nlog_type error\nlog_type warning\nlog_type notice\nlog_type information\n");
            if (Environment.IsPrivilegedProcess)
            {
                // Else it drops its privileges and can no longer read files that only root may read.
                text.Append("user root\n");
            }

            return text.ToString();
        }

        private static int FreePort()
        {
            using TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        private static string FindExecutable()
        {
            // Debian keeps it in /usr/sbin, which is not in an ordinary user's path.
            string path = (Environment.GetEnvironmentVariable("PATH") ?? "") + ":/usr/sbin:/usr/local/sbin";
            foreach (string folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
            {
                string candidate = Path.Combine(folder, "mosquitto");
                if (File.Exists(candidate))
                {
                    return candidate;
                }
            }

            throw new MosquittoException(
                MosquittoFailure.NotInstalled, "mosquitto was not found: install the Debian package mosquitto.");
        }
    }
}
