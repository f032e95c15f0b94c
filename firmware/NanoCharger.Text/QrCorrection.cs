using System;

namespace NanoCharger.Text
{
    /// <summary>The codewords by which a reader of a QR code corrects errors: Reed and Solomon's (ISO/IEC 18004, 7.5), and all codewords as they are sent.</summary>
    internal sealed class QrCorrection
    {
        private const int CodewordsPerStep = 16;

        private readonly byte[] _sent = new byte[QrVersion.MostCodewords];
        private readonly byte[] _generator = new byte[QrVersion.MostCorrections];
        private readonly byte[] _remainder = new byte[QrVersion.MostCorrections];
        private readonly byte[] _powers = new byte[510];
        private readonly byte[] _logs = new byte[256];
        private int _blocks;
        private int _dataCount;
        private int _correction;
        private int _done;

        /// <summary>Data and corrections in the order in which they are placed.</summary>
        internal byte[] Codewords
        {
            get { return _sent; }
        }

        /// <summary>Starts on a code.</summary>
        internal void Begin(int version)
        {
            _blocks = QrVersion.Blocks(version);
            _dataCount = QrVersion.DataCodewords(version);
            _correction = QrVersion.Corrections(version);
            _done = 0;
            Array.Clear(_remainder, 0, _remainder.Length);
        }

        /// <summary>Logarithms in the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1.</summary>
        internal void MakeTables()
        {
            int power = 1;
            for (int i = 0; i < 255; i++)
            {
                _powers[i] = (byte)power;
                _powers[i + 255] = (byte)power;
                _logs[power] = (byte)i;
                power <<= 1;
                power ^= (power >> 8) * 0x11D;
            }
        }

        /// <summary>(x - 1)(x - a)(x - a^2)..., its factors as logarithms; none of them is 0. The tables are made.</summary>
        internal void MakeGenerator()
        {
            byte[] factors = _generator;
            Array.Clear(factors, 0, factors.Length);
            factors[_correction - 1] = 1;
            for (int root = 0; root < _correction; root++)
            {
                // Those before are still 0.
                for (int i = root + 2 > _correction ? 0 : _correction - 2 - root; i < _correction; i++)
                {
                    int next = i + 1 < _correction ? factors[i + 1] : 0;
                    factors[i] = (byte)((factors[i] == 0 ? 0 : _powers[_logs[factors[i]] + root]) ^ next);
                }
            }

            for (int i = 0; i < _correction; i++)
            {
                factors[i] = _logs[factors[i]];
            }
        }

        /// <summary>Goes on by some codewords: the remainder of each block by the generator. Blocks are sent by turns, first all data, then all corrections (7.6).</summary>
        /// <returns>True when all are there.</returns>
        internal bool Step(byte[] data)
        {
            int blocks = _blocks;
            int blockLength = _dataCount / blocks;
            byte[] remainder = _remainder;
            int last = _correction - 1;
            for (int end = _done + CodewordsPerStep < _dataCount ? _done + CodewordsPerStep : _dataCount; _done < end; _done++)
            {
                int block = _done / blockLength;
                int place = _done % blockLength;
                _sent[(place * blocks) + block] = data[_done];
                int factor = data[_done] ^ remainder[0];
                Array.Copy(remainder, 1, remainder, 0, last);
                remainder[last] = 0;
                if (factor != 0)
                {
                    Subtract(_logs[factor]);
                }

                if (place == blockLength - 1)
                {
                    for (int i = 0; i < _correction; i++)
                    {
                        _sent[_dataCount + (i * blocks) + block] = remainder[i];
                        remainder[i] = 0;
                    }
                }
            }

            return _done == _dataCount;
        }

        private void Subtract(int log)
        {
            byte[] remainder = _remainder;
            byte[] generator = _generator;
            byte[] powers = _powers;
            for (int i = _correction - 1; i >= 0; i--)
            {
                remainder[i] ^= powers[generator[i] + log];
            }
        }
    }
}
