using System;

namespace NanoCharger.Core.Charging
{
    /// <summary>Twelve long and short lights that the lamp blinks while a page shows the same, so that whoever stands there sees that the page speaks of this charger and of no other.</summary>
    /// <remarks>
    /// When it is lit follows from the time since its begin alone, so a stalled loop shifts nothing. Kept in memory only: a restart ends it.
    /// Dark 600 ms; then, over and over, the letters, S lit for 200 ms and L for 600 ms, with 200 ms of dark behind each, 600 ms behind each fourth, and 1.6 s behind the twelfth.
    /// </remarks>
    public sealed class LampPattern
    {
        /// <summary>Letters of a pattern.</summary>
        public const int Letters = 12;

        /// <summary>How long it is shown.</summary>
        public const int ShownMicros = 20_000_000;

        private const int LettersOfGroup = 4;
        private const int LeadMicros = 600_000;
        private const int ShortMicros = 200_000;
        private const int LongMicros = 600_000;
        private const int GapMicros = 200_000;
        private const int GroupGapMicros = 600_000;
        private const int EndGapMicros = 1_600_000;

        // Those between the letters: two of them between groups.
        private const int GapsMicros = ((Letters - 3) * GapMicros) + (2 * GroupGapMicros);

        private bool _begun;
        private long _begunMicros;
        private int _longLetters;
        private int _roundMicros;

        /// <summary>True for twelve letters, each L or S.</summary>
        public static bool IsValid(string letters)
        {
            if (letters == null || letters.Length != Letters)
            {
                return false;
            }

            for (int i = 0; i < Letters; i++)
            {
                if (letters[i] != 'L' && letters[i] != 'S')
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Begins to show this one, in place of any other.</summary>
        /// <param name="letters">Twelve letters, each L (long) or S (short).</param>
        /// <param name="nowMicros">Monotonic time: its time counts from here.</param>
        /// <exception cref="ArgumentException">It is no pattern.</exception>
        public void Begin(string letters, long nowMicros)
        {
            if (!IsValid(letters))
            {
                throw new ArgumentException("no pattern");
            }

            _longLetters = 0;
            _roundMicros = GapsMicros + EndGapMicros;
            for (int i = 0; i < Letters; i++)
            {
                bool isLong = letters[i] == 'L';
                _longLetters |= isLong ? 1 << i : 0;
                _roundMicros += isLong ? LongMicros : ShortMicros;
            }

            _begunMicros = nowMicros;
            _begun = true;
        }

        /// <summary>Something else is shown from now on, and this does not come back.</summary>
        public void End()
        {
            _begun = false;
        }

        /// <summary>True for 20 s from the begin, where nothing has ended it.</summary>
        public bool IsShown(long nowMicros)
        {
            return _begun && nowMicros - _begunMicros < ShownMicros;
        }

        /// <summary>Whether the lamp is lit at this time. Cost: some 20 instructions a letter.</summary>
        public bool IsLit(long nowMicros)
        {
            long sinceMicros = nowMicros - _begunMicros - LeadMicros;
            if (sinceMicros < 0)
            {
                return false;
            }

            int restMicros = (int)(sinceMicros % _roundMicros);
            for (int i = 0; i < Letters; i++)
            {
                int litMicros = (_longLetters >> i & 1) != 0 ? LongMicros : ShortMicros;
                if (restMicros < litMicros)
                {
                    return true;
                }

                restMicros -= litMicros + (i % LettersOfGroup == LettersOfGroup - 1 ? GroupGapMicros : GapMicros);
                if (restMicros < 0)
                {
                    return false;
                }
            }

            return false;
        }
    }
}
