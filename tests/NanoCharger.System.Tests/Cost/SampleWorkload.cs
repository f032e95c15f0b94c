using System;
using NanoCharger.Check.Cost;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>One lap of one call.</summary>
    internal sealed class SampleWorkload : IWorkload
    {
        private readonly Action _work;

        public SampleWorkload(string name, Action work)
        {
            Name = name;
            _work = work;
        }

        public string Name { get; }

        public string Lap => "a call";

        public int Channels => 0;

        public void Run(Recorder recorder)
        {
            recorder.Begin();
            _work();
            recorder.Lap();
            recorder.End();
        }
    }
}
