using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>Plain inputs in memory, at rest until the test says otherwise.</summary>
    public sealed class FakeInputs : IFaultInputs
    {
        private readonly string[] _names;

        /// <summary>Makes inputs of these names.</summary>
        public FakeInputs(string[] names)
        {
            _names = names;
        }

        /// <inheritdoc/>
        public int Count
        {
            get { return _names.Length; }
        }

        /// <summary>Those that report, a bit for each.</summary>
        public int Reporting { get; set; }

        /// <inheritdoc/>
        public string NameOf(int index)
        {
            return _names[index];
        }

        /// <inheritdoc/>
        public int Read()
        {
            return Reporting;
        }
    }
}
