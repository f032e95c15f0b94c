namespace NanoCharger.Console.Tests
{
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;

    /// <summary>A technician at the console of a charger on a desk.</summary>
    internal sealed class FakeDesk
    {
        private const int StepsOfALine = 100;

        private readonly FakePort _port = new FakePort();
        private readonly TechnicianConsole _console;

        /// <summary>The console has greeted.</summary>
        internal FakeDesk()
        {
            Flash = new FakeFlash();
            Charger = new LogScript(Flash);
            Charger.Start();
            Parts = FakeParts.Of(Flash, Charger.Log, 1);
            _console = new TechnicianConsole(_port, Parts);
            _console.Step();
        }

        /// <summary>The flash.</summary>
        internal FakeFlash Flash { get; }

        /// <summary>Writes the log.</summary>
        internal LogScript Charger { get; }

        /// <summary>What the console shows and acts on.</summary>
        internal ConsoleParts Parts { get; }

        /// <summary>What was asked of the charger.</summary>
        internal FakeCommands Commands
        {
            get { return (FakeCommands)Parts.Commands; }
        }

        /// <summary>Types, one byte a character, and reads the screen until nothing more comes.</summary>
        internal string Answer(string typed)
        {
            _port.Clear();
            _port.Type(typed);
            for (int i = 0; i < StepsOfALine; i++)
            {
                _console.Step();
            }

            return _port.Screen;
        }
    }
}
