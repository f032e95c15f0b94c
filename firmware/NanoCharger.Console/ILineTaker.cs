namespace NanoCharger.Console
{
    /// <summary>Takes the lines that are typed behind a command, in the place of commands and without an echo, until it is done or Ctrl-C is typed.</summary>
    internal interface ILineTaker
    {
        /// <summary>Takes a line.</summary>
        /// <param name="line">What was typed; blanks before it are gone.</param>
        /// <param name="wrong">What is wrong with it, so that it cannot be taken for what was typed; null for nothing.</param>
        /// <param name="answer">Takes one answer at most; without one the next line is asked for.</param>
        /// <returns>True when no more lines are taken.</returns>
        bool Take(string line, string wrong, IAnswer answer);

        /// <summary>Ctrl-C was typed: what was taken is dropped, and nothing is done.</summary>
        void Cancel();
    }
}
