using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Npgsql;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A PostgreSQL of this run: Debian's, in a temporary folder, on a free port of the loopback, as an ordinary user. Started by the first test that wants it; ends with the run.</summary>
    internal sealed class PostgresServer
    {
        private const string Programs = "/usr/lib/postgresql/15/bin";

        /// <summary>Who it runs as where the tests run as root, which it refuses to.</summary>
        private const string OrdinaryUser = "nobody";

        private const int MostTries = 600;

        private static readonly Lazy<PostgresServer> Only = new(() => new PostgresServer());

        private readonly string _folder;
        private readonly int _port;

        /// <summary>Kept: with it goes the pipe by which the shell knows that this process is there.</summary>
        private Process? _shell;
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
            Start(data);
        }

        /// <summary>Why there is none; null where there is.</summary>
        internal static string? Absent { get; } = File.Exists(Path.Combine(Programs, "initdb")) || Installed() ? null : "PostgreSQL 15 is not installed, and cannot be (apt-get install postgresql)";

        /// <summary>What makes a command an ordinary user's where this one is root.</summary>
        private static string[] Lowered => IsRoot ? ["setpriv", $"--reuid={OrdinaryUser}", "--regid=nogroup", "--clear-groups"] : [];

        private static bool IsRoot => Environment.UserName == "root";

        /// <summary>A database that nobody has used.</summary>
        internal static string NewDatabase()
        {
            return Only.Value.Create();
        }

        /// <summary>A dump of a database, made as an operator makes it.</summary>
        internal static void Dump(string database, string file)
        {
            File.WriteAllBytes(file, []);
            Run("chmod", "a+rw", file);
            Run(Path.Combine(Programs, "pg_dump"), "-h", "127.0.0.1", "-p", Port, "-U", "test", "-Fc", "-f", file, NameOf(database));
        }

        /// <summary>A new database of a dump.</summary>
        internal static string Restored(string file)
        {
            string database = NewDatabase();
            Run(Path.Combine(Programs, "pg_restore"), "-h", "127.0.0.1", "-p", Port, "-U", "test", "-d", NameOf(database), file);
            return database;
        }

        private static string Port => Only.Value._port.ToString(CultureInfo.InvariantCulture);

        private static string NameOf(string database)
        {
            return new NpgsqlConnectionStringBuilder(database).Database!;
        }

        private string Create()
        {
            string server = $"Host=127.0.0.1;Port={_port};Username=test;Maximum Pool Size=20";
            string name = $"test{Interlocked.Increment(ref _databases)}";
            using NpgsqlConnection connection = new(server + ";Database=postgres;Pooling=false");
            connection.Open();
            using NpgsqlCommand command = new($"CREATE DATABASE {name}", connection);
            command.ExecuteNonQuery();
            return $"{server};Database={name}";
        }

        /// <summary>A shell holds the server, and ends it and its folder when this process has ended, however that came.</summary>
        private void Start(string data)
        {
            string server = string.Join(' ', [.. Lowered, Path.Combine(Programs, "postgres"), "-D", data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-h 127.0.0.1 -k", _folder, "-c max_connections=300"]);
            ProcessStartInfo start = new("sh") { RedirectStandardInput = true, WorkingDirectory = "/" };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add($"{server} > {_folder}/log 2>&1 < /dev/null & P=$!; cat > /dev/null; kill -QUIT $P; wait $P; rm -rf {_folder}");
            _shell = Process.Start(start);
            for (int tries = 0; ; tries++)
            {
                try
                {
                    using NpgsqlConnection connection = new($"Host=127.0.0.1;Port={_port};Username=test;Database=postgres;Pooling=false");
                    connection.Open();
                    return;
                }
                catch (NpgsqlException) when (tries < MostTries && !_shell!.HasExited)
                {
                    Thread.Sleep(100);
                }
            }
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
            string[] command = program.StartsWith(Programs, StringComparison.Ordinal) ? [.. Lowered, program, .. arguments] : [program, .. arguments];
            ProcessStartInfo start = new(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
            foreach (string argument in command[1..])
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            string told = process.StandardError.ReadToEnd();
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
