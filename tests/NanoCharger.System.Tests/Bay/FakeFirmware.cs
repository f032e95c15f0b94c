using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Device.Pwm;
using NanoCharger.Emulation;
using nanoFramework.Hardware.Esp32;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>A control loop of a few lines on the bare stand-ins: samples, pulses the hold, and does what a test tells it.</summary>
    internal sealed class FakeFirmware
    {
        public const int ContactorPin = 26;
        public const int HoldPin = 27;
        public const int TestPin = 14;
        public const int OutputSensePin = 22;
        public const int TripPin = 21;
        public const int HoldArmedPin = 15;
        public const int InterlockPin = 13;
        public const int WatchdogLatchPin = 18;

        private const int Rounds = 110;

        private static readonly int[] Inputs = [OutputSensePin, TripPin, HoldArmedPin, InterlockPin, WatchdogLatchPin];

        private readonly GpioController _pins = new GpioController();
        private readonly PwmChannel _pilot;
        private readonly AdcChannel _voltage;
        private readonly AdcChannel _current;
        private readonly AdcChannel _pilotSense;
        private bool _insisting;

        private FakeFirmware()
        {
            foreach (int pin in Inputs)
            {
                _pins.OpenPin(pin, PinMode.Input);
            }

            WatchdogLatch = Read(WatchdogLatchPin);
            _pins.OpenPin(ContactorPin, PinMode.Output);
            _pins.OpenPin(HoldPin, PinMode.Output);
            _pins.OpenPin(TestPin, PinMode.Output);
            Configuration.SetPinFunction(25, DeviceFunction.PWM1);
            _pilot = PwmChannel.CreateFromPin(25, 1000, 0.53335)!;
            _pilot.Start();
            AdcController adc = new AdcController();
            _voltage = adc.OpenChannel(0);
            _current = adc.OpenChannel(3);
            _pilotSense = adc.OpenChannel(6);
        }

        public bool WatchdogLatch { get; }

        public int Turns { get; private set; }

        public int PilotHigh { get; private set; }

        public int PilotLow { get; private set; }

        /// <summary>RMS of the last block in counts.</summary>
        public double VoltageCounts { get; private set; }

        public double CurrentCounts { get; private set; }

        public static double Now
        {
            get { return Machine.Current.NowNanos / 1e9; }
        }

        /// <summary>A firmware for <c>BayOptions</c>: the given code runs in each turn, before the hold pulse.</summary>
        public static Action Doing(Action<FakeFirmware> turn)
        {
            return () =>
            {
                FakeFirmware firmware = new FakeFirmware();
                while (true)
                {
                    firmware.Sample();
                    turn(firmware);
                    firmware.Write(HoldPin, true);
                    firmware.Write(HoldPin, false);
                    firmware.Turns++;
                }
            };
        }

        public bool Read(int pin)
        {
            return (bool)_pins.Read(pin);
        }

        public void Write(int pin, bool high)
        {
            _pins.Write(pin, high);
        }

        /// <summary>Commands the contactor whatever happens, from the moment at which interlock and hold let it: a command that finds one of them open latches it.</summary>
        public void Insist(bool closed)
        {
            _insisting = closed && (_insisting || (Read(InterlockPin) && Read(HoldArmedPin)));
            Write(ContactorPin, _insisting);
        }

        public void Duty(double share)
        {
            _pilot.DutyCycle = share;
        }

        private void Sample()
        {
            PilotHigh = 0;
            PilotLow = 4095;
            double volts = 0, voltsSquared = 0, amps = 0, ampsSquared = 0;
            for (int round = 0; round < Rounds; round++)
            {
                double v = _voltage.ReadValue();
                double i = _current.ReadValue();
                int pilot = _pilotSense.ReadValue();
                volts += v;
                voltsSquared += v * v;
                amps += i;
                ampsSquared += i * i;
                PilotHigh = Math.Max(PilotHigh, pilot);
                PilotLow = Math.Min(PilotLow, pilot);
            }

            VoltageCounts = Math.Sqrt((voltsSquared / Rounds) - (volts / Rounds * volts / Rounds));
            CurrentCounts = Math.Sqrt((ampsSquared / Rounds) - (amps / Rounds * amps / Rounds));
        }
    }
}
