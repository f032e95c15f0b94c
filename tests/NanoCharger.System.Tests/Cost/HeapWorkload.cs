using NanoCharger.Check.Cost;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>Makes a holder of ten bytes; then, not counted, maybe some more.</summary>
    internal sealed class HeapWorkload : IWorkload
    {
        private readonly int _later;

        public HeapWorkload(string name, int later)
        {
            Name = name;
            _later = later;
        }

        public string Name { get; }

        public string Lap => "a start";

        public int Channels => 0;

        public void Run(Recorder recorder)
        {
            recorder.Heap.FillStatics(typeof(HeapSample).Assembly);
            recorder.Begin();
            HeapSample sample = HeapSample.Start();
            recorder.Lap();
            recorder.End();
            recorder.Heap.Look("Start", sample);
            if (_later > 0)
            {
                sample.Held = new byte[_later];
            }
            recorder.Heap.LookAgain(sample);
        }
    }
}
