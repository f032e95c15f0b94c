using System;
using System.Device.Pwm;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The pilot generator: the PWM pin drives an amplifier that makes +12 V of high and -12 V of low.</summary>
    /// <remarks>
    /// The PWM runs from the start to the end: stopping any channel makes later duty writes of all others do nothing. Steady
    /// levels are duties of 0 and 100 %. Two traps of the library are walked around: the duty is given when the channel is made, not
    /// between that and its start, and the first write after a duty of 0 only stores its value, so it is made twice.
    /// </remarks>
    public sealed class Esp32Pilot : IPilotOutput
    {
        /// <summary>Frequency of the pilot (IEC 61851-1:2017, Table A.2), in hertz.</summary>
        public const int Hertz = 1000;

        private const int Steady = 10000;

        private readonly PwmChannel _channel;
        private int _duty = Steady;

        /// <summary>Takes a channel of 1 kHz that was made with a duty of 100 %, and starts it: steady +12 V (X1: no offer).</summary>
        public Esp32Pilot(PwmChannel channel)
        {
            _channel = channel;
            _channel.Start();
        }

        /// <inheritdoc />
        public void SetDuty(int hundredthsOfPercent)
        {
            if (hundredthsOfPercent != 0 && hundredthsOfPercent != Steady && (hundredthsOfPercent < 500 || hundredthsOfPercent > 9700))
            {
                throw new ArgumentException("hundredthsOfPercent: 0, 500..9 700 or 10 000");
            }

            if (hundredthsOfPercent == _duty)
            {
                return;
            }

            bool swallowed = _duty == 0;
            _duty = hundredthsOfPercent;
            _channel.DutyCycle = Ratio(hundredthsOfPercent);
            if (swallowed)
            {
                _channel.DutyCycle = Ratio(hundredthsOfPercent);
            }
        }

        /// <summary>
        /// A quarter of a step is added because the library makes ten-thousandths of the ratio by truncation: the plain quotient
        /// of 5 333 may come out a hair below and lose a step.
        /// </summary>
        private static double Ratio(int hundredthsOfPercent)
        {
            if (hundredthsOfPercent == 0)
            {
                return 0.0;
            }

            return hundredthsOfPercent == Steady ? 1.0 : (hundredthsOfPercent + 0.25) / Steady;
        }
    }
}
