using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>What must not be given as an empty text: a script whose variable was never set would name nothing by it.</summary>
    internal static class Filled
    {
        /// <summary>Asks it of every argument of a command and of those below.</summary>
        internal static void Ask(Command command)
        {
            // One may stand in several commands, and is asked once.
            foreach (Argument argument in command.Arguments.Where(one => !one.Validators.Contains(Refuse)))
            {
                argument.Validators.Add(Refuse);
            }

            foreach (Command part in command.Subcommands)
            {
                Ask(part);
            }
        }

        /// <summary>Refuses an option's empty text.</summary>
        internal static void Refuse(OptionResult given)
        {
            Refuse(given, given.Option.Name);
        }

        private static void Refuse(ArgumentResult given)
        {
            Refuse(given, given.Argument.Name);
        }

        private static void Refuse(SymbolResult given, string name)
        {
            if (given.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                given.AddError(name + " must not be empty");
            }
        }
    }
}
