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
        private const int ConsoleReceiveBytes = 8192;
        private const int HalfBlinkMillis = 125;
        private const int HalfBlinksPerLine = 16;
        private const int LongestLine = 120;

        // Made at once: what has to be told may be that the heap has no room.
        private readonly byte[] _line = new byte[LongestLine];
        private int _length;

        private Esp32Front()
        {
        }

        /// <summary>The console's port.</summary>
        internal Esp32TextPort Console { get; private set; }

        /// <summary>The lamp; null where only the console is known.</summary>
        internal Esp32Indicator Indicator { get; private set; }

        /// <summary>The contactor; null where only the console is known.</summary>
        internal Esp32Contactor Contactor { get; private set; }

        /// <summary>Opens the front of a board.</summary>
        /// <exception cref="ArgumentException">The description cannot be a board (<see cref="BoardCheck"/>); no pin was opened.</exception>
        public static Esp32Front Open(BoardDescription description)
        {
            string wrong = BoardCheck.Run(description);
            if (wrong != null)
            {
                throw new ArgumentException(wrong);
            }

            GpioController gpio = new GpioController();
            Esp32Front front = new Esp32Front();
            front.Contactor = new Esp32Contactor(gpio, description);
            front.Indicator = new Esp32Indicator(gpio, description);
            front.Console = OpenConsole(description);
            return front;
        }

        /// <summary>Opens the console alone, for a board whose description is no board or cannot be read: whatever else is on its pins is left as the reset has left it.</summary>
        /// <param name="description">Only the console's two pins are taken from it.</param>
        public static Esp32Front OpenConsoleOnly(BoardDescription description)
        {
            Esp32Front front = new Esp32Front();
            front.Console = OpenConsole(description);
            return front;
        }

        /// <summary>Free bytes of the heap. Cost: a garbage collection, some 30 ms in which nothing else runs.</summary>
        public static long FreeHeapBytes()
        {
            return NativeCollector.Run(true);
        }

        /// <summary>Says for ever why there is no charger: a line on the console every 2 s, and the lamp as for a fault. The contactor is commanded open and the hold is never armed, so the chain resets the chip after 30 s and it tries again.</summary>
        /// <param name="what">What has happened.</param>
        /// <param name="more">And why; null for nothing.</param>
        public void Distress(string what, string more)
        {
            if (Contactor != null)
            {
                Contactor.Open();
            }

            _length = 0;
            Put(what);
            Put(more == null ? null : ": ");
            Put(more);
            _line[_length++] = (byte)'\r';
            _line[_length++] = (byte)'\n';
            for (int halfBlinks = 0; true; halfBlinks++)
            {
                if (halfBlinks % HalfBlinksPerLine == 0)
                {
                    TryTell();
                }

                if (Indicator != null)
                {
                    Indicator.Show(Indication.Fault, (long)HighResTimer.GetCurrent());
                }

                Thread.Sleep(HalfBlinkMillis);
            }
        }

        // A port that fails must not take the lamp with it.
        private void TryTell()
        {
            try
            {
                Console.Write(_line, _length);
            }
            catch (Exception)
            {
                _length = 0;
            }
        }

        // Without the firmware's writers: they may be what the heap has no room for.
        private void Put(string text)
        {
            for (int i = 0; text != null && i < text.Length && _length < LongestLine - 2; i++)
            {
                _line[_length++] = (byte)text[i];
            }
        }

        private static Esp32TextPort OpenConsole(BoardDescription description)
        {
            Configuration.SetPinFunction(description.ConsoleTransmitPin, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(description.ConsoleReceivePin, DeviceFunction.COM2_RX);
            SerialPort port = new SerialPort("COM2", ConsoleBaud);
            port.WriteBufferSize = ConsoleBufferBytes;

            // Heeded when the port opens. Two certificates as text and what is typed around them arrive whole, however seldom somebody reads.
            port.ReadBufferSize = ConsoleReceiveBytes;
            return new Esp32TextPort(port);
        }
    }
}
