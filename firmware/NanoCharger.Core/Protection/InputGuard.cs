using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>All faults that a plain input of the board reports, by the rows of <see cref="FaultCatalogue"/>. A new one needs no code here.</summary>
    internal sealed class InputGuard
    {
        private readonly InputWatch[] _watches;

        /// <summary>Makes a guard of the inputs that the board has.</summary>
        /// <param name="inputs">Null for none, which costs nothing. One without a row is the start-up check's to refuse.</param>
        internal InputGuard(IFaultInputs inputs)
        {
            int count = inputs == null ? 0 : inputs.Count;
            int known = 0;
            for (int i = 0; i < count; i++)
            {
                known += FaultCatalogue.OfInput(inputs.NameOf(i)) == null ? 0 : 1;
            }

            _watches = new InputWatch[known];
            Faults = new Fault[known];
            for (int i = count - 1; i >= 0; i--)
            {
                FaultEntry row = FaultCatalogue.OfInput(inputs.NameOf(i));
                if (row != null)
                {
                    known--;
                    _watches[known] = new InputWatch(row, i);
                    Faults[known] = _watches[known].Fault;
                }
            }
        }

        /// <summary>The faults, in the order of the board's inputs.</summary>
        internal Fault[] Faults { get; }

        internal void Clear()
        {
            for (int i = 0; i < _watches.Length; i++)
            {
                _watches[i].Clear();
            }
        }

        internal void Update(GuardInputs inputs)
        {
            for (int i = 0; i < _watches.Length; i++)
            {
                _watches[i].Update(inputs);
            }
        }
    }
}
