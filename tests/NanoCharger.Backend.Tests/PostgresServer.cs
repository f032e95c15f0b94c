using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using NanoCharger.Backend.Data;
using Npgsql;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A PostgreSQL of this run: Debian's, in a temporary folder, on a free port of the loopback, as an ordinary user. One for all tests, started by the first that wants it; who kills it has one of his own. Ends with the run.</summary>
    internal sealed class PostgresServer : IDisposable
    {
        private const string Programs = "/usr/lib/postgresql/15/bin";

        /// <summary>Who it runs as where the tests run as root, which it refuses to.</summary>
        private const string OrdinaryUser = "nobody";

        private const int MostTries = 600;

        /// <summary>
        /// Holds the server $1 with its arguments, in the folder $0: starts it again whenever it ends, as a machine's service manager does, and ends it and the folder when our end of
        /// the standard input closes, which the kernel does even when this process is killed. Nothing is started again once the file "end" is there.
        /// </summary>
        private const string Guardian = """
            exec 3<&0 2> /dev/null
            { cat <&3; touch "$0/end"; kill -QUIT "$(cat "$0/pid")"; } > /dev/null 2>&1 &
            exec 3<&-
            until [ -e "$0/end" ]; do
                "$@" >> "$0/log" 2>&1 < /dev/null &
                echo $! > "$0/pid.new"; mv "$0/pid.new" "$0/pid"
                [ ! -e "$0/end" ] || kill -QUIT $!
                wait $!
                sleep 0.1
            done
            rm -rf "$0"
            """;

        private static readonly Lazy<PostgresServer> Only = new(() => new PostgresServer());

        private readonly string _folder;
        private readonly int _port;
        private readonly Lazy<string> _tables;

        /// <summary>Kept: with it goes the pipe by which the shell knows that this process is there.</summary>
        private Process? _shell;
        private int _databases;

        internal PostgresServer()
        {
            _folder = Directory.CreateTempSubdirectory("postgres").FullName;
            _tables = new Lazy<string>(() =>
            {
                string given = Create();
                PlatformDatabase.Open(given).Dispose();
                return new NpgsqlConnectionStringBuilder(given).Database!;
            });
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

        /// <summary>A database that nobody has used, on the server of all tests.</summary>
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

        /// <summary>One with all tables and nothing in them, copied: to make them takes longer than most tests.</summary>
        internal static string NewTables()
        {
            return Only.Value.Create(Only.Value._tables.Value);
        }

        /// <summary>A database that nobody has used, on this server.</summary>
        internal string Create(string template = "template1")
        {
            string name = $"test{Interlocked.Increment(ref _databases)}";
            using NpgsqlConnection connection = Connect();
            using NpgsqlCommand command = new($"CREATE DATABASE {name} TEMPLATE {template}", connection);
            command.ExecuteNonQuery();
            return $"Host=127.0.0.1;Port={_port};Username=test;Maximum Pool Size=20;Database={name}";
        }

        /// <summary>Kills one of the server's processes that serve a database: the server then ends all of them, recovers, and goes on.</summary>
        /// <returns>Whether there was one.</returns>
        internal bool KillOneOf(string database)
        {
            using NpgsqlConnection connection = Connect();
            using NpgsqlCommand command = new("SELECT pid FROM pg_stat_activity WHERE datname = @name AND backend_type = 'client backend' ORDER BY (state = 'idle'), backend_start DESC LIMIT 1", connection);
            command.Parameters.AddWithValue("name", new NpgsqlConnectionStringBuilder(database).Database!);
            if (command.ExecuteScalar() is not int process)
            {
                return false;
            }

            Run("kill", "-KILL", process.ToString(CultureInfo.InvariantCulture));
            return true;
        }

        /// <summary>Kills the server's first process; it is started again.</summary>
        internal void Kill()
        {
            Run("kill", "-KILL", File.ReadAllText(Path.Combine(_folder, "pid")).Trim());
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _shell!.StandardInput.Close();
            _shell.WaitForExit(TimeSpan.FromSeconds(30));
            _shell.Dispose();
        }

        private NpgsqlConnection Connect()
        {
            NpgsqlConnection connection = new($"Host=127.0.0.1;Port={_port};Username=test;Database=postgres;Pooling=false");
            connection.Open();
            return connection;
        }

        /// <summary>A shell holds the server.</summary>
        private void Start(string data)
        {
            // Nobody cuts the power of a test: what a killed server has written is the kernel's, and no disk is waited for.
            string[] server = [.. Lowered, Path.Combine(Programs, "postgres"), "-D", data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", _folder, "-c", "max_connections=300", "-c", "fsync=off"];
            _shell = Process.Start(new ProcessStartInfo("sh", ["-c", Guardian, _folder, .. server]) { RedirectStandardInput = true, WorkingDirectory = "/" });
            for (int tries = 0; ; tries++)
            {
                try
                {
                    Connect().Dispose();
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
