using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Fakes;
using NanoCharger.Hal;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>A guard over a board in memory, turned without a station: the test itself commands contactor and pilot.</summary>
    public sealed class GuardRig
    {
        private const int CycleMicros = 20_000;
        private const int PresentMillivolts = 115_000;

        private readonly SampleBlock _block;
        private readonly Meter _meter;
        private readonly FrequencyMeter _frequency = new FrequencyMeter();
        private readonly PilotDecoder _pilot;
        private readonly SafetySense _sense = new SafetySense();
        private readonly GuardInputs _inputs;
        private readonly SettingsStore _settings = new SettingsStore();

        /// <summary>Makes a guard on a sound board with no vehicle, X1.</summary>
        public GuardRig()
            : this(new FakeBoard())
        {
        }

        /// <summary>Makes a guard on a board.</summary>
        public GuardRig(FakeBoard board)
        {
            Board = board;
            _block = new SampleBlock(1, board.Converter.MaxRounds);
            _meter = new Meter(board.Converter, new Calibration(1));
            _pilot = new PilotDecoder(new PilotScale(board.Converter));
            _inputs = new GuardInputs(_sense, _pilot, _meter, _frequency);
            _inputs.CentiCelsius = 2_300;
            _settings.Set("maxAmps", "32");
            Guard = new Guard(board);
            Guard.Configure(_settings);
            board.Pilot.SetDuty(DutyCycle.NoOffer);
            Unplugged = true;
        }

        /// <summary>The board.</summary>
        public FakeBoard Board { get; }

        /// <summary>The guard.</summary>
        public Guard Guard { get; }

        /// <summary>What the station would say.</summary>
        public bool Unplugged { get; set; }

        /// <summary>The station holds F.</summary>
        public bool HeldInF { get; set; }

        /// <summary>The station has opened in the last turn because the vehicle drew on through a pause; for the next turn only.</summary>
        public bool PauseIgnored { get; set; }

        /// <summary>Temperature in hundredths of a degree.</summary>
        public int CentiCelsius
        {
            set { _inputs.CentiCelsius = value; }
        }

        /// <summary>What the guard says.</summary>
        public Verdict Verdict
        {
            get { return Guard.Verdict; }
        }

        /// <summary>Changes a setting.</summary>
        public void Set(string name, string value)
        {
            string wrong = _settings.Change(Board.Flash, name, value);
            if (wrong != null)
            {
                throw new System.ArgumentException(wrong);
            }

            Guard.Configure(_settings);
        }

        /// <summary>One turn: block, meter, pilot, pins, verdict, hold.</summary>
        public void Turn()
        {
            Read();
            Judge();
        }

        /// <summary>The first part of a turn, up to the pins.</summary>
        public void Read()
        {
            Board.Sampler.Acquire(_block, CycleMicros);
            _inputs.Measured = _meter.Update(_block);
            _inputs.BlockStartMicros = _block.StartMicros;
            _frequency.Update(_block, _meter.VoltageRestMillicounts[0]);
            _pilot.Update(_block, true, _inputs.OfferMilliamps > 0);
            _sense.Read(Board);
            _sense.MainsPresent = _meter.Millivolts[0] >= PresentMillivolts;
        }

        /// <summary>The rest of it.</summary>
        public void Judge()
        {
            _inputs.NowMicros = Board.Micros;
            _inputs.CommandedClosed = Board.Chain.Commanded;
            _inputs.Unplugged = Unplugged;
            _inputs.PilotHeldInF = HeldInF;
            _inputs.PauseIgnored = PauseIgnored;
            PauseIgnored = false;
            Guard.Update(_inputs);
            Board.Chain.Hold();
            Board.Rest();
        }

        /// <summary>Turns for so many milliseconds.</summary>
        public void Run(int millis)
        {
            long until = Board.Micros + (millis * 1_000L);
            while (Board.Micros < until)
            {
                Turn();
            }
        }

        /// <summary>Turns until the guard says so, at most so long.</summary>
        /// <returns>Milliseconds it took, or -1.</returns>
        public int UntilStop(StopKind stop, int millis)
        {
            long start = Board.Micros;
            while (Board.Micros - start < millis * 1_000L)
            {
                Turn();
                if (Verdict.Stop == stop)
                {
                    return (int)((Board.Micros - start) / 1_000);
                }
            }

            return -1;
        }

        /// <summary>Turns until the guard lets close, at most so long.</summary>
        /// <returns>Milliseconds it took, or -1.</returns>
        public int UntilMayClose(int millis)
        {
            long start = Board.Micros;
            while (Board.Micros - start < millis * 1_000L)
            {
                Turn();
                if (Verdict.MayClose)
                {
                    return (int)((Board.Micros - start) / 1_000);
                }
            }

            return -1;
        }

        /// <summary>The pilot offers so much; 0 for X1.</summary>
        public void Offer(int milliamps)
        {
            _inputs.OfferMilliamps = milliamps;
            Board.Pilot.SetDuty(DutyCycle.FromMilliamps(milliamps));
        }

        /// <summary>A vehicle comes, passes the test, asks, gets an offer and the contactor.</summary>
        public void Charge(int milliamps)
        {
            Board.PilotLine.Show(9_000);
            Unplugged = false;
            UntilMayClose(1_000_000);
            Offer(milliamps);
            Board.PilotLine.Show(6_000);
            Run(200);
            Board.Chain.Close();
        }

        /// <summary>The station opens.</summary>
        public void Open()
        {
            Board.Chain.Open();
            Offer(0);
        }

        /// <summary>The vehicle leaves and another one comes.</summary>
        public void Replug()
        {
            Unplug();
            Board.PilotLine.Show(9_000);
            Unplugged = false;
        }

        /// <summary>The vehicle leaves.</summary>
        public void Unplug()
        {
            Open();
            Board.PilotLine.Show(12_000);
            Unplugged = true;
            Run(300);
        }

        /// <summary>Peak counts of a current in milliamperes at this converter.</summary>
        public static int Peak(int milliamps)
        {
            return (int)((long)milliamps * 1_414_214 / 100_750 / 1_000);
        }
    }
}
