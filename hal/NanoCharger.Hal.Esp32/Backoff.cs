using NanoCharger.Hal;
using nanoFramework.Hardware.Esp32;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>How long to wait before the next attempt: drawn between 0 and a ceiling that doubles from 1 s to 5 min ("full jitter"), so that a street of stations does not come back in step.</summary>
    internal sealed class Backoff
    {
        private const int FirstCeilingMillis = 1000;
        private const int LastCeilingMillis = 300000;
        private const long GoodSessionMicros = 60000000;

        private readonly PseudoRandom _random;
        private int _ceilingMillis = FirstCeilingMillis;

        /// <param name="options">Their station and boot are the seed, with the time since the start.</param>
        internal Backoff(LinkOptions options)
        {
            uint seed = (uint)HighResTimer.GetCurrent() ^ (uint)options.Boot;
            for (int i = 0; i < options.Station.Length; i++)
            {
                seed = (seed * 31) + options.Station[i];
            }

            _random = new PseudoRandom(seed);
        }

        /// <summary>Something else is tried now: the next pauses are short again.</summary>
        internal void Restart()
        {
            _ceilingMillis = FirstCeilingMillis;
        }

        /// <summary>The next pause, in milliseconds.</summary>
        /// <param name="onlineMicros">When the session began that has just ended; 0 where none did. One that lasted a minute lowers the ceiling again.</param>
        internal int NextMillis(long onlineMicros)
        {
            if (onlineMicros != 0 && (long)HighResTimer.GetCurrent() - onlineMicros >= GoodSessionMicros)
            {
                Restart();
            }

            int pause = _random.Next(_ceilingMillis + 1);
            _ceilingMillis = _ceilingMillis * 2 > LastCeilingMillis ? LastCeilingMillis : _ceilingMillis * 2;
            return pause;
        }
    }
}
