using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A PostgreSQL of this run: Debian's, in a temporary folder, on a free port of the loopback, as an ordinary user. Started by the first test that wants it; ends with the run.</summary>
    internal sealed class PostgresServer
    {
        private const string Programs = "/usr/lib/postgresql/15/bin";

        /// <summary>Who it runs as where the tests run as root, which it refuses to.</summary>
        private const string OrdinaryUser = "nobody";

        private static readonly Lazy<PostgresServer> Only = new(() => new PostgresServer());

        private readonly string _folder;
        private readonly int _port;
        private int _databases;

        private PostgresServer()
        {
            _folder = Directory.CreateTempSubdirectory("postgres").FullName;
            _port = FreePort();
            string data = Path.Combine(_folder, "data");
            if (IsRoot)
            {
                Run("chown", OrdinaryUser, _folder);
            }

            Run(Path.Combine(Programs, "initdb"), "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
            Run(Path.Combine(Programs, "pg_ctl"), "-D", data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -h 127.0.0.1 -k {_folder} -c max_connections=300", "start");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(data);
        }

        /// <summary>Why there is none; null where there is.</summary>
        internal static string? Absent { get; } = File.Exists(Path.Combine(Programs, "initdb")) || Installed() ? null : "PostgreSQL 15 is not installed, and cannot be (apt-get install postgresql)";

        private static bool IsRoot => Environment.UserName == "root";

        /// <summary>A database that nobody has used.</summary>
        internal static string NewDatabase()
        {
            return Only.Value.Create();
        }

        private string Create()
        {
            string server = $"Host=127.0.0.1;Port={_port};Username=test;Maximum Pool Size=20";
            string name = $"test{System.Threading.Interlocked.Increment(ref _databases)}";
            using NpgsqlConnection connection = new(server + ";Database=postgres;Pooling=false");
            connection.Open();
            using NpgsqlCommand command = new($"CREATE DATABASE {name}", connection);
            command.ExecuteNonQuery();
            return $"{server};Database={name}";
        }

        private void Stop(string data)
        {
            Run(Path.Combine(Programs, "pg_ctl"), "-D", data, "-m", "immediate", "-s", "stop");
            Directory.Delete(_folder, recursive: true);
        }

        private static bool Installed()
        {
            if (!IsRoot)
            {
                return false;
            }

            try
            {
                Run("apt-get", "install", "-y", "-q", "postgresql");
                return File.Exists(Path.Combine(Programs, "initdb"));
            }
            catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }

        /// <summary>Runs a program to its end; the server's own as an ordinary user.</summary>
        private static void Run(string program, params string[] arguments)
        {
            bool lower = IsRoot && program.StartsWith(Programs, StringComparison.Ordinal);
            ProcessStartInfo start = new(lower ? "setpriv" : program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
            foreach (string argument in lower ? (string[])[$"--reuid={OrdinaryUser}", "--regid=nogroup", "--clear-groups", program, .. arguments] : arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            string told = program.EndsWith("pg_ctl", StringComparison.Ordinal) ? "" : process.StandardError.ReadToEnd();
            process.WaitForExit(120_000);
            if (!process.HasExited || process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program}: {told}");
            }
        }

        private static int FreePort()
        {
            TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            return port;
        }
    }
}
