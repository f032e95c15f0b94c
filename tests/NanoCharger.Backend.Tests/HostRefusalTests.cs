using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What cannot be served ends the start: one line that names the file or the port, and exit 2.</summary>
    public sealed class HostRefusalTests : IDisposable
    {
        private static readonly string[] Free = ["serve", "--urls", "http://127.0.0.1:0", "--broker-port", "0"];

        private readonly string _folder = Directory.CreateTempSubdirectory("refusal").FullName;

        private string Database => Path.Combine(_folder, "nanocharger.db");

        private static bool IsRoot => Environment.UserName == "root";

        public void Dispose()
        {
            Shell("chmod", "-R", "u+w", _folder);
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [InlineData("nanocharger.db", "a-w")]
        [InlineData(".", "a-w")]
        public void A_read_only_file_or_folder_ends_the_start_with_one_line(string what, string mode)
        {
            Assert.Equal(0, HostProcess.Run(_folder, "migrate").Code);
            Shell("chmod", mode, Path.Combine(_folder, what));
            AssertRefused("the database nanocharger.db: it cannot be written: file or folder is read-only", Free);
            AssertRefused("the database nanocharger.db: it cannot be written: file or folder is read-only", "key", "add", "bay", KeyText());
        }

        [Fact]
        public void A_folder_in_which_nothing_can_be_made_ends_the_start_with_one_line()
        {
            Shell("chmod", "a-w", _folder);
            AssertRefused("the database nanocharger.db: it cannot be opened or created", Free);
        }

        [Theory]
        [InlineData("CREATE TABLE accounts (id INTEGER)", "is another program's: it has none of our tables.")]
        [InlineData("CREATE TABLE __EFMigrationsHistory (MigrationId TEXT, ProductVersion TEXT); INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99')", "was written by a newer version of this program, which knows 29990101000000_Later.")]
        public void A_foreign_or_newer_file_ends_the_start_with_one_line(string sql, string why)
        {
            SpoiltFile.Sql(Database, sql);
            AssertRefused("the database nanocharger.db " + why, Free);
        }

        [Fact]
        public void A_file_that_another_program_has_locked_ends_the_start_with_one_line()
        {
            Assert.Equal(0, HostProcess.Run(_folder, "migrate").Code);
            using SqliteConnection other = SpoiltFile.Locked(Database);
            AssertRefused("the database nanocharger.db: another program has locked it", Free);
        }

        [Fact]
        public void A_damaged_page_ends_the_start_with_the_line_that_says_what_to_do()
        {
            Assert.Equal(0, HostProcess.Run(_folder, "migrate").Code);
            SpoiltFile.Damage(Database);
            AssertRefused("the database nanocharger.db: it is damaged: restore a backup of it into a new file (restore FOLDER --database NEW)", Free);
        }

        [Theory]
        [InlineData("--broker-port", "{0}")]
        [InlineData("--urls", "http://127.0.0.1:{0}")]
        public void A_port_that_is_taken_ends_the_start_with_a_line_that_names_it(string option, string value)
        {
            using TcpListener taken = new(IPAddress.Loopback, 0);
            taken.Start();
            string port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
            string[] arguments = [.. Free];
            arguments[Array.IndexOf(arguments, option) + 1] = string.Format(System.Globalization.CultureInfo.InvariantCulture, value, port);
            (int code, _, string errors) = HostProcess.Run(_folder, arguments);
            Assert.Equal(2, code);
            Assert.Contains(":" + port, Assert.Single(errors.Split('\n'), line => line.StartsWith("nanocharger-backend: ", StringComparison.Ordinal)));
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }

        private static string KeyText()
        {
            using DocumentMaker maker = new();
            return maker.Key.Hex;
        }

        /// <summary>As an ordinary user, since nothing is read-only to root. All that the program says is this one line.</summary>
        private void AssertRefused(string line, params string[] arguments)
        {
            if (IsRoot)
            {
                Shell("chown", "-R", "nobody:nogroup", _folder);
            }

            (int code, string output, string errors) = HostProcess.Run(_folder, AsOrdinaryUser, arguments);
            Assert.StartsWith("nanocharger-backend: " + line, errors);
            Assert.EndsWith("\n", errors);
            Assert.Equal((2, "", 1), (code, output, errors.Count(letter => letter == '\n')));
        }

        private static void AsOrdinaryUser(ProcessStartInfo start)
        {
            if (IsRoot)
            {
                string[] command = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", start.FileName, .. start.ArgumentList];
                start.FileName = "setpriv";
                start.ArgumentList.Clear();
                foreach (string argument in command)
                {
                    start.ArgumentList.Add(argument);
                }
            }
        }

        private static void Shell(string program, params string[] arguments)
        {
            using Process process = Process.Start(program, arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
