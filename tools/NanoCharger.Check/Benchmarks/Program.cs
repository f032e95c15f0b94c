using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NanoCharger.Check.Benchmarks
{
    /// <summary>Times our signature beside others'. Options are BenchmarkDotNet's.</summary>
    public static class Program
    {
        /// <summary>Runs what the options choose, or all.</summary>
        public static void Main(string[] arguments)
        {
            // In this process: a .nfproj is not a project that BenchmarkDotNet could build anew.
            IConfig config = DefaultConfig.Instance
                .AddJob(Job.Default.WithWarmupCount(5).WithIterationCount(20).WithToolchain(InProcessEmitToolchain.Instance))
                .AddColumn(StatisticColumn.Min, StatisticColumn.Median);
            if (arguments.Length == 0)
            {
                BenchmarkRunner.Run<SignBenchmark>(config);
                BenchmarkRunner.Run<VerifyBenchmark>(config);
                return;
            }

            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config);
        }
    }
}
