using System;
using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>The pilot line: the generator's duty, and a vehicle that pulls the high level to a state's voltage at set times.</summary>
    public sealed class FakePilot : IPilotOutput
    {
        private const int MostChanges = 64;
        private const int LowMillivolts = -12_000;
        private const int PeriodMicros = 1_000;

        private readonly FakeBoard _board;
        private readonly long[] _at = new long[MostChanges];
        private readonly int[] _high = new int[MostChanges];
        private int _changes = 1;

        /// <summary>Makes a line without a vehicle.</summary>
        public FakePilot(FakeBoard board)
        {
            _board = board;
            _high[0] = 12_000;
        }

        /// <summary>Duty cycle that the firmware set, in hundredths of a percent; -1 before it did.</summary>
        public int Duty { get; private set; } = -1;

        /// <summary>How often the firmware set it.</summary>
        public int DutyWrites { get; private set; }

        /// <summary>False for a vehicle without its diode: the low level is loaded like the high one.</summary>
        public bool Diode { get; set; } = true;

        /// <inheritdoc/>
        public void SetDuty(int hundredthsOfPercent)
        {
            if (hundredthsOfPercent != 0 && hundredthsOfPercent != 10_000 && (hundredthsOfPercent < 500 || hundredthsOfPercent > 9_700))
            {
                throw new ArgumentException("hundredthsOfPercent");
            }

            Duty = hundredthsOfPercent;
            DutyWrites++;
        }

        /// <summary>The high level changes now.</summary>
        public void Show(int highMillivolts)
        {
            ShowAt(_board.Micros, highMillivolts);
        }

        /// <summary>The high level changes at a time, later than all changes so far.</summary>
        public void ShowAt(long micros, int highMillivolts)
        {
            if (_changes == MostChanges)
            {
                Array.Copy(_at, 1, _at, 0, MostChanges - 1);
                Array.Copy(_high, 1, _high, 0, MostChanges - 1);
                _changes--;
            }

            _at[_changes] = micros;
            _high[_changes] = highMillivolts;
            _changes++;
        }

        /// <summary>High level at a time.</summary>
        public int HighAt(long micros)
        {
            int i = _changes - 1;
            while (i > 0 && _at[i] > micros)
            {
                i--;
            }

            return _high[i];
        }

        /// <summary>Voltage on the line at a time, PWM and all.</summary>
        public int At(long micros)
        {
            int high = HighAt(micros);
            bool up = micros % PeriodMicros < (long)Duty * PeriodMicros / 10_000;
            if (up)
            {
                return high;
            }

            bool shorted = high < 1_500;
            return Diode && !shorted ? LowMillivolts : -high;
        }
    }
}
