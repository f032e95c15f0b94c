using NanoCharger.Check.Cost;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>Objects whose blocks on the device's heap were counted by hand.</summary>
    [Counted]
    internal sealed class HeapSample
    {
        public static readonly byte[] Table = new byte[16];

        public byte[]? Bytes { get; set; }

        public object? Held { get; set; }

        /// <summary>Keeps an array of ten bytes and throws one of a hundred away.</summary>
        public static HeapSample Start()
        {
            byte[] rubbish = new byte[100];
            return new HeapSample { Bytes = new byte[rubbish.Length / 10] };
        }

        internal sealed class Empty
        {
            public void Do()
            {
            }
        }

        internal class Two
        {
            public long First { get; set; }

            private readonly bool _second = true;

            public bool Second => _second;
        }

        internal sealed class Four : Two
        {
            public Two? Third { get; set; }

            public string? Fourth { get; set; }
        }

        internal struct Pair
        {
            public int First { get; set; }

            public int Second { get; set; }
        }

        internal sealed class WithPair
        {
            public Pair Pair { get; set; }
        }
    }
}
