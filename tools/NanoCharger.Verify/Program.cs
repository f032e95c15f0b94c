using System;
using System.CommandLine;
using System.IO;

namespace NanoCharger.Verify
{
    /// <summary>Checks signed readings from the command line.</summary>
    public static class Program
    {
        /// <summary>Runs the command on the process's streams.</summary>
        public static int Main(string[] arguments)
        {
            return Run(arguments, Console.Out, Console.Error);
        }

        /// <summary>Runs the command.</summary>
        /// <returns>See <see cref="ExitCode"/>.</returns>
        public static int Run(string[] arguments, TextWriter output, TextWriter error)
        {
            ParseResult parsed = new VerifyCommand(output, error).Build().Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                error.WriteLine("nanocharger-verify: " + Printable.Line(parsed.Errors[0].Message));
                return ExitCode.Unreadable;
            }

            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        }
    }
}
