using System;
using System.Collections.Generic;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>The lamp on the front, as somebody sees it who stands before it.</summary>
    /// <remarks>Written on the bay's threads, read from any.</remarks>
    public sealed class LampWatch
    {
        private const int MostKept = 512;
        private const int Steps = 40;
        private const double StepSeconds = 0.1;

        private readonly Machine _machine;
        private readonly LampReader _reader = new LampReader();
        private readonly Queue<LampEdge> _edges = new Queue<LampEdge>();

        internal LampWatch(Machine machine)
        {
            _machine = machine;
        }

        /// <summary>It has blinked a pattern to its end.</summary>
        internal event Action<string>? Blinked;

        /// <summary>It is lit.</summary>
        public bool Lit { get; private set; }

        /// <summary>The pattern that it blinked last, to its end; null for none.</summary>
        public string? Pattern { get; private set; }

        /// <summary>Its newest edges, the oldest first: 512 at most, more than a minute of any pattern. <see cref="LampReader.ReadAll"/> reads them.</summary>
        public IReadOnlyList<LampEdge> Edges
        {
            get
            {
                lock (_edges)
                {
                    return _edges.ToArray();
                }
            }
        }

        internal void Set(bool lit)
        {
            if (lit == Lit)
            {
                return;
            }

            var edge = new LampEdge(_machine.NowNanos / 1e9, lit);
            string? pattern = _reader.Take(edge);
            lock (_edges)
            {
                Lit = lit;
                _edges.Enqueue(edge);
                if (_edges.Count > MostKept)
                {
                    _edges.Dequeue();
                }
            }

            if (pattern is not null)
            {
                Pattern = pattern;
                Blinked?.Invoke(pattern);
            }
        }

        /// <summary>The last 4 s, a character for 0.1 s: # for lit.</summary>
        internal string Rhythm()
        {
            double from = (_machine.NowNanos / 1e9) - ((Steps - 0.5) * StepSeconds);
            IReadOnlyList<LampEdge> edges = Edges;
            return string.Create(Steps, (edges, from), static (shown, seen) =>
            {
                bool lit = seen.edges.Count > 0 && !seen.edges[0].Lit;
                int next = 0;
                for (int step = 0; step < shown.Length; step++)
                {
                    for (; next < seen.edges.Count && seen.edges[next].Seconds <= seen.from + (step * StepSeconds); next++)
                    {
                        lit = seen.edges[next].Lit;
                    }

                    shown[step] = lit ? '#' : '.';
                }
            });
        }
    }
}
