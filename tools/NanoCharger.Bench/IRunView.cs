using System.Threading.Tasks;

namespace NanoCharger.Bench;

/// <summary>How a run is shown while it goes on.</summary>
public interface IRunView
{
    /// <summary>Shows the run until it is over.</summary>
    /// <param name="run">What runs.</param>
    /// <param name="news">What has happened in it.</param>
    /// <param name="playing">Ends with the run.</param>
    void Follow(BenchRun run, RunNews news, Task playing);
}
