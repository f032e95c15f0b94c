using System;
using System.CommandLine;
using NanoCharger.Verify;

namespace NanoCharger.Bench;

/// <summary>The bench on the command line.</summary>
public static class Program
{
    /// <summary>Runs a scenario.</summary>
    /// <returns>0 when all was well, 1 when an invariant broke or the run failed, 2 when the input was wrong.</returns>
    public static int Main(string[] args)
    {
        RootCommand command = new BenchCommand().Build();
        ParseResult parsed = command.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(Printable.Line(error.Message));
            }

            return ExitCode.BadInput;
        }

        // The parser's own handling of signals ends with a stack trace at the second one.
        var signals = new StopSignals();
        int code = parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, signals.Token).GetAwaiter().GetResult();
        signals.Keep();
        return code;
    }
}
