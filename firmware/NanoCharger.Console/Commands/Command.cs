namespace NanoCharger.Console.Commands
{
    /// <summary>A command of the console: its name, its help, and what it does.</summary>
    /// <remarks>It is made once, at the start, with its page; only a typed line may allocate.</remarks>
    internal abstract class Command
    {
        private readonly string[] _help;

        /// <summary>Names the command.</summary>
        /// <param name="name">What is typed: small letters.</param>
        /// <param name="help">
        /// Its lines of the help page as they are shown: the name and what may follow it, then what it does, from column 20,
        /// or from 30 where that is too long.
        /// </param>
        protected Command(string name, params string[] help)
        {
            Name = name;
            _help = help;
        }

        /// <summary>The first word of its line.</summary>
        internal string Name { get; }

        /// <summary>Its lines of the help page, one at least.</summary>
        internal int HelpLines
        {
            get { return _help.Length; }
        }

        /// <summary>What may stand behind the name: words, numbers with their range and unit.</summary>
        internal abstract string Takes { get; }

        /// <summary>A line that works.</summary>
        internal abstract string Example { get; }

        /// <summary>What has to be so that it is done, and what it costs.</summary>
        internal abstract string Needs { get; }

        /// <summary>True for one that takes what is behind its name as it was typed, blanks at both ends too.</summary>
        internal virtual bool KeepsBlanks
        {
            get { return false; }
        }

        /// <summary>A line of its help, index 0 to <see cref="HelpLines"/> - 1.</summary>
        internal string HelpLine(int index)
        {
            return _help[index];
        }

        /// <summary>Does it. What was typed wrongly is answered with what was wrong, and changes nothing.</summary>
        /// <param name="rest">What was typed behind the name, without blanks around it but for <see cref="KeepsBlanks"/>; may be empty.</param>
        /// <param name="answer">Takes the answer, exactly one.</param>
        internal abstract void Obey(string rest, IAnswer answer);
    }
}
