namespace NanoCharger.Signing
{
    /// <summary>The inverse mod a prime of 256 bits, by the same work for every number: Bernstein and Yang's divsteps.</summary>
    /// <remarks>
    /// "Fast constant-time gcd computation and modular inversion" (2019), in the variant that starts at delta = 1/2, whose bound for 256 bits is 590
    /// divsteps (libsecp256k1, doc/safegcd_implementation.md; the paper's formula for delta = 1 gives 741). 20 batches of 30 are made. A batch looks
    /// at the lowest 30 bits of f and g alone and collects a matrix, which is then applied to f, g and, mod the prime, to d, e. Numbers here have
    /// nine signed limbs of 30 bits, least first. The inverse of 0 comes out as 0. No branch and no index depends on a value.
    /// </remarks>
    public sealed class Divsteps
    {
        private const int Limbs = 9;
        private const int Batch = 30;
        private const int Batches = 20;
        private const long Mask = 0x3FFFFFFF;

        private readonly long[] _modulus = new long[Limbs];
        private readonly long _inverse;
        private readonly long[] _f = new long[Limbs];
        private readonly long[] _g = new long[Limbs];
        private readonly long[] _d = new long[Limbs];
        private readonly long[] _e = new long[Limbs];
        private long _zeta;
        private int _left;

        // The matrix of a batch: f' = u f + v g and g' = q f + r g, both over 2^30.
        private long _u;
        private long _v;
        private long _q;
        private long _r;

        /// <summary>Allocates for a modulus.</summary>
        /// <param name="modulus">Nine limbs of 29 bits.</param>
        /// <param name="inverse">1 / modulus mod 2^30.</param>
        public Divsteps(long[] modulus, long inverse)
        {
            Widen(_modulus, modulus);
            _inverse = inverse;
        }

        /// <summary>Begins the inverse of a, nine limbs of 29 bits, 0..modulus-1.</summary>
        public void Begin(long[] a)
        {
            for (int i = 0; i < Limbs; i++)
            {
                _f[i] = _modulus[i];
                _d[i] = 0;
                _e[i] = 0;
            }

            Widen(_g, a);
            _e[0] = 1;
            _zeta = -1;
            _left = Batches;
        }

        /// <summary>Makes one batch. True after the last one.</summary>
        public bool Step()
        {
            Collect();
            ApplyToFg();
            ApplyToDe();
            _left--;
            return _left == 0;
        }

        /// <summary>Gives the inverse, nine limbs of 29 bits, and forgets everything.</summary>
        public void Finish(long[] o)
        {
            // f is 1 or -1, d is f times the inverse, between -2 and 1 moduli.
            Fold(_d, _f[Limbs - 1] >> 63);
            Fold(_d, 0);
            long held = 0;
            int bits = 0;
            int limb = 0;
            for (int i = 0; i < Limbs; i++)
            {
                while (bits < 29)
                {
                    held |= _d[limb++] << bits;
                    bits += Batch;
                }

                o[i] = held & 0x1FFFFFFF;
                held >>= 29;
                bits -= 29;
            }

            Forget();
        }

        /// <summary>Overwrites every number that is held here.</summary>
        public void Forget()
        {
            LimbCodec.Wipe(_f);
            LimbCodec.Wipe(_g);
            LimbCodec.Wipe(_d);
            LimbCodec.Wipe(_e);
            _u = 0;
            _v = 0;
            _q = 0;
            _r = 0;
        }

        // 29 bits to 30.
        private static void Widen(long[] o, long[] a)
        {
            long held = 0;
            int bits = 0;
            int limb = 0;
            for (int i = 0; i < Limbs; i++)
            {
                held |= a[i] << bits;
                bits += 29;
                if (bits >= Batch)
                {
                    o[limb++] = held & Mask;
                    held >>= Batch;
                    bits -= Batch;
                }
            }

            o[limb] = held;
        }

        // 30 divsteps on the lowest bits. The rows (u, v) and (q, r) are kept as u + 2^32 v and q + 2^32 r: sums, negation and
        // doubling are linear, so they work on both at once, and neither outgrows 2^30.
        private void Collect()
        {
            long one = 1;
            long zeta = _zeta;
            long f = _f[0];
            long g = _g[0];
            long top = one;
            long bottom = one << 32;
            for (int i = 0; i < Batch; i++)
            {
                long swap = zeta >> 63;
                long odd = -(g & one);
                g += ((f ^ swap) - swap) & odd;
                bottom += ((top ^ swap) - swap) & odd;
                swap &= odd;
                zeta = (zeta ^ swap) - one;
                f += g & swap;
                top = (top + (bottom & swap)) << 1;
                g >>= 1;
            }

            _zeta = zeta;
            _u = (int)top;
            _v = (top - _u) >> 32;
            _q = (int)bottom;
            _r = (bottom - _q) >> 32;
        }

        private void ApplyToFg()
        {
            long[] f = _f;
            long[] g = _g;
            long u = _u;
            long v = _v;
            long q = _q;
            long r = _r;
            long mask = Mask;
            long fi = f[0];
            long gi = g[0];
            long cf = (u * fi) + (v * gi);
            long cg = (q * fi) + (r * gi);
            int before = 0;
            for (int i = 1; i < Limbs; i++)
            {
                fi = f[i];
                gi = g[i];
                cf = (cf >> 30) + (u * fi) + (v * gi);
                cg = (cg >> 30) + (q * fi) + (r * gi);
                f[before] = cf & mask;
                g[before] = cg & mask;
                before = i;
            }

            f[before] = cf >> 30;
            g[before] = cg >> 30;
        }

        // As above mod the modulus: so many moduli are added that the lowest 30 bits vanish. d and e stay between -2 and 1 moduli.
        private void ApplyToDe()
        {
            long[] d = _d;
            long[] e = _e;
            long[] modulus = _modulus;
            long u = _u;
            long v = _v;
            long q = _q;
            long r = _r;
            long mask = Mask;
            long di = d[Limbs - 1] >> 63;
            long ei = e[Limbs - 1] >> 63;
            long md = (u & di) + (v & ei);
            long me = (q & di) + (r & ei);
            di = d[0];
            ei = e[0];
            long cd = (u * di) + (v * ei);
            long ce = (q * di) + (r * ei);
            md -= ((_inverse * (cd & mask)) + md) & mask;
            me -= ((_inverse * (ce & mask)) + me) & mask;
            long mi = modulus[0];
            cd += mi * md;
            ce += mi * me;
            int before = 0;
            for (int i = 1; i < Limbs; i++)
            {
                di = d[i];
                ei = e[i];
                mi = modulus[i];
                cd = (cd >> 30) + (u * di) + (v * ei) + (mi * md);
                ce = (ce >> 30) + (q * di) + (r * ei) + (mi * me);
                d[before] = cd & mask;
                e[before] = ce & mask;
                before = i;
            }

            d[before] = cd >> 30;
            e[before] = ce >> 30;
        }

        // Adds the modulus to a negative number, then negates where the mask is -1.
        private void Fold(long[] a, long negate)
        {
            long add = a[Limbs - 1] >> 63;
            long t = 0;
            for (int i = 0; i < Limbs; i++)
            {
                t += ((a[i] + (_modulus[i] & add)) ^ negate) - negate;
                a[i] = i == Limbs - 1 ? t : t & Mask;
                t >>= Batch;
            }
        }
    }
}
