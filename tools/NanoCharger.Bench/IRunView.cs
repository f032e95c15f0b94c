using System.Threading.Tasks;
using NanoCharger.Bay;

namespace NanoCharger.Bench;

/// <summary>How a run is shown while it goes on.</summary>
public interface IRunView
{
    /// <summary>Shows the run until it is over.</summary>
    /// <param name="bay">The bay that runs.</param>
    /// <param name="run">Ends with the run.</param>
    void Follow(ChargingBay bay, Task run);
}
