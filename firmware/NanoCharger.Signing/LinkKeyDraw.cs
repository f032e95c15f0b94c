using NanoCharger.Hal;

namespace NanoCharger.Signing
{
    /// <summary>Draws a new <see cref="LinkKey"/> from the board's noise, a slice at a time.</summary>
    public sealed class LinkKeyDraw
    {
        private readonly KeyDraw _draw;

        /// <summary>Draws nothing yet.</summary>
        /// <param name="entropy">The board's noise; null for a board without any, which gets no key.</param>
        public LinkKeyDraw(IEntropy entropy)
        {
            _draw = new KeyDraw(entropy);
        }

        /// <summary>The key, once <see cref="Step"/> has returned true; null when the noise gave none.</summary>
        public LinkKey Key { get; private set; }

        /// <summary>Begins a pair. Cost: 40 ms of noise; the contactor is open.</summary>
        public void Begin()
        {
            Key = null;
            _draw.Begin();
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when it is decided.</returns>
        public bool Step()
        {
            if (!_draw.Step())
            {
                return false;
            }

            KeyMaker made = _draw.Made;
            Key = made.Key == null ? null : new LinkKey(made.Key, made.Public);
            return true;
        }
    }
}
