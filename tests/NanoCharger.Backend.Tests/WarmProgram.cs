using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The program's commands in processes that have run others before: the same entry, its own folder and console, and no start of a runtime for each. What is about the process itself (signals, environment, rights) starts one: <see cref="HostProcess"/>.</summary>
    /// <remarks>This assembly, started by itself, is such a process: a line asks, a line answers, and with its asker's end it ends.</remarks>
    internal sealed class WarmProgram
    {
        private const int Crashed = 134;

        private static readonly ConcurrentBag<WarmProgram> Idle = [];

        private readonly Process _process;

        private WarmProgram()
        {
            string[] arguments = ["exec", "--runtimeconfig", Beside(typeof(PaymentBackend), ".runtimeconfig.json"), "--depsfile", Beside(typeof(WarmProgram), ".deps.json"), typeof(WarmProgram).Assembly.Location];
            _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }

        /// <summary>Runs a command to its end, as <see cref="HostProcess.Run(string, string[])"/> does.</summary>
        /// <returns>Exit code, standard output and standard error.</returns>
        internal static (int Code, string Output, string Errors) Run(string folder, params string[] arguments)
        {
            WarmProgram program = Idle.TryTake(out WarmProgram? idle) ? idle : new WarmProgram();
            Answered answered = program.Ask(new Asked(folder, arguments));
            Idle.Add(program);
            return (answered.Code, answered.Output, answered.Errors);
        }

        private static int Main()
        {
            (TextReader asks, TextWriter answers) = (Console.In, Console.Out);
            while (asks.ReadLine() is { } line)
            {
                answers.WriteLine(JsonSerializer.Serialize(Do(JsonSerializer.Deserialize<Asked>(line)!)));
            }

            return 0;
        }

        private static Answered Do(Asked asked)
        {
            using StringWriter output = new();
            using StringWriter errors = new();
            Console.SetOut(output);
            Console.SetError(errors);
            Environment.CurrentDirectory = asked.Folder;
            int code;
            try
            {
                code = (int)typeof(PaymentBackend).Assembly.EntryPoint!.Invoke(null, [asked.Arguments])!;
            }
            catch (TargetInvocationException problem)
            {
                errors.WriteLine($"Unhandled exception. {problem.InnerException}");
                code = Crashed;
            }

            // What the end of a process closes.
            SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            Environment.CurrentDirectory = Path.GetTempPath();
            return new Answered(code, output.ToString(), errors.ToString());
        }

        private static string Beside(Type type, string ending)
        {
            return Path.ChangeExtension(type.Assembly.Location, null) + ending;
        }

        private Answered Ask(Asked asked)
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(asked));
            _process.StandardInput.Flush();
            Task<string?> answer = _process.StandardOutput.ReadLineAsync();
            if (answer.Wait(HostProcess.Patience) && answer.Result is { } line)
            {
                return JsonSerializer.Deserialize<Answered>(line)!;
            }

            // It hears nobody, nor that its asker has ended.
            _process.Kill();
            throw new InvalidOperationException("the program does not end, or took its process with it: " + string.Join(' ', asked.Arguments));
        }

        private sealed record Asked(string Folder, string[] Arguments);

        private sealed record Answered(int Code, string Output, string Errors);
    }
}
