using System;
using NanoCharger.Hal;

namespace NanoCharger.Signing
{
    /// <summary>Draws a new pair of keys from the board's noise, and refuses noise that is none.</summary>
    public sealed class KeyDraw
    {
        private const int MostDraws = 8;

        private readonly IEntropy _entropy;
        private readonly Sha256 _sha = new Sha256();
        private readonly byte[] _first = new byte[Sha256.HashBytes];
        private readonly byte[] _second = new byte[Sha256.HashBytes];
        private int _draws;

        /// <summary>Draws nothing yet.</summary>
        /// <param name="entropy">The board's noise; null for a board without any, which gets no key.</param>
        public KeyDraw(IEntropy entropy)
        {
            _entropy = entropy;
        }

        /// <summary>The pair, once <see cref="Step"/> has returned true; its Key is null when the noise gave none.</summary>
        public KeyMaker Made { get; private set; }

        /// <summary>Begins a pair. Cost: 40 ms of noise; the contactor is open.</summary>
        public void Begin()
        {
            _draws = 0;
            Made = new KeyMaker();
            Draw();
        }

        /// <summary>Does one slice.</summary>
        /// <returns>True when it is decided.</returns>
        public bool Step()
        {
            if (!Made.Step())
            {
                return false;
            }

            if (Made.Key != null || _draws >= MostDraws)
            {
                return true;
            }

            Draw();
            return false;
        }

        // Twice the length of the key, hashed: what is short of even chances in the one half the other makes up for.
        private void Draw()
        {
            _draws++;
            if (_entropy != null)
            {
                _entropy.Fill(_first);
                _entropy.Fill(_second);
            }

            byte[] number = new byte[Sha256.HashBytes];
            if (!IsDead(_first) && !IsDead(_second) && !Same(_first, _second))
            {
                _sha.Begin();
                _sha.Add(_first, 0, _first.Length);
                _sha.Add(_second, 0, _second.Length);
                _sha.Finish(number);
            }

            // Where the noise is dead the number stays 0, which is no key.
            Made.Begin(number);
            Array.Clear(_first, 0, _first.Length);
            Array.Clear(_second, 0, _second.Length);
            Array.Clear(number, 0, number.Length);
        }

        private static bool IsDead(byte[] noise)
        {
            for (int i = 1; i < noise.Length; i++)
            {
                if (noise[i] != noise[0])
                {
                    return false;
                }
            }

            return true;
        }

        private static bool Same(byte[] one, byte[] other)
        {
            for (int i = 0; i < one.Length; i++)
            {
                if (one[i] != other[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
