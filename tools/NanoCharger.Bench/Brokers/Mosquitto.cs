using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoCharger.Bench.Brokers
{
    /// <summary>Starts the machine's mosquitto, if it has one.</summary>
    internal static class Mosquitto
    {
        // Debian keeps it in /usr/sbin, which is not in an ordinary user's path.
        private const string MorePlaces = ":/usr/sbin:/usr/local/sbin";

        private const int PortAttempts = 20;

        /// <summary>The executable; null where there is none.</summary>
        public static string? Executable { get; } = ((Environment.GetEnvironmentVariable("PATH") ?? "") + MorePlaces)
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "mosquitto"))
            .FirstOrDefault(File.Exists);

        /// <summary>Why its tests are skipped; null where they are not.</summary>
        public static string? WhyNot => Executable is null ? "there is no mosquitto on this machine: apt-get install mosquitto" : null;

        /// <summary>As <see cref="Run"/>, on a port that is free.</summary>
        /// <exception cref="IOException">It does not start.</exception>
        public static MosquittoProcess RunAnywhere(out int port)
        {
            for (int attempt = 1; ; attempt++)
            {
                port = FreePort();
                try
                {
                    return Run(port);
                }
                catch (IOException) when (attempt < PortAttempts)
                {
                    // Somebody else has taken the port meanwhile.
                }
            }
        }

        /// <summary>Runs it on this port of the loopback address and returns when it listens; it keeps nothing on disk and dies with this process.</summary>
        public static MosquittoProcess Run(int port)
        {
            string configuration = Path.Combine(Path.GetTempPath(), $"nanocharger-broker-{Guid.NewGuid():N}.conf");
            File.WriteAllText(configuration, Configuration(port));
            try
            {
                MosquittoProcess process = new(Executable!, configuration);
                if (!process.WaitUntilRunning())
                {
                    string lastLines = process.LastLines;
                    process.Stop();
                    throw new IOException($"mosquitto does not start on port {port}. Its last lines: {lastLines}");
                }

                return process;
            }
            finally
            {
                File.Delete(configuration);
            }
        }

        /// <summary>A port of the loopback address that nobody has just now.</summary>
        public static int FreePort()
        {
            using TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        private static string Configuration(int port)
        {
            StringBuilder text = new();
            text.Append("listener ").Append(port).Append(" 127.0.0.1\n");
            text.Append("allow_anonymous true\npersistence false\nset_tcp_nodelay true\n");
            text.Append("log_dest stderr\nlog_type error\nlog_type warning\nlog_type notice\nlog_type information\n");
            if (Environment.IsPrivilegedProcess)
            {
                // Else it drops its privileges and can no longer read files that only root may read.
                text.Append("user root\n");
            }

            return text.ToString();
        }
    }
}
