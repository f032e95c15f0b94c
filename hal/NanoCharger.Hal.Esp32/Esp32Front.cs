using System;
using System.Device.Gpio;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using NativeCollector = nanoFramework.Runtime.Native.GC;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>What is opened before all else: the contactor, commanded open, then the lamp and the console's port, so that a charger that cannot start is safe and can say why.</summary>
    public sealed class Esp32Front
    {
        private const int ConsoleBaud = 115200;
        private const int ConsoleBufferBytes = 1024;
        private const int HalfBlinkMillis = 125;
        private const int HalfBlinksPerLine = 16;
        private const int LongestLine = 120;

        private Esp32Front(BoardDescription description)
        {
            GpioController gpio = new GpioController();
            Contactor = new Esp32Contactor(gpio, description);
            Indicator = new Esp32Indicator(gpio, description);
            Console = new Esp32TextPort(OpenConsole(description));
        }

        /// <summary>The contactor.</summary>
        internal Esp32Contactor Contactor { get; }

        /// <summary>The console's port.</summary>
        internal Esp32TextPort Console { get; }

        /// <summary>The lamp.</summary>
        internal Esp32Indicator Indicator { get; }

        /// <summary>Opens the front of a board.</summary>
        /// <exception cref="ArgumentException">The description cannot be a board (<see cref="BoardCheck"/>); no pin was opened.</exception>
        public static Esp32Front Open(BoardDescription description)
        {
            string wrong = BoardCheck.Run(description);
            if (wrong != null)
            {
                throw new ArgumentException(wrong);
            }

            return new Esp32Front(description);
        }

        /// <summary>Free bytes of the heap. Cost: a garbage collection, some 30 ms in which nothing else runs.</summary>
        public static long FreeHeapBytes()
        {
            return NativeCollector.Run(true);
        }

        /// <summary>Says for ever why there is no charger: a line on the console every 2 s, and the lamp as for a fault. The hold is never armed, so the chain resets the chip after 30 s and it tries again.</summary>
        /// <param name="what">What has happened.</param>
        /// <param name="more">And why; null for nothing.</param>
        public void Distress(string what, string more)
        {
            byte[] line = new byte[LongestLine];
            int length = Put(Put(Put(0, what, line), more == null ? string.Empty : ": ", line), more, line);
            line[length++] = (byte)'\r';
            line[length++] = (byte)'\n';
            for (int halfBlinks = 0; true; halfBlinks++)
            {
                if (halfBlinks % HalfBlinksPerLine == 0)
                {
                    Console.Write(line, length);
                }

                Indicator.Show(Indication.Fault, (long)HighResTimer.GetCurrent());
                Thread.Sleep(HalfBlinkMillis);
            }
        }

        // Without the firmware's writers: they may be what the heap has no room for.
        private static int Put(int length, string text, byte[] line)
        {
            for (int i = 0; text != null && i < text.Length && length < LongestLine - 2; i++)
            {
                line[length++] = (byte)text[i];
            }

            return length;
        }

        private static SerialPort OpenConsole(BoardDescription description)
        {
            Configuration.SetPinFunction(description.ConsoleTransmitPin, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(description.ConsoleReceivePin, DeviceFunction.COM2_RX);
            SerialPort port = new SerialPort("COM2", ConsoleBaud);
            port.WriteBufferSize = ConsoleBufferBytes;
            return port;
        }
    }
}
