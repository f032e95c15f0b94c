using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>The commands.</summary>
    internal sealed class HelpPage : IPage
    {
        private static readonly string[] Lines =
        {
            "help                this",
            "status              what the charger does now",
            "log [n]             the last n records of the session log (10)",
            "get [name]          all settings, or one with all there is to know about it",
            "set name [value]    changes a setting and stores it",
            "authorise token     as if a card that is accepted had been shown",
            "stop                ends the transaction, the vehicle is asked first",
            "limit n|off         offers n A at most; 0 disables until off",
            "available           back in service",
            "unavailable         out of service, the vehicle is asked to stop first",
            "faults [clear]      what is wrong and what ever was; clears what is latched",
            "token add|remove t  changes the station's own list of tokens",
            "token list          shows it",
            "selftest            tests the safety chain, without a vehicle",
            "key show            the public key, for whoever checks bills",
            "key generate [CONFIRM]        makes a new one; bills owed come first",
            "calibrate           what the meter is calibrated with",
            "calibrate zero      where its channels rest, with a dead outlet",
            "calibrate voltage V [phase]   a point, by what a reference meter shows",
            "calibrate current A [phase]   likewise; one at a fifth of it proves it",
            "calibrate phase [phase]       with a resistive load of 5 A or more",
            "calibrate clear CONFIRM       forgets it all",
        };

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (index >= Lines.Length)
            {
                return false;
            }

            line.Put(Lines[index]);
            return true;
        }
    }
}
