using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>A chip with nothing around it but what a test solders on: constant or computed voltages, input levels, and a record of what the outputs did.</summary>
    internal sealed class BareBoard : ISurroundings
    {
        public const long Millisecond = 1_000_000;
        public const long Second = 1_000_000_000;

        public BareBoard(double gain = 1, double noiseCounts = 0, ulong seed = 1, uint freeHeapBytes = 3_000_000, DateTimeOffset? utc = null)
        {
            Machine = new Machine(new MachineOptions
            {
                Seed = seed,
                Surroundings = this,
                Adc = new AdcCharacter(gain, 0, noiseCounts, 0, seed),
                Flash = Flash,
                Console = Line,
                Reader = Reader,
                UtcAtStart = utc is { } start ? start.ToUnixTimeMilliseconds() * 1_000 : 1_795_000_000_000_000,
                FreeHeapBytes = freeHeapBytes,
            });
        }

        public Machine Machine { get; }

        public Flash Flash { get; } = new();

        public SerialLine Line { get; } = new();

        public SerialLine Reader { get; } = new();

        public BareNetwork Radio { get; } = new();

        public INetwork Network => Radio;

        /// <summary>Voltage of a pin in millivolts at a virtual time.</summary>
        public Dictionary<int, Func<long, double>> Millivolts { get; } = new();

        public HashSet<int> HighPins { get; } = new();

        public List<(int Gpio, bool High)> Writes { get; } = new();

        public List<int> Duties { get; } = new();

        public Func<long> Pulses { get; set; } = () => 0;

        /// <summary>Powers the chip, runs this as its firmware until it returns or loses power, for at most 100 hours, and passes on what it threw.</summary>
        public void Run(Action firmware)
        {
            bool over = false;
            Machine.Boot(() =>
            {
                firmware();
                over = true;
            });
            Machine.Run(360_000 * Second, () => over || !Machine.Running);
            if (Machine.FirmwareFault is not null)
            {
                ExceptionDispatchInfo.Throw(Machine.FirmwareFault);
            }
        }

        public IAnalogNode Analog(int gpio) => new Node(this, gpio);

        public bool ReadPin(int gpio) => HighPins.Contains(gpio);

        public void WritePin(int gpio, bool high)
        {
            Writes.Add((gpio, high));
            PinWritten?.Invoke(gpio, high);
        }

        public event Action<int, bool>? PinWritten;

        public void SetPwm(int gpio, int hertz, int dutyHundredths)
        {
            Hertz = hertz;
            Duties.Add(dutyHundredths);
        }

        public int Hertz { get; private set; }

        public long PulseCount(int gpio) => Pulses();

        public void ChipReset()
        {
        }

        private sealed class Node : IAnalogNode
        {
            private readonly BareBoard _board;
            private readonly int _gpio;

            public Node(BareBoard board, int gpio)
            {
                _board = board;
                _gpio = gpio;
            }

            public double Millivolts(long nowNanos)
            {
                return _board.Millivolts.TryGetValue(_gpio, out Func<long, double>? voltage) ? voltage(nowNanos) : 0;
            }
        }
    }
}
