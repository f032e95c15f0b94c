using System.Device.Adc;
using System.Device.Gpio;
using System.Device.Pwm;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A board by its description: opens every pin once and hands the parts out.</summary>
    public sealed class Esp32Board : IBoard
    {
        private const int ReaderBaud = 9600;

        /// <summary>Opens a board, its front first.</summary>
        /// <param name="description">Which board this is.</param>
        /// <param name="storage">The board's storage, which had to be there first to tell the variant.</param>
        /// <exception cref="System.ArgumentException">The description cannot be a board (<see cref="BoardCheck"/>); no pin was opened.</exception>
        public Esp32Board(BoardDescription description, Esp32Storage storage)
            : this(description, storage, Esp32Front.Open(description))
        {
        }

        /// <summary>Brings the board into its safe state (the front has commanded the contactor open; pilot steady +12 V) and opens the rest. To be built on the control thread, once a boot.</summary>
        /// <param name="description">Which board this is.</param>
        /// <param name="storage">The board's storage.</param>
        /// <param name="front">Opened by the same description.</param>
        public Esp32Board(BoardDescription description, Esp32Storage storage, Esp32Front front)
        {
            GpioController gpio = new GpioController();
            Contactor = front.Contactor;
            Pilot = new Esp32Pilot(OpenPilot(description));

            // The first hold clears the latch, so it is read before anyone can call Hold.
            bool watchdog = (bool)gpio.OpenPin(description.WatchdogLatchPin, PinMode.Input).Read();
            LastReset = watchdog ? ResetCause.Watchdog : ResetCause.PowerOn;

            ResidualCurrent = new Esp32ResidualCurrentMonitor(gpio, description);
            Earth = new Esp32EarthMonitor(gpio, description);
            FaultInputs = description.FaultInputs.Length == 0 ? null : new Esp32FaultInputs(gpio, description);
            Indicator = front.Indicator;
            OpenConverter(gpio, description);

            Name = description.Name;
            Serial = Esp32Serial.Read();
            Storage = storage;
            Console = front.Console;
            TokenReader = description.ReaderReceivePin == BoardDescription.NoPin ? null : new Esp32TokenReader(OpenReader(description));
            Link = new Esp32Link();
            Clock = new Esp32Clock();
            Thread.CurrentThread.Priority = ThreadPriority.Highest;
        }

        /// <inheritdoc />
        public ISampler Sampler { get; private set; }

        /// <inheritdoc />
        public IPilotOutput Pilot { get; }

        /// <inheritdoc />
        public IProximity Proximity { get; private set; }

        /// <inheritdoc />
        public IContactor Contactor { get; }

        /// <inheritdoc />
        public IResidualCurrentMonitor ResidualCurrent { get; }

        /// <inheritdoc />
        public IEarthMonitor Earth { get; }

        /// <inheritdoc />
        public IFaultInputs FaultInputs { get; }

        /// <inheritdoc />
        public IThermometer Thermometer { get; private set; }

        /// <inheritdoc />
        public IStorage Storage { get; }

        /// <inheritdoc />
        public ITextPort Console { get; }

        /// <inheritdoc />
        public ITokenReader TokenReader { get; }

        /// <inheritdoc />
        public ILink Link { get; }

        /// <inheritdoc />
        public IClock Clock { get; }

        /// <inheritdoc />
        public IEntropy Entropy { get; private set; }

        /// <inheritdoc />
        public IHmac Hmac { get; private set; }

        /// <inheritdoc />
        public IIndicator Indicator { get; }

        /// <inheritdoc />
        public ResetCause LastReset { get; }

        /// <inheritdoc />
        public string Serial { get; }

        /// <inheritdoc />
        public string Name { get; }

        /// <inheritdoc />
        public void Rest()
        {
            Thread.Sleep(0);
        }

        /// <inheritdoc />
        public void Pause(int millis)
        {
            Thread.Sleep(millis);
        }

        /// <inheritdoc />
        public void Restart()
        {
            Power.RebootDevice();
        }

        private static PwmChannel OpenPilot(BoardDescription description)
        {
            Configuration.SetPinFunction(description.PilotPwmPin, DeviceFunction.PWM1);
            return PwmChannel.CreateFromPin(description.PilotPwmPin, Esp32Pilot.Hertz, 1.0);
        }

        private static SerialPort OpenReader(BoardDescription description)
        {
            Configuration.SetPinFunction(description.ReaderTransmitPin, DeviceFunction.COM3_TX);
            Configuration.SetPinFunction(description.ReaderReceivePin, DeviceFunction.COM3_RX);
            return new SerialPort("COM3", ReaderBaud);
        }

        private void OpenConverter(GpioController gpio, BoardDescription description)
        {
            AdcController adc = new AdcController();
            AdcChannel[] volts = OpenChannels(adc, description.VoltagePins);
            AdcChannel[] amps = OpenChannels(adc, description.CurrentPins);
            AdcChannel pilot = OpenChannel(adc, description.PilotSensePin);
            AdcChannel proximity = description.ProximityPin == BoardDescription.NoPin ? null : OpenChannel(adc, description.ProximityPin);
            Sampler = new Esp32Sampler(description, volts, amps, pilot);
            Proximity = new Esp32Proximity(proximity, description);
            Hmac = new Esp32Hmac();
            Entropy = new Esp32Entropy(
                proximity == null ? new AdcChannel[] { volts[0], amps[0], pilot } : new AdcChannel[] { volts[0], amps[0], pilot, proximity }, Hmac);
            if (description.NtcPin != BoardDescription.NoPin)
            {
                Thermometer = new NtcThermometer(OpenChannel(adc, description.NtcPin), description);
            }
            else
            {
                Thermometer = new Lmt01Thermometer(gpio, description);
            }
        }

        private static AdcChannel[] OpenChannels(AdcController adc, int[] pins)
        {
            AdcChannel[] channels = new AdcChannel[pins.Length];
            for (int i = 0; i < pins.Length; i++)
            {
                channels[i] = OpenChannel(adc, pins[i]);
            }

            return channels;
        }

        private static AdcChannel OpenChannel(AdcController adc, int pin)
        {
            return adc.OpenChannel(BoardDescription.AdcChannelOf(pin));
        }
    }
}
