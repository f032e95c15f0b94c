using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows the meter's calibration, or has a step of it done.</summary>
    internal sealed class CalibrateCommand : Command
    {
        private const int Decimals = 3;
        private const int NoPhase = -1;

        private readonly ICommands _commands;
        private readonly int _phases;
        private readonly CalibrationPage _page;

        internal CalibrateCommand(ICommands commands, Calibration calibration, CalibrationStore store)
            : base(
                "calibrate",
                "calibrate           what the meter is calibrated with",
                "calibrate zero      where its channels rest, with a dead outlet",
                "calibrate run [A]   a live outlet for it, unbilled, of at most so many A",
                "calibrate end       ends that; so do 30 min, the plug and a restart",
                "calibrate voltage V [phase]   a point, by what a reference meter shows",
                "calibrate current A [phase]   likewise; one at a fifth of it proves it",
                "calibrate phase [phase]       with a resistive load of 5 A or more",
                "calibrate clear CONFIRM       forgets it all")
        {
            _commands = commands;
            _phases = calibration.Phases;
            _page = new CalibrationPage(calibration, store);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "zero; voltage and an amount in V, current and an amount in A, three decimals at most; phase; the phase behind it where the board has three; clear CONFIRM"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "calibrate current 16.02 A"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "zero and clear: a dead outlet. current, phase: a live one and a steady load. The amount is what a reference meter shows"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            if (rest.Length == 0)
            {
                answer.Show(_page);
                return;
            }

            answer.Say(Calibrate(Words.First(rest), Words.Behind(rest)));
        }

        private string Calibrate(string verb, string words)
        {
            string first = Words.First(words);
            string rest = Words.Behind(words);
            switch (verb)
            {
                case "voltage":
                    return Point(CalibrationStep.Voltage, verb, words, "V");
                case "current":
                    return Point(CalibrationStep.Current, verb, words, "A");
                case "phase":
                    return rest.Length > 0 ? TooMuch(verb) : Begin(CalibrationStep.Phase, verb, first, 0);
                case "zero":
                    return first.Length > 0 ? TooMuch(verb) : Answer(verb, _commands.Calibrate(CalibrationStep.Zero, 0, 0));
                case "run":
                    return rest.Length > 0 ? TooMuch(verb) : Run(first);
                case "end":
                    return first.Length > 0 ? TooMuch(verb) : "calibrate end: " + (_commands.EndCalibrationRun() ?? "ok, over once the outlet is dead");
                case "clear":
                    return first == "CONFIRM" && rest.Length == 0
                        ? "calibrate clear: " + _commands.ClearCalibration()
                        : "calibrate clear: type it with CONFIRM, all of the calibration goes";
                default:
                    return "calibrate: '" + verb + "' is not run, end, zero, voltage, current, phase or clear";
            }
        }

        private string Run(string words)
        {
            int milliamps = OfferLimits.None;
            if (words.Length > 0)
            {
                string wrong = Quantity.Take(words, "A", out string amps, out string rest);
                if (wrong != null)
                {
                    return "calibrate run: " + wrong;
                }

                if (rest.Length > 0 || !Amount.TryThousandths(amps, Decimals, out milliamps) || DutyCycle.Offerable(milliamps) == 0)
                {
                    return "calibrate run: '" + words + "' is no current that can be offered, 6 to 80 A";
                }
            }

            return "calibrate run: " + (_commands.BeginCalibrationRun(milliamps) ?? "ok, whoever is plugged in gets power; nobody is billed");
        }

        private string Point(CalibrationStep step, string verb, string words, string unit)
        {
            string wrong = Quantity.Take(words, unit, out string amount, out string phase);
            if (wrong != null)
            {
                return "calibrate " + verb + ": " + wrong;
            }

            if (!Amount.TryThousandths(amount, Decimals, out int thousandths) || thousandths == 0)
            {
                return "calibrate " + verb + ": '" + amount + "' is no amount, as 230.1, with three decimals at most";
            }

            return Begin(step, verb, phase, thousandths);
        }

        private string Begin(CalibrationStep step, string verb, string text, int reference)
        {
            int phase = Phase(text);
            if (phase == NoPhase)
            {
                return text.Length == 0
                    ? "calibrate " + verb + ": of which phase, 1 to " + _phases.ToString() + "?"
                    : "calibrate " + verb + ": '" + text + "' is no phase of this board, which has " + _phases.ToString();
            }

            return Answer(verb, _commands.Calibrate(step, phase, reference));
        }

        // On a board of one phase nobody has to name it.
        private int Phase(string text)
        {
            if (text.Length == 0)
            {
                return _phases == 1 ? 0 : NoPhase;
            }

            int number = text.Length == 1 ? text[0] - '0' : 0;
            return number >= 1 && number <= _phases ? number - 1 : NoPhase;
        }

        private static string Answer(string verb, string wrong)
        {
            return wrong == null ? "measuring for 16 s" : "calibrate " + verb + ": " + wrong;
        }

        private static string TooMuch(string verb)
        {
            return "calibrate " + verb + ": too many words, nothing done";
        }
    }
}
