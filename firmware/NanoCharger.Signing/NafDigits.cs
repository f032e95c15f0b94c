namespace NanoCharger.Signing
{
    /// <summary>A number as a sum of odd digits times powers of 2, each followed by zeros (the width-w non-adjacent form). For public numbers only.</summary>
    internal sealed class NafDigits
    {
        /// <summary>Places: 256 bits and a carry.</summary>
        public const int Places = 257;

        private readonly sbyte[] _digits = new sbyte[Places];
        private readonly int _width;

        /// <summary>Allocates.</summary>
        /// <param name="width">w, 2..8: digits are -(2^(w-1) - 1)..2^(w-1) - 1, w - 1 zeros at least behind each.</param>
        public NafDigits(int width)
        {
            _width = width;
        }

        /// <summary>The digit at 2^place; 0 or odd.</summary>
        public int this[int place]
        {
            get { return _digits[place]; }
        }

        /// <summary>Takes a tight number, 0..2^256-1.</summary>
        public void Recode(long[] number)
        {
            long window = 0;
            int held = 0;
            int limb = 0;
            long carry = 0;
            long low = (1L << _width) - 1;
            int zeros = 0;
            sbyte[] digits = _digits;
            for (int place = 0; place < Places; place++)
            {
                if (held < _width)
                {
                    window |= (limb < Field.Limbs ? number[limb] : 0) << held;
                    limb++;
                    held += 29;
                }

                digits[place] = 0;
                if (zeros > 0)
                {
                    zeros--;
                }
                else if (((window ^ carry) & 1) != 0)
                {
                    long word = (window & low) + carry;
                    carry = word >> (_width - 1);
                    digits[place] = (sbyte)(word - (carry << _width));
                    zeros = _width - 1;
                }

                window >>= 1;
                held--;
            }
        }
    }
}
