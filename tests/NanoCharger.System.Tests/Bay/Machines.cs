using NanoCharger.Bay;
using NanoCharger.Bay.Network;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>Virtual time for tests of single parts of the bay.</summary>
    internal static class Machines
    {
        /// <summary>A machine whose board has nothing connected.</summary>
        public static Machine Bare()
        {
            return new Machine(new MachineOptions
            {
                Surroundings = new Wiring(1, [], new BayNetwork(1, null, 0, new BayResult())),
                Adc = new UnitErrors(1).Converter(),
                Flash = new Flash(),
            });
        }
    }
}
