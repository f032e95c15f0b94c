using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>A board in memory with a time of its own: what the parts cost moves it. The tests turn its knobs.</summary>
    /// <remarks>Simple where the bay is true: no noise, no bounce. It is here for the rules; the bay is for the physics.</remarks>
    public sealed class FakeBoard : IBoard, IClock, IProximity, IResidualCurrentMonitor, IEarthMonitor, IThermometer, IIndicator, ITokenReader
    {
        private const int PinMicros = 300;
        private const int TurnMicros = 8_000;
        private const int RestMicros = 5_000;
        private const int StallStepMicros = 5_000;

        private bool _testing;

        /// <summary>Makes a sound board with no vehicle, of a unit that is commissioned.</summary>
        public FakeBoard()
        {
            PilotLine = new FakePilot(this);
            Chain = new FakeContactor(this);
            Converter = new FakeSampler(this);
            Flash = new FakeFlash();
            FakeKey.Store(Flash);
            FakeUnit.Commission(Flash);
            Port = new FakeTextPort();
            Network = new FakeLink();
        }

        /// <summary>Time since the start, in microseconds.</summary>
        public long Micros { get; set; }

        /// <summary>The pilot line with its vehicle.</summary>
        public FakePilot PilotLine { get; }

        /// <summary>Contactor and safety chain.</summary>
        public FakeContactor Chain { get; }

        /// <summary>The converter and the mains it sees.</summary>
        public FakeSampler Converter { get; }

        /// <summary>Files; kept when a new board takes over.</summary>
        public FakeFlash Flash { get; set; }

        /// <summary>What the console printed.</summary>
        public FakeTextPort Port { get; }

        /// <summary>The link.</summary>
        public FakeLink Network { get; }

        /// <summary>A link that the test answers, in the place of the one without a network; null for that one.</summary>
        public ILink Wire { get; set; }

        /// <summary>The monitor has tripped.</summary>
        public bool ResidualTripped { get; set; }

        /// <summary>The monitor does not answer its test.</summary>
        public bool MonitorSilent { get; set; }

        /// <summary>Source of random bytes; null for a board without one, so that nothing is left to chance.</summary>
        public IEntropy Noise { get; set; }

        /// <summary>The protective conductor is gone.</summary>
        public bool EarthLost { get; set; }

        /// <summary>No time server has been heard.</summary>
        public bool Dateless { get; set; }

        /// <summary>Its plain inputs; null for a board without any.</summary>
        public FakeInputs Inputs { get; set; }

        /// <summary>The thermometer's next reading takes so long: a stall behind the turn's reading of the chain and before its pulse of the hold.</summary>
        public long StallMicros { get; set; }

        /// <summary>Resistance at the proximity contact.</summary>
        public int Ohms { get; set; } = 10_000;

        /// <summary>Resets of the chip that were asked for; it goes on all the same.</summary>
        public int Restarts { get; private set; }

        /// <summary>What the lamp shows.</summary>
        public Indication Lamp { get; private set; }

        /// <summary>Whether it was lit last for a pattern.</summary>
        public bool Lit { get; private set; }

        /// <inheritdoc/>
        public ISampler Sampler
        {
            get { return Converter; }
        }

        /// <inheritdoc/>
        public IPilotOutput Pilot
        {
            get { return PilotLine; }
        }

        /// <inheritdoc/>
        public IProximity Proximity
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public IContactor Contactor
        {
            get { return Chain; }
        }

        /// <inheritdoc/>
        public IResidualCurrentMonitor ResidualCurrent
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public IEarthMonitor Earth
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public IFaultInputs FaultInputs
        {
            get { return Inputs; }
        }

        /// <inheritdoc/>
        public IThermometer Thermometer
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public IStorage Storage
        {
            get { return Flash; }
        }

        /// <summary>The card to be read next; null for none.</summary>
        public string Card { get; set; }

        /// <inheritdoc/>
        public ITokenReader TokenReader
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public ITextPort Console
        {
            get { return Port; }
        }

        /// <inheritdoc/>
        public ILink Link
        {
            get { return Wire ?? Network; }
        }

        /// <inheritdoc/>
        public IClock Clock
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public IEntropy Entropy
        {
            get { return Noise; }
        }

        /// <summary>The HMAC, which may answer wrongly.</summary>
        public SoftHmac Mac { get; } = new SoftHmac();

        /// <inheritdoc/>
        public IHmac Hmac
        {
            get { return Mac; }
        }

        /// <inheritdoc/>
        public IIndicator Indicator
        {
            get { return this; }
        }

        /// <inheritdoc/>
        public ResetCause LastReset
        {
            get { return ResetCause.PowerOn; }
        }

        /// <inheritdoc/>
        public string Serial
        {
            get { return "FAKE00000001"; }
        }

        /// <inheritdoc/>
        public string Name
        {
            get { return FakeUnit.Board; }
        }

        /// <inheritdoc/>
        public long NowMicros
        {
            get { return Micros; }
        }

        /// <inheritdoc/>
        public long UtcMillis
        {
            get { return 1_795_353_724_000L + (Micros / 1_000); }
        }

        /// <inheritdoc/>
        public ClockQuality Quality
        {
            get { return Dateless ? ClockQuality.Unknown : ClockQuality.Synchronised; }
        }

        /// <inheritdoc/>
        /// <remarks>The time server is always there, and has the last word.</remarks>
        public void Set(long utcMillis)
        {
        }

        /// <inheritdoc/>
        public bool Tripped
        {
            get
            {
                // The first pin after the samples: the decision's own computing is charged here.
                Spend(TurnMicros + PinMicros);
                return ResidualTripped || (_testing && !MonitorSilent);
            }
        }

        /// <inheritdoc/>
        public bool Connected
        {
            get
            {
                Spend(PinMicros);
                return !EarthLost;
            }
        }

        /// <summary>Lets time pass.</summary>
        public void Spend(long micros)
        {
            Micros += micros;
            Chain.Watch();
        }

        /// <inheritdoc/>
        public int ReadOhms()
        {
            return Ohms;
        }

        /// <inheritdoc/>
        public void SetTest(bool on)
        {
            Spend(PinMicros);
            _testing = on;
        }

        /// <inheritdoc/>
        public int ScalePpm { get; set; }

        /// <inheritdoc/>
        public int ReadHundredths()
        {
            for (; StallMicros > 0; StallMicros -= StallStepMicros)
            {
                Spend(StallStepMicros);
            }

            return 2_300;
        }

        /// <inheritdoc/>
        public void Show(Indication indication, long nowMicros)
        {
            Lamp = indication;
        }

        /// <inheritdoc/>
        public void Light(bool lit)
        {
            Lamp = Indication.Pattern;
            Lit = lit;
        }

        /// <inheritdoc/>
        public string TryRead()
        {
            string card = Card;
            Card = null;
            return card;
        }

        /// <inheritdoc/>
        public void Rest()
        {
            Spend(RestMicros);
        }

        /// <inheritdoc/>
        public void Pause(int millis)
        {
            Spend(millis * 1_000L);
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Restarts++;
        }
    }
}
