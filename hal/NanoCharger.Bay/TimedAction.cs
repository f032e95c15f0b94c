using System;
using System.Collections.Generic;

namespace NanoCharger.Bay
{
    /// <summary>One entry of a scenario's timeline, checked: what its kind asks for is there and within its range.</summary>
    public sealed class TimedAction
    {
        /// <summary>Of a draw: no more than is offered.</summary>
        internal const string UpTo = "upTo";

        /// <summary>Of a draw: through a diode, whatever is offered.</summary>
        internal const string HalfWave = "halfWave";

        internal TimedAction(ActionKind kind, string text, params double[] numbers)
        {
            Kind = kind;
            Text = text;
            Numbers = numbers;
        }

        /// <summary>What happens.</summary>
        public ActionKind Kind { get; }

        /// <summary>Its word, as <see cref="ActionKind"/> says; else empty.</summary>
        public string Text { get; }

        /// <summary>Its numbers, as <see cref="ActionKind"/> says.</summary>
        public IReadOnlyList<double> Numbers { get; }

        /// <summary>For a command: the payload as JSON; else empty.</summary>
        public string Payload { get; internal init; } = "";

        /// <summary>When, in seconds since the start, 0..the scenario's end.</summary>
        public double AtSeconds { get; internal set; }

        /// <summary>When, in nanoseconds since the start.</summary>
        public long AtNanos
        {
            get { return (long)Math.Round(AtSeconds * 1e9); }
        }

        /// <summary>Line in the scenario's file, from 1.</summary>
        public int Line { get; internal set; }
    }
}
