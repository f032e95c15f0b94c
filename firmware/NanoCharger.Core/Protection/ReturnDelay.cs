using NanoCharger.Core.Pilot;
using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>The random delay after mains return (times table), so that not all chargers of a street start in the same second.</summary>
    /// <remarks>It concerns only a vehicle that was there when the mains came back: seeing none ends it.</remarks>
    internal sealed class ReturnDelay
    {
        private const int RandomBytes = 4;
        private const long GoneMicros = 200_000;

        private readonly IEntropy _entropy;
        private readonly byte[] _random = new byte[RandomBytes];
        private readonly Lasting _gone = new Lasting();

        /// <summary>Makes a delay that does not run.</summary>
        /// <param name="entropy">The board's; null for none, and then there is no delay.</param>
        internal ReturnDelay(IEntropy entropy)
        {
            _entropy = entropy;
        }

        /// <summary>When it is over; far in the past when none runs.</summary>
        internal long UntilMicros { get; private set; } = long.MinValue / 2;

        /// <summary>Starts it. Cost: 20 ms of entropy; the contactor is open.</summary>
        /// <param name="mostSeconds">Longest delay, 0..600.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal void Start(int mostSeconds, long nowMicros)
        {
            if (_entropy == null || mostSeconds == 0)
            {
                return;
            }

            _entropy.Fill(_random);
            long random = _random[0] | (_random[1] << 8) | (_random[2] << 16);
            UntilMicros = nowMicros + (random % ((mostSeconds * 1_000) + 1) * 1_000L);
        }

        /// <summary>One turn: ends it where there is no vehicle.</summary>
        internal void Update(GuardInputs inputs)
        {
            bool nobody = inputs.Pilot.State == VehicleState.Disconnected && !inputs.PilotHeldInF;
            if (_gone.For(nobody, inputs.NowMicros, GoneMicros))
            {
                UntilMicros = long.MinValue / 2;
            }
        }
    }
}
