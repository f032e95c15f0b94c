namespace NanoCharger.Check.Cost
{
    /// <summary>What was executed, by kind.</summary>
    public sealed class Tally
    {
        private readonly long[] _counts = new long[CostTable.Kinds];

        /// <summary>Bytes allocated, by the device's layout.</summary>
        public long Bytes { get; private set; }

        /// <summary>Objects, boxes and arrays allocated; strings put together or written out are new objects too.</summary>
        public long Allocations => this[CostKind.Object] + this[CostKind.Box] + this[CostKind.Array] + this[CostKind.Text] + this[CostKind.NumberText];

        /// <summary>Literals of text loaded, each an object of one block on the device; not among the allocations.</summary>
        public long Literals { get; private set; }

        /// <summary>Plain IL instructions of every kind.</summary>
        public long Instructions => this[CostKind.Move] + this[CostKind.Arithmetic] + this[CostKind.Branch] + this[CostKind.Access];

        /// <summary>How many of a kind.</summary>
        public long this[CostKind kind] => _counts[(int)kind];

        /// <summary>Nanoseconds of the host's nanoCLR for all of it.</summary>
        public double Nanos(CostTable table)
        {
            double sum = 0;
            for (int kind = 0; kind < _counts.Length; kind++)
            {
                sum += _counts[kind] * table.Nanos((CostKind)kind);
            }
            return sum;
        }

        /// <summary>Nanoseconds of the conversions alone.</summary>
        public double FloorNanos(CostTable table)
        {
            return this[CostKind.Conversion] * table.Nanos(CostKind.Conversion);
        }

        /// <summary>All of it to the conversions alone.</summary>
        public double Ratio(CostTable table)
        {
            return Nanos(table) / FloorNanos(table);
        }

        /// <summary>The same for a converter that takes no time itself: what the firmware would look like beside a faster one.</summary>
        public double InstantRatio(CostTable table)
        {
            double converter = this[CostKind.Conversion] * table.ConverterNanos;
            return (Nanos(table) - converter) / (FloorNanos(table) - converter);
        }

        internal void Add(CodeBlock block, long times, long arrayBytes)
        {
            for (int kind = 0; kind < _counts.Length; kind++)
            {
                _counts[kind] += block.Counts[kind] * times;
            }
            Bytes += (block.ObjectBytes * times) + arrayBytes;
            Literals += block.Literals * times;
        }

        internal void Add(Tally other)
        {
            for (int kind = 0; kind < _counts.Length; kind++)
            {
                _counts[kind] += other._counts[kind];
            }
            Bytes += other.Bytes;
            Literals += other.Literals;
        }
    }
}
