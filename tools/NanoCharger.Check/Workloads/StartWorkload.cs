using System;
using System.Linq;
using NanoCharger.App;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Check.Cost;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;

namespace NanoCharger.Check.Workloads
{
    /// <summary>The start of the whole firmware as Main makes it, in three laps: board, Charger, Start. Then turns, not counted, which must leave the heap as it is.</summary>
    /// <remarks>It is the start behind a power cut amid a charge, on a unit of three phases whose local list is full: the fullest that there is.</remarks>
    public sealed class StartWorkload : IWorkload
    {
        /// <summary>Turns behind the start.</summary>
        public const int Turns = 1000;

        private const string Story = "{\"until\": 110, \"mains\": {\"phases\": 3}, \"settings\": {\"maxAmps\": \"16\"}, \"timeline\": [{\"at\": 0, \"wifi\": \"down\"}, {\"at\": 5, \"plug\": {}}, "
            + "{\"at\": 8, \"vehicle\": \"C\"}, {\"at\": 14, \"draw\": 16}, {\"at\": 40, \"power\": \"cut\"}, {\"at\": 45, \"power\": \"restore\"}]}";

        /// <inheritdoc/>
        public string Name => "start";

        /// <inheritdoc/>
        public string Lap => "a third of the start: board, Charger, Start";

        /// <inheritdoc/>
        public int Channels => 0;

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            Exception? fault = null;
            int boots = 0;
            bool done = false;
            BayResult result = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse(Story, Name),
                Commission = Commission,
                Firmware = () =>
                {
                    if (boots++ == 0)
                    {
                        new Charger(App.Program.Board()).Run();
                    }
                    try
                    {
                        Charger charger = Start(recorder);
                        done = true;
                        while (true)
                        {
                            charger.Turn();
                        }
                    }
                    catch (InvalidOperationException e)
                    {
                        fault = e;
                    }
                },
            }).Run();
            if (!done || result.Violations.Count > 0)
            {
                throw new InvalidOperationException($"{Name}: {fault?.Message ?? result.Violations.FirstOrDefault()?.ToString() ?? "the turns did not end"}");
            }
        }

        private static void Commission(BayFactory factory)
        {
            Bench.Commissioning.Write(factory);
            LocalList tokens = new(new FlashStorage(factory.Flash));
            while (tokens.Count < LocalList.MaxTokens)
            {
                tokens.Add(tokens.Count.ToString().PadLeft(TokenText.MaxLength, 'A'));
            }
        }

        private static Charger Start(Recorder recorder)
        {
            recorder.Heap.FillStatics(typeof(Charger).Assembly);
            recorder.Begin();
            IBoard board = App.Program.Board();
            recorder.Lap();
            recorder.Heap.Look("board", board);
            Charger charger = new(board);
            recorder.Lap();
            recorder.Heap.Look("Charger", charger);
            charger.Start();
            recorder.Lap();
            recorder.End();
            recorder.Heap.Look("Start", charger);
            for (int turn = 0; turn < Turns; turn++)
            {
                charger.Turn();
            }
            recorder.Heap.LookAgain(charger);
            return charger;
        }
    }
}
