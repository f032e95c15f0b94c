using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Command, hold and feedback of the contactor's safety chain.</summary>
    public sealed class Esp32Contactor : IContactor
    {
        private readonly GpioPin _command;
        private readonly GpioPin _hold;
        private readonly GpioPin _outputSense;
        private readonly GpioPin _holdArmed;
        private readonly GpioPin _interlock;

        /// <summary>Opens the pins, the command's first, and commands the contactor open before anything else.</summary>
        public Esp32Contactor(GpioController gpio, BoardDescription board)
        {
            _command = gpio.OpenPin(board.ContactorPin, PinMode.Output);
            _command.Write(PinValue.Low);
            _hold = gpio.OpenPin(board.HoldPin, PinMode.Output);
            _hold.Write(PinValue.Low);
            _outputSense = gpio.OpenPin(board.OutputSensePin, PinMode.Input);
            _holdArmed = gpio.OpenPin(board.HoldArmedPin, PinMode.Input);
            _interlock = gpio.OpenPin(board.InterlockPin, PinMode.Input);
        }

        /// <inheritdoc />
        public bool OutputLive
        {
            get { return (bool)_outputSense.Read(); }
        }

        /// <inheritdoc />
        public bool HoldArmed
        {
            get { return (bool)_holdArmed.Read(); }
        }

        /// <inheritdoc />
        public bool InterlockClosed
        {
            get { return (bool)_interlock.Read(); }
        }

        /// <inheritdoc />
        public void Close()
        {
            _command.Write(PinValue.High);
        }

        /// <inheritdoc />
        public void Open()
        {
            _command.Write(PinValue.Low);
        }

        /// <inheritdoc />
        public void Hold()
        {
            _hold.Write(PinValue.High);
            _hold.Write(PinValue.Low);
        }
    }
}
